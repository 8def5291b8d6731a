import { parseRational } from '@/lib/amount/rational';
import { isOpen, standingOffers } from './compare-offers';
import { holdsInProgram } from './holds-in-program';
import type { Offer } from './offered';
import { inEvery } from './standing-facets';

/** What one public rule of an institution offers to whoever holds an entry. */
export interface GivenOffer {
  tenantId: string;
  /** Codes of the programs that it holds in; null is every program. */
  programs: readonly string[] | null;
  offer: Offer;
}

const anywhere = 'credit';
const at = (tenantId: string) => `credit ${tenantId}`;
const inProgram = (tenantId: string, code: string) => `credit ${tenantId} ${code}`;

/**
 * The facets that say how much an entry earns: anywhere, with each institution, and in each program that its rules name. Each has one value,
 * written from the best offer that stands there; none where nothing stands that could come before another offer. `creditFacetsFor` says
 * which of them a search asks for, `earnedRank` which of their values is that of the best offer of all.
 */
export function creditFacets(given: readonly GivenOffer[]): Record<string, readonly string[]> {
  const facets: Record<string, readonly string[]> = { [anywhere]: bestIn(given) };
  for (const tenantId of new Set(given.map((one) => one.tenantId))) {
    const own = given.filter((one) => one.tenantId === tenantId);
    facets[at(tenantId)] = bestIn(own);
    for (const code of new Set([inEvery, ...own.flatMap(({ programs }) => programs ?? [])]))
      facets[inProgram(tenantId, code)] = bestIn(
        own.filter(({ programs }) => holdsInProgram(programs, code)),
      );
  }
  return Object.fromEntries(Object.entries(facets).filter(([, values]) => values.length > 0));
}

const [later, unsaid] = [' later', '-'] as const;

/** The total in ECTS, with a mark where it is not open yet; of what is open without a common unit or without credit, that it says none. */
function bestIn(some: readonly GivenOffer[]): string[] {
  const [best] = standingOffers(some);
  if (best === undefined) return [];
  const ects = best.offer.ects === '0' ? null : best.offer.ects;
  if (isOpen(best.offer)) return [ects ?? unsaid];
  return ects === null ? [] : [`${ects}${later}`];
}

/** The amount that a value says; null where the best offer has no common unit, or carries no credit. @units ECTS, exact */
export function earnedAmount(value: string): string | null {
  return value === unsaid ? null : value.replace(later, '');
}

/** Of two values the higher one is that of the better offer: what can be had now before what opens later, then by size. */
export function earnedRank(value: string): number {
  const amount = earnedAmount(value);
  if (amount === null) return 0;
  const size = parseRational(amount).valueOf();
  return value.endsWith(later) ? -1 / size : size;
}

/**
 * The facets of which the best value says how much an entry earns: anywhere, with one of some institutions, or in one of some programs of
 * one institution. What holds in every program counts in each.
 */
export function creditFacetsFor(
  tenantIds: readonly string[],
  programs: readonly string[],
): readonly string[] {
  const [tenantId] = tenantIds;
  if (tenantId === undefined) return [anywhere];
  if (programs.length === 0) return tenantIds.map(at);
  return [...programs, inEvery].map((code) => inProgram(tenantId, code));
}
