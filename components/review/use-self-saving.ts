'use client';

import { startTransition, useEffect, useRef, useState, type RefObject } from 'react';
import { idleState, type ActionState } from '@/components/ui/form-state';
import { tellKept } from '@/components/ui/use-unsent';

/** How a form that saves itself stands. `refused` says why, in words. */
export type Saving =
  | { status: 'idle' | 'waiting' | 'saving' | 'saved' }
  | { status: 'refused'; message: string };

/** Pause after which what was entered is saved. @units milliseconds */
const pause = 900;

/** What is saved without being sent: marks and scores, never a vote. */
const isKept = (name: string) => /^(marks|scores)\./.test(name);

const contentOf = (form: HTMLFormElement) =>
  JSON.stringify([...new FormData(form)].filter(([name]) => isKept(name)));

/** Sends what is marked and scored in the form around the place, a moment after it was entered, as if "save" had been pressed. */
export function useSelfSaving(
  place: RefObject<HTMLElement | null>,
  save: (state: ActionState, data: FormData) => ActionState | Promise<ActionState>,
  { isOn, words }: { isOn: boolean; words: { unsent: string } },
): Saving {
  const [saving, setSaving] = useState<Saving>({ status: 'idle' });
  const kept = useRef<string | null>(null);
  const { unsent } = words;
  useEffect(() => {
    const form = place.current?.closest('form');
    if (!form || !isOn) return;
    kept.current ??= contentOf(form);
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isBusy = false;
    const send = async () => {
      const content = contentOf(form);
      // A vote that is on its way takes all of it along.
      if (isBusy || content === kept.current || form.ariaBusy === 'true') return;
      isBusy = true;
      setSaving({ status: 'saving' });
      const data = new FormData(form);
      data.set('save', 'yes');
      data.delete('idempotencyKey');
      const answer = await Promise.resolve(save(idleState, data)).catch(
        (): ActionState => ({ status: 'refused', message: unsent }),
      );
      isBusy = false;
      startTransition(() =>
        setSaving(
          answer.status === 'done'
            ? { status: 'saved' }
            : { status: 'refused', message: answer.message ?? unsent },
        ),
      );
      if (answer.status !== 'done') return;
      kept.current = content;
      tellKept(form, isKept);
      wait();
    };
    const wait = () => {
      clearTimeout(timer);
      if (contentOf(form) === kept.current) return;
      if (!isBusy) setSaving({ status: 'waiting' });
      timer = setTimeout(() => void send(), pause);
    };
    form.addEventListener('input', wait);
    return () => {
      clearTimeout(timer);
      form.removeEventListener('input', wait);
    };
  }, [place, save, isOn, unsent]);
  return saving;
}
