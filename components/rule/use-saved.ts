'use client';

import { useEffect, useRef, useState } from 'react';
import { asServed, useIsWaking } from '@/components/ui/early-entry';
import { useFormState } from '@/components/ui/form-state';
import { contentOf } from '@/components/ui/use-unsent';

/**
 * Whether everything that stands in the form is stored; null until the script can tell. `changes` is another text whenever something was
 * changed; `startsUnsaved` where the page opens with something that is not stored.
 */
export function useSaved(elementId: string, changes: string, startsUnsaved: boolean): boolean | null {
  const state = useFormState()?.state;
  const isWaking = useIsWaking();
  const stored = useRef<{ content: string; by: unknown } | null>(null);
  const [isSaved, setSaved] = useState<boolean | null>(null);
  useEffect(() => {
    const form = document.getElementById(elementId)?.closest('form');
    if (!form) return;
    const content = contentOf(form);
    if (stored.current === null)
      stored.current = {
        content:
          startsUnsaved || state?.status === 'refused' ? '' : contentOf(isWaking ? asServed(form) : form),
        by: state,
      };
    else if (state?.status === 'done' && stored.current.by !== state) stored.current = { content, by: state };
    setSaved(content === stored.current.content);
  }, [elementId, changes, startsUnsaved, state, isWaking]);
  return isSaved;
}
