'use client';

import { useEffect, useRef, type RefObject } from 'react';
import { asServed, useIsWaking } from './early-entry';
import type { ActionState } from './form-state';

/** What is ticked and nothing else is ticked again with one press each: nobody wants to be asked about it. */
function holdsTicksAlone(form: HTMLFormElement): boolean {
  return [...form.elements].every(
    (control) =>
      control instanceof HTMLButtonElement ||
      (control instanceof HTMLInputElement && (control.type === 'checkbox' || control.type === 'hidden')),
  );
}

/** What a form would send, apart from what no person enters, and without those fields. */
export function contentOf(form: HTMLFormElement, without: ReadonlySet<string> = new Set()): string {
  return JSON.stringify(
    [...new FormData(form)].flatMap(([name, value]) =>
      name === 'idempotencyKey' ||
      name === 'expectedVersion' ||
      name.startsWith('$ACTION') ||
      without.has(name)
        ? []
        : [[name, typeof value === 'string' ? value : `${value.name} ${value.size}`]],
    ),
  );
}

/** What of a form is asked about before it is lost: neither ticks alone nor the rows that are ticked in a list, whatever is asked for beside it. */
function askedAboutOf(form: HTMLFormElement): string {
  if (holdsTicksAlone(form)) return '';
  const rows = form.querySelectorAll<HTMLInputElement>('table input[type="checkbox"]');
  return contentOf(form, new Set(Array.from(rows, ({ name }) => name)));
}

/** Whether a press on this element leads away from the page in the same window. */
function leadsAway(event: MouseEvent): boolean {
  if (
    event.defaultPrevented ||
    event.button !== 0 ||
    event.metaKey ||
    event.ctrlKey ||
    event.shiftKey ||
    event.altKey
  )
    return false;
  const link = (event.target as Element | null)?.closest?.('a[href]');
  if (!(link instanceof HTMLAnchorElement) || link.target === '_blank' || link.hasAttribute('download'))
    return false;
  const to = new URL(link.href, location.href);
  return to.origin !== location.origin || to.pathname !== location.pathname || to.search !== location.search;
}

/**
 * Whether what is sent leads away from the page: a search, a filter, signing out. An ActionForm says for itself what it ends, and a form
 * that is carried out on the page is marked by `data-stays`.
 */
function sendsAway({ target: form, submitter }: SubmitEvent): boolean {
  if (!(form instanceof HTMLFormElement) || formsOnPage.has(form) || form.hasAttribute('data-stays'))
    return false;
  return (submitter?.getAttribute('formtarget') ?? form.getAttribute('target')) !== '_blank';
}

/** The forms of the page, each with whether it holds something that was not sent. */
const formsOnPage = new Map<HTMLFormElement, () => boolean>();
/** What each form of the page is told of what it has saved by itself. */
const keepers = new WeakMap<HTMLFormElement, (isKept: (name: string) => boolean) => void>();

/** Says that a form has saved some of its fields as they are, without being sent. */
export function tellKept(form: HTMLFormElement, isKept: (name: string) => boolean): void {
  keepers.get(form)?.(isKept);
}

type Pair = [name: string, value: string];

/** What was sent before, with those fields that were saved since as they are now. */
function withKept(before: string, now: string, isKept: (name: string) => boolean): string {
  const old = before === '' ? [] : (JSON.parse(before) as Pair[]);
  const all = now === '' ? [] : (JSON.parse(now) as Pair[]);
  const stays = (name: string) => old.filter(([other]) => other === name);
  const merged = all.flatMap(([name, value]): Pair[] => (isKept(name) ? [[name, value]] : stays(name)));
  const lost = old.filter(([name]) => !isKept(name) && all.every(([other]) => other !== name));
  return JSON.stringify([...merged, ...lost]);
}

/** Whether another form of the page holds something that was not sent, and would lose it with the page. */
export function othersHoldUnsent(form: HTMLFormElement): boolean {
  return [...formsOnPage].some(([other, hasUnsent]) => other !== form && hasUnsent());
}

/**
 * Asks before the page is left while the form holds something that was not sent. A saved form holds nothing of the kind. `base` counts how
 * often its fields came to stand on what is stored.
 */
export function useUnsent(
  form: RefObject<HTMLFormElement | null>,
  state: ActionState,
  base: number,
  question: string,
): void {
  const kept = useRef<string | null>(null);
  const isWaking = useIsWaking();
  useEffect(() => {
    if (form.current === null || (kept.current !== null && state.status !== 'done')) return;
    // What was entered before the script ran was not sent either.
    kept.current = askedAboutOf(isWaking && state.status === 'idle' ? asServed(form.current) : form.current);
  }, [form, state, base, isWaking]);

  useEffect(() => {
    const hasUnsent = () =>
      form.current !== null && kept.current !== null && askedAboutOf(form.current) !== kept.current;
    const own = form.current;
    if (own !== null) {
      formsOnPage.set(own, hasUnsent);
      keepers.set(own, (isKept) => {
        if (kept.current !== null) kept.current = withKept(kept.current, askedAboutOf(own), isKept);
      });
    }
    // A form that was sent is blank again for the next: what it held is no loss.
    const onReset = () =>
      queueMicrotask(() => {
        if (own !== null && kept.current !== null) kept.current = askedAboutOf(own);
      });
    const onUnload = (event: BeforeUnloadEvent) => {
      if (hasUnsent()) event.preventDefault();
    };
    const onLeave = (event: Event, isLeaving: boolean) => {
      if (!isLeaving || !hasUnsent()) return;
      if (confirm(question)) {
        // Said once: the page that follows may be loaded as a whole.
        kept.current = null;
        return;
      }
      event.preventDefault();
      event.stopPropagation();
    };
    const onPress = (event: MouseEvent) => onLeave(event, leadsAway(event));
    const onSend = (event: SubmitEvent) => onLeave(event, sendsAway(event));
    // Back and Forward between pages of the product load nothing, so that nothing unloads. Browsers let a page keep them back once after
    // each time that somebody has done something in it; those that cannot tell of them do not ask.
    const onTraverse = (event: NavigateEvent) => {
      if (event.navigationType !== 'traverse' || !event.cancelable || event.hashChange || !hasUnsent())
        return;
      if (confirm(question)) kept.current = null;
      else event.preventDefault();
    };
    const traversals = 'navigation' in window ? navigation : null;
    traversals?.addEventListener('navigate', onTraverse);
    own?.addEventListener('reset', onReset);
    addEventListener('beforeunload', onUnload);
    document.addEventListener('click', onPress, true);
    // Of the window, so that it comes before the framework, which sends a form from the document.
    addEventListener('submit', onSend, true);
    return () => {
      if (own !== null) formsOnPage.delete(own);
      traversals?.removeEventListener('navigate', onTraverse);
      own?.removeEventListener('reset', onReset);
      removeEventListener('beforeunload', onUnload);
      document.removeEventListener('click', onPress, true);
      removeEventListener('submit', onSend, true);
    };
  }, [form, question]);
}
