'use client';

/**
 * Combobox: value (what is typed), onValue, options ({key, text, note?}, likeliest first), onChoose(key), listLabel, counted (words for how many), fallback?
 * (id of a datalist until the script runs), plus onLeave and those of <input>. Inside a Field needs no name; `isNamed` false where another field is sent instead.
 * The first option is marked while somebody types; arrows move, Enter chooses, Escape closes, Tab goes on. Until the script runs it is a plain field.
 */
// @source W3C ARIA Authoring Practices Guide, "Editable Combobox With List Autocomplete"
import clsx from 'clsx';
import { useEffect, useId, useRef, useState, type ComponentPropsWithRef, type KeyboardEvent } from 'react';
import { controlClass } from './control-class';
import { useIsWaking } from './early-entry';
import { useControl } from './form-state';

export type ComboboxOption = { key: string; text: string; lead?: string; note?: string };
export type ComboboxProps = Omit<
  ComponentPropsWithRef<'input'>,
  'value' | 'onChange' | 'list' | 'defaultValue'
> & {
  value: string;
  onValue: (value: string) => void;
  options: readonly ComboboxOption[];
  onChoose: (key: string) => void;
  onLeave?: () => void;
  listLabel: string;
  counted: (count: number) => string;
  fallback?: string | undefined;
  isNamed?: boolean;
};

export function Combobox({
  value,
  onValue,
  options,
  onChoose,
  onLeave,
  listLabel,
  counted,
  fallback,
  isNamed = true,
  className,
  id,
  name,
  ...rest
}: ComboboxProps) {
  const { defaultValue: _unused, name: fieldName, ...control } = useControl({ id, name });
  const listId = useId();
  const isWaking = useIsWaking();
  const [isWanted, setWanted] = useState(false);
  const [active, setActive] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const isOpen = isWanted && options.length > 0;
  const marked = Math.min(active, options.length - 1);
  useEffect(() => {
    if (isOpen) list.current?.children[marked]?.scrollIntoView({ block: 'nearest' });
  }, [isOpen, marked]);
  const choose = (key: string) => {
    setWanted(false);
    onChoose(key);
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    // Whoever composes a letter chooses among letters; with another key held it is somebody else's press.
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && options.length > 0) {
      event.preventDefault();
      if (isOpen) setActive((marked + step + options.length) % options.length);
      else {
        setWanted(true);
        setActive(step > 0 ? 0 : options.length - 1);
      }
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      setWanted(false);
    } else if (event.key === 'Enter' && isOpen) {
      event.preventDefault();
      const chosen = options[marked];
      if (chosen !== undefined) choose(chosen.key);
    }
  };
  return (
    <div className="relative">
      <input
        type="text"
        {...control}
        {...(isNamed && { name: fieldName })}
        {...(isWaking
          ? { list: fallback }
          : {
              role: 'combobox',
              'aria-autocomplete': 'list' as const,
              'aria-expanded': isOpen,
              'aria-controls': isOpen ? listId : undefined,
              'aria-activedescendant': isOpen ? `${listId}-${marked}` : undefined,
            })}
        autoComplete="off"
        {...rest}
        value={value}
        className={clsx(controlClass, className)}
        onChange={(event) => {
          onValue(event.target.value);
          setWanted(event.target.value.trim() !== '');
          setActive(0);
        }}
        onKeyDown={press}
        onBlur={() => {
          setWanted(false);
          onLeave?.();
        }}
      />
      {isOpen && (
        <ul
          ref={list}
          id={listId}
          role="listbox"
          aria-label={listLabel}
          className="absolute top-full left-0 z-30 mt-1 max-h-80 w-full overflow-y-auto sm:min-w-64 rounded border border-edge bg-paper py-1 shadow-lg"
        >
          {options.map(({ key, text, lead, note }, at) => (
            <li
              key={key}
              id={`${listId}-${at}`}
              role="option"
              aria-selected={at === marked}
              className="flex min-h-10 cursor-pointer flex-wrap items-baseline justify-between gap-x-4 px-3 py-1.5 hover:bg-sunken aria-selected:bg-accent-wash aria-selected:outline-2 aria-selected:-outline-offset-2 aria-selected:outline-accent"
              // The field keeps the focus, or leaving it would close the list before the press is done.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(key)}
            >
              <span className="min-w-0">
                {lead !== undefined && <strong className="font-semibold">{lead} </strong>}
                {text}
              </span>
              {note !== undefined && note !== '' && <span className="text-sm text-soft">{note}</span>}
            </li>
          ))}
        </ul>
      )}
      <p role="status" className="sr-only">
        {isOpen ? counted(options.length) : ''}
      </p>
    </div>
  );
}
