/**
 * FindIn: label, find (words of the button), findLabel, at (id of the part of the page to come back to), plus those of <input>. Looks for values of
 * a filter by their name; the script of the page narrows those at hand while one types.
 */
import type { ComponentPropsWithRef } from 'react';
import { buttonClass } from '@/components/ui/button-class';

export type FindInProps = Omit<ComponentPropsWithRef<'input'>, 'type'> & {
  label: string;
  find: string;
  findLabel: string;
  at: string;
};

export function FindIn({ label, find, findLabel, at, ...rest }: FindInProps) {
  return (
    <div className="mb-1 flex gap-2">
      <input
        {...rest}
        type="text"
        aria-label={label}
        autoComplete="off"
        data-find-in=""
        className="block min-h-9 w-full min-w-0 rounded border border-edge bg-paper px-2.5 py-1 placeholder:text-faint hover:border-ink"
      />
      <button
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
