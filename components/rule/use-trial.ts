'use client';

import { useEffect, useState } from 'react';
import type { Offer } from '@/lib/catalog/offered';
import type { Finding } from '@/lib/rule/lint/finding';
import type { RuleNames } from '@/lib/rule/rule-names';
import type { RuleDefinition } from '@/lib/rule/rule-version';
import type { Effect } from '@/lib/catalog/effect';
import type { Example } from './example-list';

/** What is entered, read and tried out; nothing of it is saved. */
export interface EditorTrial {
  definition: RuleDefinition;
  names: RuleNames;
  findings: readonly Finding[];
  examples: readonly Example[];
  departmentId: string | null;
  offer: Offer | null;
  effect: Effect | null;
}
export type TrialState = 'fresh' | 'checking' | 'incomplete' | 'unreachable';

/** @units milliseconds of quiet before what is entered is tried */
const pause = 400;

/** What is entered in the form around #rule-editor, sent to the checks a moment after the last change. */
export function useTrial(
  first: EditorTrial,
  tryHref: string,
  changes: unknown,
  stored: unknown,
): { trial: EditorTrial; state: TrialState } {
  const [trial, setTrial] = useState(first);
  const [state, setState] = useState<TrialState>('fresh');
  const [start] = useState(stored);
  useEffect(() => {
    if (changes === start) return undefined;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      const form = document.getElementById('rule-editor')?.closest('form');
      if (!form) return;
      setState('checking');
      const body = new URLSearchParams(
        [...new FormData(form)].flatMap(([key, value]) =>
          typeof value === 'string' && !key.startsWith('$') && !key.startsWith('evidence.')
            ? [[key, value]]
            : [],
        ),
      );
      fetch(tryHref, { method: 'POST', body, signal: stop.signal })
        .then(async (response) => {
          if (response.status === 204) return setState('incomplete');
          if (!response.ok) return setState('unreachable');
          setTrial((await response.json()) as EditorTrial);
          return setState('fresh');
        })
        .catch(() => stop.signal.aborted || setState('unreachable'));
    }, pause);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [changes, start, tryHref]);
  return { trial, state };
}
