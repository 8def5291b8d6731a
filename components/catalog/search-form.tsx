/** SearchForm: words?, label?, large?, form?. One search field and its button: a plain GET form, or, with `form`, a part of the form of that id. */
import { useId } from 'react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { controlClass } from '@/components/ui/control-class';
import { maxText } from '@/lib/catalog/search-words';
import { SuggestingInput } from './suggesting-input';

export function SearchForm({
  words = '',
  label,
  large = false,
  form,
}: {
  words?: string;
  label?: string;
  large?: boolean;
  form?: string;
}) {
  const t = useTranslations('public.search');
  const id = useId();
  const parts = (
    <>
      <label htmlFor={id} className={large ? 'font-medium' : 'sr-only'}>
        {label ?? t('label')}
      </label>
      <div className="flex max-w-3xl gap-2">
        <SuggestingInput
          id={id}
          name="q"
          form={form}
          defaultValue={words}
          placeholder={t('placeholder')}
          maxLength={maxText}
          className={`${controlClass} ${large ? 'sm:min-h-12 sm:text-lg' : ''}`}
        />
        <Button type="submit" form={form} tone="primary" className={large ? 'sm:min-h-12 sm:px-6' : ''}>
          {t('submit')}
        </Button>
      </div>
    </>
  );
  return form === undefined ? (
    <form action="/catalog" method="get" role="search" className="grid gap-1.5">
      {parts}
    </form>
  ) : (
    <div role="search" className="grid gap-1.5">
      {parts}
    </div>
  );
}
