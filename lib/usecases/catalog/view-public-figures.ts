import { readDecided } from '@/lib/db/figure-facts';
import { getInstitution } from '@/lib/db/institutions';
import { findPublicInstitution, type PublicInstitution } from '@/lib/db/public-institutions';
import { withTenant } from '@/lib/db/tx';
import { type PublicFigures, publicFiguresOf, publicPeriod } from '@/lib/figures/public-figures';
import { daysOf, type Period } from '@/lib/figures/quarter';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { type Context, todayIn } from '../context';
import { counting } from '../figures/view-figures';

export interface PublicFiguresView {
  institution: PublicInstitution;
  period: Period;
  figures: PublicFigures;
}

/** How an institution has decided in the four quarters that are over, for everybody: counts alone, none below ten. @refuses not_found */
export async function viewPublicFigures(ctx: Context, slug: string): Promise<PublicFiguresView> {
  authorize(ctx, 'catalog.view', { tenantId: null });
  const institution = await findPublicInstitution(ctx.database, slug, ctx);
  if (institution === null) refuse('not_found', 'catalog/no-such-institution');
  const today = todayIn(ctx, institution.timeZone);
  const period = publicPeriod(today);
  // Reviews are no public rows; what is told of them here is made of all of them, and none can be told from it.
  const { decided, own } = await withTenant(ctx.database, { tenantId: institution.id }, async (tx) => ({
    decided: await readDecided(tx, daysOf(period)),
    own: await getInstitution(tx, institution.id),
  }));
  return { institution, period, figures: publicFiguresOf(decided, counting(daysOf(period), today, own)) };
}
