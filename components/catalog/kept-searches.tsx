/**
 * KeptSearches: query, institutions, programs, courses (by which it is called until somebody gives it a name). The place where the script of the page shows the searches that this browser keeps, and
 * lets one be kept; without script it is not there.
 */
import { useFormatter, useTranslations } from 'next-intl';
import { buttonClass } from '@/components/ui/button-class';
import { controlClass } from '@/components/ui/control-class';
import type { NamesAtHand } from './facet-words';
import { useChoices } from './search-summary';
import { keptMost } from '@/lib/catalog/kept-search';
import { searchHref, type SearchQuery } from '@/lib/catalog/search-query';
import type { KeptWords } from '@/lib/page-script/kept-searches';

export function KeptSearches({ query, ...names }: { query: SearchQuery } & NamesAtHand) {
  const t = useTranslations('public.search.kept');
  const format = useFormatter();
  const choices = useChoices({ query, ...names }).map(({ name }) => name);
  const name = [query.words, format.list(choices, { type: 'unit' })].filter((part) => part !== '').join(', ');
  const address = searchHref('/catalog', query, { compare: [], named: {}, shown: null });
  const words: KeptWords = {
    address: address.includes('?') ? address : null,
    name: name.slice(0, keptMost.name),
    title: t('title'),
    keep: t('keep'),
    nameLabel: t('name'),
    save: t('save'),
    forget: t('forget'),
    isKept: t('isKept'),
    hint: t('hint', { count: keptMost.searches }),
    fresh: t('fresh'),
    none: t('none'),
    newRow: t('newRow'),
    classes: {
      button: buttonClass('secondary', 'small'),
      field: controlClass,
      link: 'text-accent underline underline-offset-4',
    },
  };
  return (
    <section
      hidden
      tabIndex={-1}
      aria-label={t('title')}
      data-kept-searches={JSON.stringify(words)}
      className="no-print grid gap-2 text-sm"
    />
  );
}
