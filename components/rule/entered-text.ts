'use client';

import { useCallback, useState } from 'react';
import { enteredIn } from '@/components/ui/early-entry';

type Entered = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Fields of the editor whose value the page keeps by itself, as they stand now: for saying in words what a folded part holds. */
export interface EnteredText {
  'basis.kind': string;
  'basis.adoption': string;
  publicNote: string;
  internalNote: string;
  title: string;
  /** "yes" where evidence is entered or ticked that is not added yet. */
  hasEvidence: string;
}

export function pickEntered(found: Entered, before: EnteredText): EnteredText {
  const text = (name: keyof EnteredText) => {
    const now = found[name];
    return typeof now === 'string' ? now : before[name];
  };
  const isFilled = (name: string) => (found[name] ?? '').length > 0;
  return {
    'basis.kind': text('basis.kind'),
    'basis.adoption': text('basis.adoption'),
    publicNote: text('publicNote'),
    internalNote: text('internalNote'),
    title: text('title'),
    hasEvidence: ['evidence.url', 'evidence.file', 'evidence.atHand[]'].some(isFilled) ? 'yes' : '',
  };
}

/** What stands in them, and how to look again. The same object as long as nothing was changed. */
export function useEnteredText(first: EnteredText): [EnteredText, (form: HTMLFormElement) => void] {
  const [entered, setEntered] = useState(first);
  const look = useCallback(
    (form: HTMLFormElement) =>
      setEntered((now) => {
        const next = pickEntered(enteredIn(form, ''), now);
        return JSON.stringify(next) === JSON.stringify(now) ? now : next;
      }),
    [],
  );
  return [entered, look];
}
