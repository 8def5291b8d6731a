import { listExamples, type EntryLink } from '@/lib/db/catalog-entries';
import {
  countDecided,
  type DecidedCounts,
  listPublicInstitutions,
  type PublicInstitution,
} from '@/lib/db/public-institutions';
import { authorize } from '../authorize';
import { type Context, todayIn } from '../context';
import { tellStandings } from './told-standings';

export interface InstitutionSummary extends PublicInstitution {
  counts: DecidedCounts;
}

const none: DecidedCounts = { published: 0, refused: 0, considered: 0, undecided: 0 };

/** Every institution that decides here, and how much it has decided. */
export async function listInstitutions(ctx: Context): Promise<InstitutionSummary[]> {
  authorize(ctx, 'catalog.view', { tenantId: null });
  const institutions = await listPublicInstitutions(ctx.database, ctx);
  const told = await tellStandings(ctx.database, {
    institutions,
    asOf: ctx,
    dayOf: ({ timeZone }) => todayIn(ctx, timeZone),
  });
  const counts = await countDecided(ctx.database, ctx, told);
  return institutions.map((institution) => ({ ...institution, counts: counts[institution.id] ?? none }));
}

/** What the start page shows: who decides here, and a few certificates that have been decided about. */
export async function viewStart(
  ctx: Context,
): Promise<{ institutions: InstitutionSummary[]; examples: (EntryLink & { provider: string })[] }> {
  const [institutions, examples] = await Promise.all([listInstitutions(ctx), listExamples(ctx.database, 4)]);
  return { institutions, examples };
}
