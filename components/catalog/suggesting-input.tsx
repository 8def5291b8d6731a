'use client';

/**
 * SuggestingInput: words (label, provider, institution, counts by number), adds? (name under which its form is sent the entry that is chosen, which
 * else is gone to), plus those of <input>. A search field that suggests while one types; without script it is a plain field. @source W3C ARIA Authoring Practices Guide, "Editable Combobox With List Autocomplete"
 */
import { type ComponentPropsWithRef, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { fewestLetters, type Suggestion } from '@/lib/catalog/suggestion';

export type SuggestingInputProps = Omit<ComponentPropsWithRef<'input'>, 'type'> & {
  words: { label: string; provider: string; institution: string; counts: readonly string[] };
  adds?: string;
};

/** Quiet in typing before it is asked. @units milliseconds */
const pause = 120;

export function SuggestingInput({ words, adds, ...rest }: SuggestingInputProps) {
  const listId = useId();
  // Null until somebody types: only then is it more than a field.
  const [found, setFound] = useState<readonly Suggestion[] | null>(null);
  const [active, setActive] = useState(-1);
  const [isOpen, setIsOpen] = useState(false);
  const sender = useRef<HTMLButtonElement>(null);
  const asked = useRef<{ timer: ReturnType<typeof setTimeout>; stop: AbortController } | null>(null);
  const forget = () => {
    clearTimeout(asked.current?.timer);
    asked.current?.stop.abort();
    asked.current = null;
  };
  useEffect(() => forget, []);

  const show = (some: readonly Suggestion[]) => {
    setFound(some);
    setActive(-1);
    setIsOpen(some.length > 0);
  };
  const ask = ({ value, form }: HTMLInputElement) => {
    forget();
    if (value.trim().length < fewestLetters) return show([]);
    const stop = new AbortController();
    const read = async () => {
      // With all that is chosen and ticked by now, sent or not: a suggestion is added to it.
      const asked = [...(form === null || adds !== undefined ? [] : new FormData(form))].flatMap(
        ([name, text]) =>
          name === rest.name || typeof text !== 'string' || text === '' ? [] : [[name, text]],
      );
      const search = new URLSearchParams([...asked, ['q', value]]).toString();
      const answer = await fetch(`/api/v1/catalog/suggestions?${search}`, { signal: stop.signal });
      if (!answer.ok) return;
      const { suggestions } = (await answer.json()) as { suggestions: Suggestion[] };
      show(adds === undefined ? suggestions : suggestions.filter(({ kind }) => kind === 'entry'));
    };
    // Nobody waits for suggestions: one that does not come is none.
    asked.current = { stop, timer: setTimeout(() => void read().catch(() => undefined), pause) };
  };
  const close = () => {
    forget();
    setIsOpen(false);
    setActive(-1);
  };
  const choose = (address: string) => {
    const button = sender.current;
    if (adds === undefined || button?.form == null) return location.assign(address);
    button.value = address.replace(/^.*\//, '');
    close();
    button.form.requestSubmit(button);
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    const count = found?.length ?? 0;
    if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      return close();
    }
    if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && count > 0) {
      event.preventDefault();
      setIsOpen(true);
      // One place beside the options is the field itself.
      const step = event.key === 'ArrowDown' ? 1 : -1;
      return setActive(((active + 1 + step + count + 1) % (count + 1)) - 1);
    }
    const chosen = isOpen ? found?.[active] : undefined;
    if (event.key === 'Enter' && chosen !== undefined) {
      event.preventDefault();
      choose(chosen.address);
    }
    return undefined;
  };
  const combobox =
    found === null
      ? {}
      : {
          role: 'combobox',
          'aria-expanded': isOpen,
          'aria-controls': listId,
          'aria-autocomplete': 'list' as const,
          'aria-activedescendant': isOpen && active >= 0 ? `${listId}-${active}` : undefined,
        };
  return (
    <div className="relative min-w-0 grow">
      <input
        {...rest}
        {...combobox}
        type="search"
        autoComplete="off"
        enterKeyHint="search"
        onChange={({ currentTarget }) => ask(currentTarget)}
        onKeyDown={press}
        onBlur={close}
      />
      {found !== null && (
        <>
          <ul
            id={listId}
            role="listbox"
            aria-label={words.label}
            hidden={!isOpen}
            className="absolute inset-x-0 top-full z-30 mt-1 max-h-96 overflow-y-auto rounded border border-edge bg-paper py-1 shadow-lg"
          >
            {found.map(({ kind, text, by, address }, at) => (
              <li
                key={address}
                id={`${listId}-${at}`}
                role="option"
                aria-selected={at === active}
                // The field keeps the focus, or leaving it would close the list before the press is done.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => choose(address)}
                className="flex min-h-10 cursor-pointer items-baseline justify-between gap-4 px-3 py-2 hover:bg-sunken aria-selected:bg-accent-wash aria-selected:outline-2 aria-selected:-outline-offset-2 aria-selected:outline-accent"
              >
                <span className="min-w-0">{text}</span>
                <span className="shrink-0 text-sm text-soft">{kind === 'entry' ? by : words[kind]}</span>
              </li>
            ))}
          </ul>
          {adds !== undefined && <button ref={sender} type="submit" name={adds} hidden />}
          <p role="status" className="sr-only">
            {isOpen ? words.counts[found.length] : ''}
          </p>
        </>
      )}
    </div>
  );
}
