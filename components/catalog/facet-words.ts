import { useLocale, useTranslations } from 'next-intl';
import { useExactNumber } from '@/components/credit/amount';
import { Unit } from '@/lib/amount/unit';
import { CreditBand } from '@/lib/catalog/credit-band';
import { EqfLevel, type Facet, facetDefinitions } from '@/lib/catalog/facets';
import { Kind } from '@/lib/catalog/kind';
import { NoPrice, readPriceBand } from '@/lib/catalog/price-band';
import { Standing } from '@/lib/catalog/standing';
import { CipSeries, IscedBroad } from '@/lib/micro-credential/field-of-study';

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

/** Institutions and programs at hand, by which values that stand for one are called. */
export interface NamesAtHand {
  institutions: readonly { slug: string; name: string; shortName: string }[];
  programs: readonly { code: string; title: string }[];
  courses: readonly { code: string; title: string }[];
}

/** What a value of a facet is called on screen. */
export function useFacetWords({
  institutions,
  programs,
  courses,
}: NamesAtHand): (facet: Facet, value: string) => string {
  const kinds = useTranslations('public.search.kind');
  const bands = useTranslations('public.search.band');
  const levels = useTranslations('public.search.eqfLevel');
  const isced = useTranslations('fields.isced');
  const cip = useTranslations('fields.cip');
  const standings = useTranslations('credit.standing');
  const prices = useTranslations('public.search.price');
  const units = useTranslations('credit.unit');
  const exact = useExactNumber();
  const language = useLanguageName();
  const known = <T extends string>(
    type: { safeParse: (value: string) => { data?: T | undefined } },
    name: (value: T) => string,
  ) => {
    return (value: string) => {
      const { data } = type.safeParse(value);
      return data === undefined ? value : name(data);
    };
  };
  const wordsOf = {
    'public.search.kind': known(Kind, (value) => kinds(value)),
    'public.search.band': known(CreditBand, (value) => bands(value)),
    'public.search.eqfLevel': known(EqfLevel, (value) => levels(value)),
    'fields.isced': known(IscedBroad, (value) => isced(value)),
    'fields.cip': known(CipSeries, (value) => cip(value)),
    'credit.standing': known(Standing, (value) => standings(value)),
    language,
    institution: (slug: string) => institutions.find((one) => one.slug === slug)?.shortName ?? slug,
    program: (code: string) => programs.find((one) => one.code === code)?.title ?? code,
    course: (code: string) => {
      const title = courses.find((one) => one.code === code)?.title;
      return title === undefined ? code : `${code} ${title}`;
    },
    price: (value: string) => {
      const { data } = NoPrice.safeParse(value);
      if (data !== undefined) return prices(data);
      const band = readPriceBand(value);
      if (band === null) return value;
      const { currency, from, to } = band;
      const [first, end] = [exact(String(from)), exact(String(to))];
      return from === 0n
        ? prices('below', { to: end, currency })
        : prices('band', { from: first, to: end, currency });
    },
    amount: (value: string) => {
      const [, amount = '', unit] = /^(\d+(?:\.\d+|\/\d+)?) (\w+)$/.exec(value) ?? [];
      const name = Unit.safeParse(unit);
      return name.success ? `${exact(amount)} ${units(name.data, { count: Number(amount) || 2.5 })}` : value;
    },
  };
  return (facet, value) => {
    const { words } = facetDefinitions[facet];
    return words === null ? value : wordsOf[words](value);
  };
}
