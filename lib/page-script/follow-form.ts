import { become } from './become';

/** Quiet in typing before the answer follows. @units milliseconds */
const pause = 400;

/**
 * A form marked `data-follows` is answered while one types: the page changes around it, the focus and the place stay, what was just added
 * gets the focus, and choosing an institution brings its programs. Without this it is sent as any form is.
 */
export function followForm(woken: (root: ParentNode) => void): void {
  const formOf = ({ target }: Event) =>
    target instanceof Element ? target.closest<HTMLFormElement>('form[data-follows]') : null;
  let typing: ReturnType<typeof setTimeout> | undefined;
  let asked: AbortController | null = null;

  /** `pressed` is the name of what was pressed; null where somebody typed. */
  const show = async (address: string, step: 'push' | 'replace' | 'none', pressed: string | null) => {
    clearTimeout(typing);
    asked?.abort();
    const own = (asked = new AbortController());
    const form = document.querySelector('form[data-follows]');
    form?.setAttribute('aria-busy', 'true');
    const answer = await fetch(address, { headers: { accept: 'text/html' }, signal: own.signal }).catch(
      () => null,
    );
    const text = answer?.ok === true ? await answer.text().catch(() => null) : null;
    if (asked !== own) return;
    // A whole page says what is wrong.
    if (answer === null || text === null) return location.assign(address);
    const page = new DOMParser().parseFromString(text, 'text/html');
    // What is typed letter by letter is one step back, not one for each letter.
    if (step === 'push') history.pushState(null, '', answer.url);
    if (step === 'replace') history.replaceState(null, '', answer.url);
    document.title = page.title;
    const [main, wanted] = [document.querySelector('main'), page.querySelector('main')];
    if (main === null || wanted === null) return location.assign(address);
    become(main, wanted, pressed === null);
    document.querySelector('form[data-follows]')?.removeAttribute('aria-busy');
    woken(main);
    if (pressed !== null) focusAfter(pressed);
  };

  const go = (form: HTMLFormElement, submitter: HTMLElement | null, name: string | null) => {
    const query = new URLSearchParams();
    for (const [key, value] of new FormData(form, submitter))
      if (typeof value === 'string' && value !== '') query.append(key, value);
    const added = query.get('add');
    if (added !== null) {
      query.delete('add');
      query.delete('q');
      query.append(`mc${form.querySelectorAll('[data-holding]').length + 1}`, added);
    }
    const path = form.getAttribute('action') ?? '';
    void show(`${path}?${query}`, name === null ? 'replace' : 'push', name);
  };

  document.addEventListener('submit', (event) => {
    const form = formOf(event);
    if (form === null) return;
    event.preventDefault();
    go(form, event.submitter, event.submitter?.getAttribute('name') ?? '');
  });
  document.addEventListener('keydown', (event) => {
    const { key, target } = event;
    const form = formOf(event);
    const words = form?.elements.namedItem('q');
    if (key !== 'Enter' || form === null || !(words instanceof HTMLInputElement)) return;
    if (!(target instanceof HTMLInputElement) || target.type === 'checkbox') return;
    if (target.closest('[data-holding]') === null) return;
    // All that is known of this certificate has been said: the next one.
    event.preventDefault();
    go(form, null, null);
    words.focus();
  });
  document.addEventListener('click', (event) => {
    const link =
      event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-remove]') : null;
    if (link === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    // What is taken away takes the focus with it.
    void show(link.href, 'push', 'q');
  });
  document.addEventListener('change', (event) => {
    const form = formOf(event);
    if (form !== null && event.target instanceof HTMLSelectElement) go(form, null, event.target.name);
  });
  document.addEventListener('input', (event) => {
    const form = formOf(event);
    const { target } = event;
    if (form === null || !(target instanceof HTMLInputElement) || target.name === 'q') return;
    clearTimeout(typing);
    // Before anything is held nothing could follow, and whoever looks for the next certificate is not done.
    if (form.querySelector('[data-holding]') !== null) typing = setTimeout(() => go(form, null, null), pause);
  });
  addEventListener('popstate', () => {
    if (document.querySelector('form[data-follows]') !== null) void show(location.href, 'none', '');
  });
}

function focusAfter(name: string): void {
  const form = document.querySelector<HTMLFormElement>('form[data-follows]');
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
