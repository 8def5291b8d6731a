import { useTranslations } from 'next-intl';
import { mostSuggestions } from '@/lib/catalog/suggestion';

/** What a field that suggests says beside its suggestions; counts are sentences for none, one and so on. */
export function useSuggestionWords(): {
  label: string;
  provider: string;
  institution: string;
  counts: readonly string[];
} {
  const t = useTranslations('public.search.suggestions');
  return {
    label: t('label'),
    provider: t('provider'),
    institution: t('institution'),
    counts: Array.from({ length: mostSuggestions + 1 }, (_, count) => t('count', { count })),
  };
}
