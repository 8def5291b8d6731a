import { listExamples, type EntryLink } from '@/lib/db/catalog-entries';
import type { PublicInstitution } from '@/lib/db/public-institutions';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { countDecided, type DecidedCounts } from './decided-counts';

export interface InstitutionSummary extends PublicInstitution {
  counts: DecidedCounts;
}

/** Every institution that decides here, and how much it has decided. */
export async function listInstitutions(ctx: Context): Promise<InstitutionSummary[]> {
  authorize(ctx, 'catalog.view', { tenantId: null });
  const { institutions, index } = await ctx.catalog.upToDate(ctx.now);
  return institutions.map((institution) => ({ ...institution, counts: countDecided(index, institution.id) }));
}

/** What the start page shows: who decides here, and a few certificates that have been decided about. */
export async function viewStart(
  ctx: Context,
): Promise<{ institutions: InstitutionSummary[]; examples: (EntryLink & { provider: string })[] }> {
  const [institutions, examples] = await Promise.all([listInstitutions(ctx), listExamples(ctx.database, 4)]);
  return { institutions, examples };
}
