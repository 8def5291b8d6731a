import type { Kind } from '@/lib/catalog/kind';
import type { EntryLink } from '@/lib/db/catalog-entries';
import type { PublicInstitution } from '@/lib/db/public-institutions';
import { anything } from '@/lib/search/search';
import { authorize } from '../authorize';
import type { Context } from '../context';
import type { CatalogNow } from '../kept-catalog';
import { type WorkedAnswer, workOutAnswer } from './worked-answer';
import { countDecided, type DecidedCounts } from './decided-counts';

/** On the start page: certificates that it names, and those among which it looks for one to work out. */
const [mostExamples, mostLooked] = [4, 12];

export interface InstitutionSummary extends PublicInstitution {
  counts: DecidedCounts;
}

/** Every institution that decides here, and how much it has decided. */
export async function listInstitutions(ctx: Context): Promise<InstitutionSummary[]> {
  authorize(ctx, 'catalog.view', { tenantId: null });
  return summaries(await ctx.catalog.upToDate(ctx.now));
}

function summaries({ institutions, index }: CatalogNow): InstitutionSummary[] {
  return institutions.map((institution) => ({ ...institution, counts: countDecided(index, institution.id) }));
}

/** What the start page shows: who decides here, the certificates for which most institutions give credit, and what one of them comes to. */
export async function viewStart(ctx: Context): Promise<{
  institutions: InstitutionSummary[];
  examples: (EntryLink & { provider: string })[];
  total: number;
  worked: WorkedAnswer | null;
}> {
  authorize(ctx, 'catalog.view', { tenantId: null });
  const catalog = await ctx.catalog.upToDate(ctx.now);
  const { ids } = catalog.index.find({
    ...anything,
    facets: { kind: { of: ['kind'], chosen: ['certificate' satisfies Kind] } },
    bounds: { givers: { least: 1, most: null } },
    sort: { number: 'givers', isDescending: true },
    size: mostLooked,
  });
  const entries = await catalog.entriesOf(ids);
  const looked = ids.flatMap((id) => entries.get(id) ?? []);
  return {
    institutions: summaries(catalog),
    examples: looked.slice(0, mostExamples).map(({ found }) => found),
    total: catalog.index.find({ ...anything, size: 0 }).total,
    worked: await workOutAnswer(ctx, looked, catalog.institutions),
  };
}
