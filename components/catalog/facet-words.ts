import { useLocale, useTranslations } from 'next-intl';
import { type Facet, facetDefinitions } from '@/lib/catalog/facets';
import { Kind } from '@/lib/catalog/kind';
import { Standing } from '@/lib/catalog/standing';

/** What a language code is called in the reader's own language; anything else stays as it is. */
export function useLanguageName(): (code: string) => string {
  const locale = useLocale();
  const names = new Intl.DisplayNames([locale], { type: 'language', fallback: 'code' });
  return (code) => {
    try {
      return names.of(code) ?? code;
    } catch {
      return code;
    }
  };
}

/** What a value of a facet is called on screen. */
export function useFacetWords(): (facet: Facet, value: string) => string {
  const kinds = useTranslations('public.search.kind');
  const standings = useTranslations('credit.standing');
  const language = useLanguageName();
  const wordsOf = {
    'public.search.kind': (value: string) => {
      const kind = Kind.safeParse(value);
      return kind.success ? kinds(kind.data) : value;
    },
    'credit.standing': (value: string) => {
      const standing = Standing.safeParse(value);
      return standing.success ? standings(standing.data) : value;
    },
    language,
  };
  return (facet, value) => {
    const { words } = facetDefinitions[facet];
    return words === null ? value : wordsOf[words](value);
  };
}
