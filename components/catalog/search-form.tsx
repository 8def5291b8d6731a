/** SearchForm: query? (its choices are carried along), label, placeholder?, hint?. One search field and its button; a plain GET form. */
import { useId } from 'react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { controlClass } from '@/components/ui/control-class';
import { everything, type SearchQuery } from '@/lib/catalog/search-query';
import { maxText } from '@/lib/catalog/search-words';
import { CarriedQuery } from './carried-query';

export function SearchForm({
  query = everything,
  label,
  large = false,
}: {
  query?: SearchQuery;
  label?: string;
  large?: boolean;
}) {
  const t = useTranslations('public.search');
  const id = useId();
  return (
    <form action="/catalog" method="get" role="search" className="grid gap-1.5">
      <CarriedQuery query={query} without={['words', 'page']} />
      <label htmlFor={id} className={large ? 'font-medium' : 'sr-only'}>
        {label ?? t('label')}
      </label>
      <div className="flex max-w-3xl gap-2">
        <input
          id={id}
          type="search"
          name="q"
          defaultValue={query.words}
          placeholder={t('placeholder')}
          maxLength={maxText}
          autoComplete="off"
          enterKeyHint="search"
          className={`${controlClass} ${large ? 'sm:min-h-12 sm:text-lg' : ''}`}
        />
        <Button type="submit" tone="primary" className={large ? 'sm:min-h-12 sm:px-6' : ''}>
          {t('submit')}
        </Button>
      </div>
    </form>
  );
}
