import { indexSearch, type SearchedFrom, type SearchedPart } from '@/lib/catalog/index-search';
import type { SearchQuery } from '@/lib/catalog/search-query';
import { isSilent, Standing } from '@/lib/catalog/standing';
import { standingFacetsFor } from '@/lib/catalog/standing-facets';
import { type FacetCounts, forEachFacet } from '@/lib/catalog/facets';
import type { Reading } from '@/lib/search/search';
import type { SearchIndex } from '@/lib/search/search-index';
import type { CatalogNow } from '../kept-catalog';
import type { KeptEntry } from '../kept-entries';

/** One result, what its rules offer, and how it stands where it was looked for. */
export interface FoundEntry extends KeptEntry {
  /** With the institution asked for, else the strongest of all, each by its own calendar. */
  standing: Standing;
  /** Short names of the institutions that it stands so with, of those looked for; of silence and advice none. */
  standsAt: string[];
}

export interface FoundEntries {
  rows: FoundEntry[];
  total: number;
  facets: FacetCounts;
  reading: Reading;
}

/** The institution that a query names, and its programs. */
export type NamedInstitution = Omit<SearchedFrom, 'institutions'>;

/** That of a query that names none. */
export const noInstitution: NamedInstitution = { tenantId: null, programs: [], courses: [] };

/** How an entry stands as the catalog in memory knows it: anywhere, with an institution, or in a program of it. */
export function standingIn(
  index: SearchIndex,
  id: string,
  tenantId: string | null,
  program: string | null,
): Standing {
  return Standing.catch('undecided').parse(index.valuesOf(id, standingFacetsFor(tenantId, program))[0]);
}

/** Asks the kept catalog which entries a search finds. */
export async function findEntries(
  { index, institutions, entriesOf }: CatalogNow,
  query: SearchQuery,
  named: NamedInstitution,
  part: SearchedPart,
): Promise<FoundEntries> {
  const { ids, total, facets, reading } = index.find(indexSearch(query, { ...named, institutions }, part));
  const entries = await entriesOf(ids);
  const standsAt = (id: string, standing: Standing) =>
    isSilent(standing)
      ? []
      : institutions.flatMap((one) => {
          if (named.tenantId !== null && named.tenantId !== one.id) return [];
          return standingIn(index, id, one.id, query.program) === standing ? [one.shortName] : [];
        });
  return {
    rows: ids.flatMap((id) => {
      const entry = entries.get(id);
      const standing = standingIn(index, id, named.tenantId, query.program);
      return entry === undefined ? [] : [{ ...entry, standing, standsAt: standsAt(id, standing) }];
    }),
    total,
    facets: { ...forEachFacet(() => []), ...facets } as FacetCounts,
    reading,
  };
}

/** Where a walk goes on: how many it has passed, and which one was the last of them. */
export interface Position {
  passed: number;
  lastId: string;
}

/** How many entries come before the next one of a walk: after the last that was passed, wherever that stands by now. */
export function passedBy(
  { index, institutions }: CatalogNow,
  query: SearchQuery,
  named: NamedInstitution,
  { passed, lastId }: Position,
): number {
  const idsIn = (offset: number, size: number) =>
    index.find(indexSearch(query, { ...named, institutions }, { offset, size, isCounting: false })).ids;
  if (idsIn(passed - 1, 1)[0] === lastId) return passed;
  const place = idsIn(0, index.size).indexOf(lastId);
  return place < 0 ? passed : place + 1;
}
