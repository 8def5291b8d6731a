import {
  keptMost,
  type KeptSearch,
  lookEvery,
  newMarks,
  seenAfter,
  readKept,
  withKept,
} from '@/lib/catalog/kept-search';

/** What the page says of itself in `data-kept-searches`. */
export interface KeptWords {
  /** The address of the search at hand, as it is kept; null where it asks for nothing. */
  address: string | null;
  name: string;
  title: string;
  keep: string;
  nameLabel: string;
  save: string;
  forget: string;
  isKept: string;
  hint: string;
  /** How many are new, with # for the number; and none. */
  fresh: string;
  none: string;
  newRow: string;
  classes: { button: string; field: string; link: string };
}

const shelf = 'kept-searches';

/**
 * Keeps searches in this browser, says how many of their results are new since each was opened last, and marks those. Nothing is sent but the
 * search itself; without script, or where the browser stores nothing, there is no such part of the page.
 */
export function keepSearches(): void {
  const part = document.querySelector<HTMLElement>('[data-kept-searches]');
  if (part === null) return;
  const words = JSON.parse(part.dataset['keptSearches'] ?? '{}') as KeptWords;
  if (!store(load())) return;
  show(part, words);
  part.hidden = false;
  void look(part, words);
}

function load(): KeptSearch[] {
  try {
    return readKept(localStorage.getItem(shelf));
  } catch {
    return [];
  }
}

function store(kept: readonly KeptSearch[]): boolean {
  try {
    if (kept.length === 0) localStorage.removeItem(shelf);
    else localStorage.setItem(shelf, JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

async function marksOf(address: string): Promise<string | null> {
  const answer = await fetch(`/api/v1/catalog/marks${new URL(address, location.href).search}`).catch(
    () => null,
  );
  const { marks } = answer?.ok === true ? ((await answer.json()) as { marks: string }) : { marks: null };
  return marks;
}

/** Looks what is new: of the search at hand now, of which the results on this page are seen by that; of others where that is long ago, one after the other. */
async function look(part: HTMLElement, words: KeptWords): Promise<void> {
  for (const { address, lookedAt } of load()) {
    const isHere = address === words.address;
    if (!isHere && Date.now() - lookedAt < lookEvery) continue;
    const marks = await marksOf(address);
    const kept = load();
    const one = kept.find((other) => other.address === address);
    if (marks === null || one === undefined) continue;
    const fresh = newMarks(one.seen, marks);
    if (isHere) markRows(new Set(fresh), words);
    const told = { ...one, fresh: fresh.length, lookedAt: Date.now() };
    const seen = isHere ? seenAfter(one.seen, marks, shownMarks()) : one.seen;
    store(kept.map((other) => (other === one ? { ...told, seen } : other)));
    show(part, words);
    // What is told here stands until the page is left.
    const left = newMarks(seen, marks).length;
    if (isHere) store(load().map((other) => (other.address === address ? { ...other, fresh: left } : other)));
  }
}

/** The marks of the results that stand on this page. */
function shownMarks(): ReadonlySet<string> {
  const rows = document.querySelectorAll<HTMLElement>('[data-mark]');
  return new Set([...rows].flatMap((row) => row.dataset['mark'] ?? []));
}

function markRows(fresh: ReadonlySet<string>, words: KeptWords): void {
  for (const row of document.querySelectorAll<HTMLElement>('[data-mark]')) {
    if (!fresh.has(row.dataset['mark'] ?? '')) continue;
    const said = made('span', { class: 'ml-2 text-sm font-semibold text-accent' });
    said.textContent = words.newRow;
    row.querySelector('h3')?.append(said);
  }
}

function show(part: HTMLElement, words: KeptWords): void {
  const kept = load();
  const inside: HTMLElement[] = [];
  if (kept.length > 0) {
    const title = made('h2', { class: 'font-medium' });
    title.textContent = words.title;
    const list = made('ul', { class: 'grid gap-1' });
    for (const one of kept) list.append(rowOf(one, part, words));
    inside.push(title, list);
  }
  const { address } = words;
  if (address !== null && kept.every((one) => one.address !== address))
    inside.push(keeper(address, part, words));
  part.replaceChildren(...inside);
}

function rowOf(one: KeptSearch, part: HTMLElement, words: KeptWords): HTMLElement {
  const row = made('li', { class: 'flex flex-wrap items-baseline gap-x-4' });
  const link = made('a', { href: one.address, class: words.classes.link });
  link.textContent = one.name;
  const fresh = made('span', { class: one.fresh > 0 ? 'font-semibold' : 'text-soft' });
  const number = one.fresh.toLocaleString(document.documentElement.lang);
  fresh.textContent = one.fresh === 0 ? words.none : words.fresh.replace('#', number);
  const forget = made('button', { type: 'button', class: words.classes.button });
  forget.textContent = words.forget;
  forget.setAttribute('aria-label', `${words.forget}: ${one.name}`);
  forget.addEventListener('click', () => {
    store(load().filter(({ address }) => address !== one.address));
    show(part, words);
    (part.querySelector<HTMLElement>('a, button') ?? part).focus();
  });
  row.append(link, fresh, forget);
  return row;
}

function keeper(address: string, part: HTMLElement, words: KeptWords): HTMLElement {
  const fold = made('details', {});
  const summary = made('summary', {
    class: `inline-flex min-h-8 cursor-pointer items-center ${words.classes.link}`,
  });
  summary.textContent = words.keep;
  const form = made('form', { class: 'flex max-w-xl flex-wrap items-end gap-2 pt-2' });
  const label = made('label', { class: 'grid min-w-0 grow gap-1 font-medium' });
  const field = made('input', {
    type: 'text',
    required: '',
    maxlength: String(keptMost.name),
    value: words.name,
    autocomplete: 'off',
    class: words.classes.field,
  }) as HTMLInputElement;
  label.append(words.nameLabel, field);
  const save = made('button', { type: 'submit', class: words.classes.button });
  save.textContent = words.save;
  const hint = made('p', { class: 'text-sm text-soft' });
  hint.textContent = words.hint;
  form.append(label, save);
  fold.append(summary, form, hint);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void marksOf(address).then((marks) => {
      if (marks === null) return;
      store(withKept(load(), { name: field.value, address, seen: marks, fresh: 0, lookedAt: Date.now() }));
      show(part, words);
      const said = made('p', { role: 'status', tabindex: '-1' });
      said.textContent = words.isKept;
      part.append(said);
      said.focus();
    });
  });
  return fold;
}

function made(name: string, attributes: Readonly<Record<string, string>>): HTMLElement {
  const one = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) one.setAttribute(attribute, value);
  return one;
}
