import { claimsOfStudent, type CreditClaim, eventsOf, getClaim, holdingsOf } from '@/lib/db/credit-claims';
import { getInstitution } from '@/lib/db/institutions';
import { listStudentRecords } from '@/lib/db/students';
import type { ClaimTurn } from '@/lib/claim/turn';
import type { ShownOutcome } from '@/lib/claim/undecided';
import { authorize } from '../authorize';
import { studentQuery } from '../command';
import { accountOf, type Context } from '../context';
import { appealRouteOf, type ClaimView, readClaim, shownOf, turnAt } from './claim-view';
import { institutionAt } from './own-claim';

export interface OwnClaimRow {
  claim: CreditClaim;
  institution: { slug: string; name: string };
  titles: string[];
  turn: ClaimTurn;
  shown: ShownOutcome | null;
}

/** All claims of the account that is signed in, at every institution, the newest first. @refuses unauthenticated */
export async function listOwnClaims(ctx: Context): Promise<OwnClaimRow[]> {
  const records = await listStudentRecords(ctx.database, accountOf(ctx));
  const rows: OwnClaimRow[] = [];
  for (const { tenantId } of records)
    rows.push(
      ...(await studentQuery(ctx, tenantId, async (tx, ctx) => {
        const { studentId } = ctx.actor;
        authorize(ctx, 'claim.viewOwn', { tenantId, studentId });
        const institution = await getInstitution(tx, tenantId);
        const own: OwnClaimRow[] = [];
        for (const claim of await claimsOfStudent(tx, studentId)) {
          const titles = (await holdingsOf(tx, claim.id)).map(({ entry }) => entry.title);
          own.push({
            claim,
            institution,
            titles,
            turn: turnAt(
              ctx,
              claim,
              await eventsOf(tx, claim.id),
              institution,
              await appealRouteOf(tx, claim),
            ),
            shown: await shownOf(tx, claim, titles.length),
          });
        }
        return own;
      })),
    );
  return rows.sort((a, b) => (a.claim.createdAt < b.claim.createdAt ? 1 : -1));
}

/** One claim of one's own. @refuses unauthenticated · not_found `claim/not-found`, also where it is another student's */
export async function viewOwnClaim(ctx: Context, at: string, claimId: string): Promise<ClaimView> {
  const { id: tenantId } = await institutionAt(ctx, at);
  return studentQuery(ctx, tenantId, async (tx, ctx) => {
    const claim = await getClaim(tx, claimId);
    authorize(ctx, 'claim.viewOwn', { tenantId, studentId: claim.studentId });
    return readClaim(tx, ctx, claim);
  });
}
