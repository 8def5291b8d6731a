import type { Standing } from '@/lib/catalog/standing';
import { standingFacetsFor } from '@/lib/catalog/standing-facets';
import { anything } from '@/lib/search/search';
import type { SearchIndex } from '@/lib/search/search-index';

/** @units micro-credentials */
export interface DecidedCounts {
  published: number;
  refused: number;
  /** Named by no public rule, but by a proposal that was not accepted. */
  considered: number;
  /** Named by no public rule, in force or not, and by no proposal that was not accepted. */
  undecided: number;
}

/** How much of the catalog an institution has decided about, by a rule of its day or by a proposal not accepted until then. */
export function countDecided(index: SearchIndex, tenantId: string): DecidedCounts {
  const { facets } = index.find({
    ...anything,
    facets: { standing: { of: standingFacetsFor(tenantId, null), chosen: [] } },
    size: 0,
  });
  const count = (...standings: Standing[]) =>
    (facets['standing'] ?? [])
      .filter(({ value }) => standings.some((one) => one === value))
      .reduce((sum, one) => sum + one.count, 0);
  return {
    published: count('published'),
    refused: count('refused'),
    considered: count('considered'),
    undecided: count('recommended', 'recommendedLater', 'undecided'),
  };
}
