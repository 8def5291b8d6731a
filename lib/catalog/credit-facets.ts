import { standingOffers } from './compare-offers';
import { holdsInProgram } from './holds-in-program';
import type { Offer } from './offer';
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
 * the total of the best offer that stands there; none where that has no common unit, or carries no credit. `creditFacetsFor` says which of
 * them a search asks for.
 * @units ECTS, exact
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

function bestIn(some: readonly GivenOffer[]): string[] {
  const ects = standingOffers(some)[0]?.offer.ects ?? null;
  return ects === null || ects === '0' ? [] : [ects];
}

/** The facets of which the first that an entry has a value in says how much it earns: anywhere, with an institution, or in a program of it. */
export function creditFacetsFor(tenantId: string | null, program: string | null): readonly string[] {
  if (tenantId === null) return [anywhere];
  return program === null ? [at(tenantId)] : [inProgram(tenantId, program), inProgram(tenantId, inEvery)];
}
