import { useLocale, useTranslations } from 'next-intl';
import type { Facet } from '@/lib/catalog/search-query';
import { Kind } from '@/lib/catalog/search-query';
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
  return (facet, value) => {
    const kind = Kind.safeParse(value);
    const standing = Standing.safeParse(value);
    if (facet === 'kind' && kind.success) return kinds(kind.data);
    if (facet === 'standing' && standing.success) return standings(standing.data);
    return facet === 'language' ? language(value) : value;
  };
}
