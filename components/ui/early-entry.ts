'use client';

import { useCallback, useState, useSyncExternalStore } from 'react';

// A page can be filled in before its script has run. What is entered then is in the page alone: React knows what was served.

const never = () => () => undefined;

/** Whether this rendering wakes up what the server sent; false from the next one on, and where the script made the page itself. */
export function useIsWaking(): boolean {
  return useSyncExternalStore(
    never,
    () => false,
    () => true,
  );
}

/** What was entered in each field since this script runs: rendering and waking up take turns with the person who writes. */
const heard = new WeakMap<EventTarget, string>();

if (typeof document !== 'undefined')
  document.addEventListener(
    'input',
    ({ target }) => {
      if (target instanceof HTMLTextAreaElement) heard.set(target, target.value);
    },
    true,
  );

/** While it wakes up, nothing writes the text again that a textarea was served with: browsers then forget what is marked in it. */
function keepMarked(control: HTMLTextAreaElement): void {
  const served = control.defaultValue;
  Object.defineProperty(control, 'defaultValue', {
    configurable: true,
    get: () => control.textContent,
    set: (next: string) => {
      if (next !== served) control.textContent = next;
    },
  });
}

/**
 * What was entered in a textarea that the server sent, asked for when waking up is over: React puts back there what was served where
 * that was not blank, which it does with no other field, and writes once more what it was served with. Undefined where the script makes the field itself.
 * @source `initTextarea` of react-dom 19.3, which does not ask whether it wakes up a page
 */
export function useEnteredEarly(
  id: string | undefined,
): (control: HTMLTextAreaElement) => string | undefined {
  const [standing] = useState(() => {
    if (typeof document === 'undefined') return undefined;
    const control = document.getElementById(id ?? '');
    if (!(control instanceof HTMLTextAreaElement)) return undefined;
    keepMarked(control);
    return control.value;
  });
  return useCallback(
    (control) => {
      Reflect.deleteProperty(control, 'defaultValue');
      return standing === undefined ? undefined : (heard.get(control) ?? standing);
    },
    [standing],
  );
}

/** The form as the server sent it: every field holds what it was served with. */
export function asServed(form: HTMLFormElement): HTMLFormElement {
  const copy = form.cloneNode(true) as HTMLFormElement;
  copy.reset();
  return copy;
}

/** What the fields of a form hold whose names begin so, unticked boxes as blank; fields whose name ends with [] as a list. */
export function enteredIn(form: HTMLFormElement, prefix: string): Record<string, string | string[]> {
  const found: Record<string, string | string[]> = {};
  for (const control of form.elements) {
    if (
      !(
        control instanceof HTMLInputElement ||
        control instanceof HTMLSelectElement ||
        control instanceof HTMLTextAreaElement
      ) ||
      !control.name.startsWith(prefix)
    )
      continue;
    const { name, type, value } = control;
    const isLeftOut =
      control instanceof HTMLInputElement && (type === 'checkbox' || type === 'radio') && !control.checked;
    if (name.endsWith('[]')) {
      const list = (found[name] ??= []);
      if (!isLeftOut && Array.isArray(list)) list.push(value);
    } else if (!isLeftOut) found[name] = value;
    else if (type === 'checkbox') found[name] = '';
  }
  return found;
}
