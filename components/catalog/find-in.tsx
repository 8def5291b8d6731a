'use client';

/**
 * FindIn: label, find (words of the button), findLabel, at (id of the part of the page to come back to), plus those of <input>. Looks for values of
 * a filter by their name. Without script its button does; with it Enter as well, which else would press the first button of the form, and of
 * the values at hand only those that are called so stay in sight while one types.
 */
import { type ComponentPropsWithRef, useRef } from 'react';
import { buttonClass } from '@/components/ui/button-class';

export type FindInProps = Omit<ComponentPropsWithRef<'input'>, 'type'> & {
  label: string;
  find: string;
  findLabel: string;
  at: string;
};

function narrow(field: HTMLInputElement) {
  const wanted = field.value.trim().toLocaleLowerCase();
  const group = field.closest('fieldset');
  // What is folded away is looked through as well.
  if (wanted !== '') group?.querySelector('details')?.setAttribute('open', '');
  for (const choice of group?.querySelectorAll<HTMLElement>('.choice') ?? [])
    choice.hidden =
      !(choice.textContent ?? '').toLocaleLowerCase().includes(wanted) &&
      choice.querySelector(':checked') === null;
}

export function FindIn({ label, find, findLabel, at, ...rest }: FindInProps) {
  const button = useRef<HTMLButtonElement>(null);
  return (
    <div className="mb-1 flex gap-2">
      <input
        {...rest}
        type="text"
        aria-label={label}
        autoComplete="off"
        onInput={({ currentTarget }) => narrow(currentTarget)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          button.current?.click();
        }}
        className="block min-h-9 w-full min-w-0 rounded border border-edge bg-paper px-2.5 py-1 placeholder:text-faint hover:border-ink"
      />
      <button
        ref={button}
        type="submit"
        formAction={`/catalog#${at}`}
        aria-label={findLabel}
        className={buttonClass('secondary', 'small')}
      >
        {find}
      </button>
    </div>
  );
}
