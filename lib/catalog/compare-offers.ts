import { parseRational } from '@/lib/amount/rational';
import type { Offer } from './offered';
import { isGiven } from './standing';

/** How many certificates and assessments of the institution's own an offer asks for beside the certificate that is looked at. */
export function furtherOf({ ways: [first] }: Offer): { certificates: number; assessments: number } {
  return {
    certificates: first?.microCredentials.length ?? 0,
    assessments: first?.assessments.length ?? 0,
  };
}

/** Whether a page may show it as credit that can be had now. */
export function isOpen({ standing, withheld }: Offer): boolean {
  return standing === 'published' && withheld === null;
}

/** Of some offers those that give what they say, on the day or from a later one on, the best first. */
export function standingOffers<Given extends { offer: Offer }>(given: readonly Given[]): Given[] {
  return given
    .filter(({ offer }) => isGiven(offer.standing) && offer.withheld === null)
    .sort((a, b) => compareOffers(a.offer, b.offer));
}

/**
 * The better offer first: what can be had now, then by size in the common unit, then what asks for less beside the certificate. An
 * amount without a common unit comes after those with one, then what only the certificate says, then what carries no credit.
 * @source docs/domain.md §11
 */
export function compareOffers(a: Offer, b: Offer): number {
  return (
    Number(isOpen(b)) - Number(isOpen(a)) ||
    classOf(a) - classOf(b) ||
    parseRational(b.ects ?? b.total ?? '0').compare(parseRational(a.ects ?? a.total ?? '0')) ||
    conditionsOf(a) - conditionsOf(b)
  );
}

function classOf({ ects, total, isAsStated }: Offer): number {
  if (total === null) return isAsStated ? 2 : 4;
  if (total === '0') return 3;
  return ects === null ? 1 : 0;
}

function conditionsOf(offer: Offer): number {
  const { certificates, assessments } = furtherOf(offer);
  const { mc: _, ...checks } = offer.leaf ?? { mc: '' };
  return 100 * (certificates + assessments) + (offer.programs === null ? 0 : 10) + Object.keys(checks).length;
}
