import { become } from './become';
import { differsFromPage, entered, putBack, wordOf } from './entered';

/** Quiet in typing before the answer follows. @units milliseconds */
const pause = 400;

/** What somebody did: the name of what was pressed, null where they typed, and what the address says of it beside the fields. */
interface Act {
  pressed: string | null;
  submitter?: HTMLElement | null;
  /** The word of a certificate that is taken away, and which of those with this word. */
  without?: { word: string; nth: number };
}

const formNow = () => document.querySelector<HTMLFormElement>('form[data-follows]');

/**
 * A form marked `data-follows` is answered while one types: the page changes around it, the focus and the place stay, what was just added
 * gets the focus, and choosing an institution brings its programs. One act comes after the other: each starts from what stands in the form
 * when its turn has come, so that none undoes one that was not answered yet. Without this the form is sent as any form is.
 */
export function followForm(woken: (root: ParentNode) => void): void {
  let typing: ReturnType<typeof setTimeout> | undefined;
  let turn: Promise<void> = Promise.resolve();
  /** What waits or runs; going back through the pages ends all of it. */
  let round = 0;
  let asked: { stop: AbortController; isTyping: boolean } | null = null;

  /** Asks for a page and takes it over; false where there was none: what was entered stays, and the form says so. */
  const show = async (
    address: string,
    step: 'push' | 'replace' | 'none',
    pressed: string | null,
  ): Promise<boolean> => {
    const form = formNow();
    if (form === null) return false;
    const own = { stop: new AbortController(), isTyping: pressed === null };
    asked = own;
    form.setAttribute('aria-busy', 'true');
    const first = entered(form);
    const answer = await fetch(address, { headers: { accept: 'text/html' }, signal: own.stop.signal }).catch(
      () => null,
    );
    const text = answer?.ok === true ? await answer.text().catch(() => null) : null;
    if (asked !== own) return true;
    asked = null;
    form.removeAttribute('aria-busy');
    const page = text === null ? null : new DOMParser().parseFromString(text, 'text/html');
    const [main, wanted] = [document.querySelector('main'), page?.querySelector('main') ?? null];
    if (answer === null || page === null || main === null || wanted === null) {
      // The next page that comes hides it again.
      for (const one of form.querySelectorAll<HTMLElement>('[data-unanswered]')) one.hidden = false;
      return false;
    }
    // What is typed letter by letter is one step back, not one for each letter.
    if (step === 'push') history.pushState(null, '', answer.url);
    if (step === 'replace') history.replaceState(null, '', answer.url);
    document.title = page.title;
    const last = entered(form);
    become(main, wanted, pressed === null);
    woken(main);
    if (pressed !== null) focusAfter(pressed);
    const changed = formNow();
    // What was typed while the answer was on its way is part of the next one.
    if (changed !== null && step !== 'none' && putBack(changed, first, last)) follow();
    return true;
  };

  const carryOut = async ({ pressed, submitter = null, without }: Act): Promise<boolean> => {
    const form = formNow();
    if (form === null) return true;
    clearTimeout(typing);
    const query = new URLSearchParams();
    // What was to be added may not be there any more, as its own answer has changed the page.
    const sender = submitter !== null && form.contains(submitter) ? submitter : null;
    for (const [key, value] of new FormData(form, sender))
      if (typeof value === 'string' && value !== '') query.append(key, value);
    const added = pressed === 'add' ? (submitter?.getAttribute('value') ?? null) : null;
    if (added !== null) {
      query.delete('add');
      query.delete('q');
      query.append(`mc${form.querySelectorAll('[data-holding]').length + 1}`, added);
    }
    if (without !== undefined) {
      const place = placeOf(without);
      if (place === null) return true;
      query.delete('q');
      query.append('drop', place);
    }
    const path = form.getAttribute('action') ?? '';
    return show(`${path}?${query}`, pressed === null ? 'replace' : 'push', pressed);
  };

  const act = (one: Act) => {
    clearTimeout(typing);
    // What follows typing is made anew with what is done now.
    if (asked?.isTyping === true) {
      asked.stop.abort();
      asked = null;
    }
    const own = round;
    turn = turn.then(async () => {
      // After one that was not answered the others would start from what nobody sees.
      if (own === round && !(await carryOut(one))) round += 1;
    });
  };
  const follow = () => {
    clearTimeout(typing);
    typing = setTimeout(() => act({ pressed: null }), pause);
  };

  const formOf = ({ target }: Event) =>
    target instanceof Element ? target.closest<HTMLFormElement>('form[data-follows]') : null;
  document.addEventListener('submit', (event) => {
    if (formOf(event) === null) return;
    event.preventDefault();
    const { submitter } = event;
    act({ pressed: submitter?.getAttribute('name') ?? '', submitter });
  });
  document.addEventListener('keydown', (event) => {
    const { key, target } = event;
    const form = formOf(event);
    const words = form?.elements.namedItem('q');
    if (key !== 'Enter' || event.isComposing || form === null || !(words instanceof HTMLInputElement)) return;
    if (!(target instanceof HTMLInputElement) || target.type === 'checkbox') return;
    if (target.closest('[data-holding]') === null) return;
    // All that is known of this certificate has been said: the next one.
    event.preventDefault();
    act({ pressed: null });
    words.focus();
  });
  document.addEventListener('click', (event) => {
    const link =
      event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-remove]') : null;
    const holding = link?.closest<HTMLElement>('[data-holding]') ?? null;
    if (holding === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const word = wordOf(holding);
    // What is taken away takes the focus with it.
    act({ pressed: 'q', without: { word, nth: holdingsOf(word).indexOf(holding) } });
  });
  document.addEventListener('change', (event) => {
    if (formOf(event) !== null && event.target instanceof HTMLSelectElement)
      act({ pressed: event.target.name });
  });
  document.addEventListener('input', (event) => {
    const form = formOf(event);
    const { target } = event;
    if (form === null || !(target instanceof HTMLInputElement) || target.name === 'q') return;
    clearTimeout(typing);
    // Before anything is held nothing could follow, and whoever looks for the next certificate is not done.
    if (form.querySelector('[data-holding]') !== null) follow();
  });
  addEventListener('popstate', () => {
    if (formNow() === null) return;
    clearTimeout(typing);
    round += 1;
    asked?.stop.abort();
    asked = null;
    turn = turn.then(async () => void (await show(location.href, 'none', '')));
  });
  // A browser that comes back to a page puts into its fields what was typed, and the page knows nothing of it.
  addEventListener('pageshow', () => {
    const form = formNow();
    if (form?.querySelector('[data-holding]') != null && differsFromPage(form)) act({ pressed: null });
  });
}

/** What the form has of a certificate, which may be there more than once. */
function holdingsOf(word: string): HTMLElement[] {
  const all = formNow()?.querySelectorAll<HTMLElement>('[data-holding]') ?? [];
  return [...all].filter((one) => wordOf(one) === word);
}

/** The number that a certificate has in the form by now; null where it is there no more. */
function placeOf({ word, nth }: { word: string; nth: number }): string | null {
  const same = holdingsOf(word);
  return (same[nth] ?? same.at(-1))?.dataset['holding'] ?? null;
}

function focusAfter(name: string): void {
  const form = formNow();
  if (form === null) return;
  if (name === 'add') {
    const words = form.elements.namedItem('q');
    if (words instanceof HTMLInputElement) words.value = '';
    // The one that was added last stands first.
    const added = form.querySelector<HTMLElement>('[data-holding]');
    added?.querySelector<HTMLElement>('input:not([type=hidden])')?.focus();
    added?.scrollIntoView({ block: 'nearest' });
  } else if (document.activeElement === document.body)
    form.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`)?.focus();
}
