import { buildComparison, type ComparedAnswer } from '@/lib/catalog/comparison';
import { idsOfSlugs } from '@/lib/db/catalog-entries';
import type { FoundMicroCredential } from '@/lib/db/found-micro-credentials';
import type { PublicInstitution } from '@/lib/db/public-institutions';
import { authorize } from '../authorize';
import type { Context } from '../context';

export interface ComparisonView {
  entries: FoundMicroCredential[];
  /** Institutions that have decided about any of them, with what each says of every one, in the order of the entries; null is nothing. */
  rows: { institution: PublicInstitution; answers: (ComparedAnswer | null)[] }[];
  /** How many of the slugs are none of the catalog. */
  unknown: number;
  /** Whether an entry has more rules than are looked at. */
  isCut: boolean;
}

/** Several entries side by side, with what each institution gives for them today. */
export async function compareEntries(ctx: Context, slugs: readonly string[]): Promise<ComparisonView> {
  authorize(ctx, 'catalog.search', { tenantId: null });
  const catalog = await ctx.catalog.upToDate(ctx.now);
  const ids = await idsOfSlugs(ctx.database, slugs);
  const known = slugs.flatMap((slug) => ids.get(slug) ?? []);
  const kept = await catalog.entriesOf(known);
  const entries = known.flatMap((id) => kept.get(id) ?? []);
  const byTenant = buildComparison(entries.map(({ answers }) => answers));
  return {
    entries: entries.map(({ found }) => found),
    rows: catalog.institutions.flatMap((institution) => {
      const answers = byTenant.get(institution.id);
      return answers === undefined ? [] : [{ institution, answers }];
    }),
    unknown: slugs.length - entries.length,
    isCut: entries.some(({ notCompared }) => notCompared > 0),
  };
}
