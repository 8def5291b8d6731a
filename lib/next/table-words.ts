import { getFormatter, getTranslations } from 'next-intl/server';
import type { TableWords } from '@/lib/catalog/table-words';
import { offerConditions } from './offer-said';

/** The words of tables in the language of the reader. */
export async function tableWords(): Promise<TableWords> {
  const [kind, standing, decision, offer, leaf, units, format] = await Promise.all([
    getTranslations('public.search.kind'),
    getTranslations('credit.standing'),
    getTranslations('public.register.decision'),
    getTranslations('public.offer'),
    getTranslations('credit.sentence.condition'),
    getTranslations('credit.unit'),
    getFormatter(),
  ]);
  return {
    kind: (one) => (kind.has(one as 'course') ? kind(one as 'course') : one),
    standing,
    decision,
    // Of a column, not of one amount.
    unit: (unit) => units(unit, { count: 2 }),
    conditions: (one) => format.list(offerConditions({ offer, leaf, units, format }, one), { type: 'unit' }),
  };
}
