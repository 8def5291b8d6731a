'use client';

/** StaleNotice: form (its element), state (of the refusal), isAct (nothing to compare), words. After somebody else's save: the fields that they changed, and what a second press does. */
import { useRouter } from 'next/navigation';
import { useEffect, useSyncExternalStore, type RefObject } from 'react';
import type { ActionState } from './form-state';

type Changed = { name: string; label: string; theirs: string };

/** The fields that say what somebody else saved, with the words that label them on the page. */
function changedIn(form: HTMLFormElement): Changed[] {
  return [...form.querySelectorAll<HTMLElement>('[data-theirs]')].map((note) => {
    const group = note.closest('fieldset, div');
    const legend = note.closest('fieldset')?.querySelector('legend')?.textContent;
    const label = group?.querySelector('legend, label')?.textContent ?? '';
    return {
      name: note.dataset['theirs'] ?? '',
      label: legend && legend !== label ? `${legend}: ${label}` : label,
      theirs: note.textContent,
    };
  });
}

function watch(form: RefObject<HTMLFormElement | null>, onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  if (form.current !== null)
    observer.observe(form.current, { childList: true, subtree: true, characterData: true });
  return () => observer.disconnect();
}

export function StaleNotice({
  form,
  state,
  isAct,
  words,
}: {
  form: RefObject<HTMLFormElement | null>;
  state: ActionState;
  isAct: boolean;
  words: { staleFields: string; staleAgain: string };
}) {
  const router = useRouter();
  useEffect(() => router.refresh(), [router, state]);
  // What stands beside the fields comes with the page that is made anew.
  const found = useSyncExternalStore(
    (onChange) => watch(form, onChange),
    () => (form.current === null ? '[]' : JSON.stringify(changedIn(form.current))),
    () => '[]',
  );
  const changed = JSON.parse(found) as Changed[];
  if (isAct) return null;
  return (
    <>
      {changed.length > 0 && (
        <>
          <p>{words.staleFields}</p>
          <ul className="grid gap-1 text-sm">
            {changed.map(({ name, label, theirs }) => (
              <li key={name}>
                {label}. {theirs}
              </li>
            ))}
          </ul>
        </>
      )}
      <p>{words.staleAgain}</p>
    </>
  );
}
