import { fewestLetters, type Suggestion } from '@/lib/catalog/suggestion';

/** What the field says of itself in `data-suggests`. */
export interface SuggestWords {
  label: string;
  kinds: Readonly<Record<Exclude<Suggestion['kind'], 'entry'>, string>>;
  /** How many there are, as sentences for none, one and so on. */
  counts: readonly string[];
  /** Name under which the form is sent the entry that is chosen; without, the entry is gone to. */
  adds?: string;
}

const woken = new WeakSet<HTMLInputElement>();

/** Quiet in typing before it is asked. @units milliseconds */
const pause = 120;

const listClass =
  'absolute inset-x-0 top-full z-30 mt-1 max-h-96 overflow-y-auto max-sm:right-auto max-sm:w-[calc(100vw-2rem)] rounded border border-edge bg-paper py-1 shadow-lg';
const optionClass =
  'flex min-h-10 cursor-pointer items-baseline justify-between gap-x-4 px-3 py-2 max-sm:flex-col hover:bg-sunken aria-selected:bg-accent-wash aria-selected:outline-2 aria-selected:-outline-offset-2 aria-selected:outline-accent';

/**
 * Lets a search field suggest while somebody types; until then, and without this, it is a plain field.
 * @source W3C ARIA Authoring Practices Guide, "Editable Combobox With List Autocomplete"
 */
export function suggestIn(field: HTMLInputElement): void {
  if (woken.has(field)) return;
  woken.add(field);
  const words = JSON.parse(field.dataset['suggests'] ?? '{}') as SuggestWords;
  const list = made('ul', { id: `${field.id}-suggestions`, role: 'listbox', class: listClass, hidden: '' });
  list.setAttribute('aria-label', words.label);
  const status = made('p', { role: 'status', class: 'sr-only' });
  let found: readonly Suggestion[] = [];
  let active = -1;
  let asked: { timer: ReturnType<typeof setTimeout>; stop: AbortController } | null = null;

  const isOpen = () => !list.hidden;
  const mark = (at: number) => {
    active = at;
    for (const [index, option] of [...list.children].entries())
      option.setAttribute('aria-selected', String(index === at));
    if (at < 0) field.removeAttribute('aria-activedescendant');
    else field.setAttribute('aria-activedescendant', `${list.id}-${at}`);
    list.children[at]?.scrollIntoView({ block: 'nearest' });
  };
  const open = (isWanted: boolean) => {
    list.hidden = !isWanted;
    field.setAttribute('aria-expanded', String(isWanted));
    status.textContent = isWanted ? (words.counts[found.length] ?? '') : '';
    if (!isWanted) mark(-1);
  };
  const show = (some: readonly Suggestion[]) => {
    if (!list.isConnected) {
      field.after(list, status);
      field.setAttribute('role', 'combobox');
      field.setAttribute('aria-controls', list.id);
      field.setAttribute('aria-autocomplete', 'list');
    }
    found = some;
    list.replaceChildren(...some.map((one, at) => optionOf(one, `${list.id}-${at}`)));
    mark(-1);
    open(some.length > 0);
  };
  const optionOf = ({ kind, text, by, address }: Suggestion, id: string) => {
    const option = made('li', { id, role: 'option', 'aria-selected': 'false', class: optionClass });
    const [name, note] = [
      made('span', { class: 'min-w-0' }),
      made('span', { class: 'shrink-0 text-sm text-soft max-sm:shrink' }),
    ];
    name.textContent = text;
    note.textContent = kind === 'entry' ? by : [words.kinds[kind], by].filter(Boolean).join(' · ');
    option.append(name, note);
    // The field keeps the focus, or leaving it would close the list before the press is done.
    option.addEventListener('mousedown', (event) => event.preventDefault());
    option.addEventListener('click', () => choose(address));
    return option;
  };
  const choose = (address: string) => {
    const { form } = field;
    if (words.adds === undefined || form === null) return location.assign(address);
    const sender = made('button', {
      type: 'submit',
      name: words.adds,
      value: address.replace(/^.*\//, ''),
      hidden: '',
    });
    field.after(sender);
    close();
    form.requestSubmit(sender as HTMLButtonElement);
    return sender.remove();
  };
  const forget = () => {
    clearTimeout(asked?.timer);
    asked?.stop.abort();
    asked = null;
  };
  const close = () => {
    forget();
    if (list.isConnected) open(false);
  };
  const read = async (stop: AbortSignal) => {
    // With all that is chosen and ticked by now, sent or not: a suggestion is added to it.
    const given = [
      ...(field.form === null || words.adds !== undefined ? [] : new FormData(field.form)),
    ].flatMap(([name, text]) =>
      name === field.name || typeof text !== 'string' || text === '' ? [] : [[name, text]],
    );
    const search = new URLSearchParams([...given, ['q', field.value]]).toString();
    const answer = await fetch(`/api/v1/catalog/suggestions?${search}`, { signal: stop });
    // What was found for other words is no answer to these.
    if (!answer.ok) return show([]);
    const { suggestions } = (await answer.json()) as { suggestions: Suggestion[] };
    show(words.adds === undefined ? suggestions : suggestions.filter(({ kind }) => kind === 'entry'));
  };

  field.addEventListener('input', () => {
    forget();
    if (field.value.trim().length < fewestLetters) return void (list.isConnected && show([]));
    const stop = new AbortController();
    // Nobody waits for suggestions: one that does not come is none.
    asked = {
      stop,
      timer: setTimeout(() => void read(stop.signal).catch(() => stop.signal.aborted || close()), pause),
    };
  });
  field.addEventListener('blur', close);
  field.addEventListener('keydown', (event) => {
    // Whoever composes a letter chooses among letters.
    if (event.isComposing) return;
    if (event.key === 'Escape' && isOpen() && list.isConnected) {
      event.preventDefault();
      return close();
    }
    if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && found.length > 0) {
      event.preventDefault();
      open(true);
      // One place beside the options is the field itself.
      const step = event.key === 'ArrowDown' ? 1 : -1;
      return mark(((active + 1 + step + found.length + 1) % (found.length + 1)) - 1);
    }
    const chosen = isOpen() ? found[active] : undefined;
    if (event.key === 'Enter' && chosen !== undefined) {
      event.preventDefault();
      choose(chosen.address);
    }
  });
}

function made(name: string, attributes: Readonly<Record<string, string>>): HTMLElement {
  const one = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) one.setAttribute(attribute, value);
  return one;
}
