/** SearchForm: query? (its choices are carried along), label, placeholder?, hint?. One search field and its button; a plain GET form. */
import { useId } from 'react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { controlClass } from '@/components/ui/control-class';
import { everything, type SearchQuery } from '@/lib/catalog/search-query';
import { maxText } from '@/lib/catalog/search-words';
import { mostSuggestions } from '@/lib/catalog/suggestion';
import { CarriedQuery } from './carried-query';
import { SuggestingInput } from './suggesting-input';

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
        <SuggestingInput
          id={id}
          name="q"
          defaultValue={query.words}
          placeholder={t('placeholder')}
          maxLength={maxText}
          className={`${controlClass} ${large ? 'sm:min-h-12 sm:text-lg' : ''}`}
          words={{
            label: t('suggestions.label'),
            provider: t('suggestions.provider'),
            institution: t('suggestions.institution'),
            counts: Array.from({ length: mostSuggestions + 1 }, (_, count) =>
              t('suggestions.count', { count }),
            ),
          }}
        />
        <Button type="submit" tone="primary" className={large ? 'sm:min-h-12 sm:px-6' : ''}>
          {t('submit')}
        </Button>
      </div>
    </form>
  );
}
