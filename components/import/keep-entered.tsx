'use client';

/**
 * KeepEntered: in a form, keeps what was chosen there and not sent yet through a reload. It stays with the page in the history of this tab,
 * and nowhere in the browser's storage. Props: of (what the form is about, and in which version: what was chosen for another is not put back).
 */
import { useEffect, useRef } from 'react';

type Control = HTMLInputElement | HTMLSelectElement;
interface Kept {
  of: string;
  values: Record<string, string>;
}

function controlsOf(form: HTMLFormElement): Control[] {
  return [...form.elements].filter(
    (control): control is Control =>
      (control instanceof HTMLInputElement || control instanceof HTMLSelectElement) &&
      control.name !== '' &&
      control.type !== 'hidden',
  );
}

/** What is chosen: of several of one name, the one that is ticked. */
function chosenIn(form: HTMLFormElement): Kept['values'] {
  return Object.fromEntries(
    controlsOf(form)
      .filter((control) => control.type !== 'radio' || (control as HTMLInputElement).checked)
      .map(({ name, value }) => [name, value]),
  );
}

function keptFor(of: string): Kept['values'] {
  const kept = (history.state as { entered?: Kept } | null)?.entered;
  return kept?.of === of ? kept.values : {};
}

export function KeepEntered({ of }: { of: string }) {
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const form = mark.current?.closest('form');
    if (!form) return undefined;
    const kept = keptFor(of);
    for (const control of controlsOf(form)) {
      const value = kept[control.name];
      if (value === undefined) continue;
      if (control.type === 'radio') (control as HTMLInputElement).checked = control.value === value;
      else if (control.value !== value) control.value = value;
    }
    const keep = () => {
      history.replaceState({ ...history.state, entered: { of, values: chosenIn(form) } satisfies Kept }, '');
    };
    form.addEventListener('input', keep);
    return () => form.removeEventListener('input', keep);
  }, [of]);
  return <span ref={mark} hidden />;
}
