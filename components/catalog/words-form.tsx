/** WordsForm: action, words, label, submit. One search field within one page's own list; a plain GET form. */
import { useId } from 'react';
import { Button } from '@/components/ui/button';
import { controlClass } from '@/components/ui/control-class';
import { maxText } from '@/lib/catalog/search-words';

export function WordsForm({
  action,
  words,
  label,
  submit,
}: {
  action: string;
  words: string;
  label: string;
  submit: string;
}) {
  const id = useId();
  return (
    <form action={action} method="get" role="search" aria-label={label} className="no-print grid gap-1">
      <label htmlFor={id} className="text-sm text-soft">
        {label}
      </label>
      <div className="flex max-w-xl gap-2">
        <input
          id={id}
          type="search"
          name="q"
          defaultValue={words}
          maxLength={maxText}
          autoComplete="off"
          className={controlClass}
        />
        <Button type="submit">{submit}</Button>
      </div>
    </form>
  );
}
