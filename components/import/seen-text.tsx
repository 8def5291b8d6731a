'use client';

/** SeenText: name, stored (what stands in the cell now). Sends what the cell showed when its field was filled, or what somebody else's save was shown as since. */
import { useState } from 'react';
import { isStale, useFormState } from '@/components/ui/form-state';

export function SeenText({ name, stored }: { name: string; stored: string }) {
  const form = useFormState();
  const [seen, setSeen] = useState({ text: stored, base: form?.base });
  // What is stored is shown beside the field after a conflict, and nowhere else: a page that is made anew for another reason shows nothing of it.
  const isShown = isStale(form?.state) || seen.base !== form?.base;
  if (isShown && (seen.text !== stored || seen.base !== form?.base))
    setSeen({ text: stored, base: form?.base });
  return <input type="hidden" name={name} value={seen.text} />;
}
