import * as z from 'zod';
import { parseRational } from '@/lib/amount/rational';

/** Amounts of credit in the common unit, as a reader compares them: each begins where the one before ends. @units ECTS */
export const CreditBand = z.enum(['below-3', '3-to-6', '6-to-12', '12-to-30', 'from-30']);
export type CreditBand = z.infer<typeof CreditBand>;

const begins: Record<CreditBand, bigint> = {
  'below-3': 0n,
  '3-to-6': 3n,
  '6-to-12': 6n,
  '12-to-30': 12n,
  'from-30': 30n,
};

/** In which band an amount lies. @units `amount` ECTS, exact */
export function creditBandOf(amount: string): CreditBand {
  const { s, n, d } = parseRational(amount);
  return CreditBand.options.findLast((band) => s * n >= begins[band] * d) ?? 'below-3';
}
