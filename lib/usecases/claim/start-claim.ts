import * as z from 'zod';
import { isDemonstrationStudent } from '@/lib/access/demonstration-students';
import { type EstimateQuery, parseEstimateQuery } from '@/lib/catalog/estimate-query';
import { awardedLearning } from '@/lib/db/claim-decisions';
import { insertClaim } from '@/lib/db/credit-claims';
import { findAccountMailbox } from '@/lib/db/identities';
import { listStudentRecords } from '@/lib/db/students';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { studentCommand, studentQuery } from '../command';
import { accountOf, type Context } from '../context';
import { estimateCredit, type EstimateView } from '../catalog/estimate-credit';
import { recordAudit } from '../record-audit';

export const StartClaim = z.strictObject({
  /** The estimate that is claimed, as its address says it. */
  estimate: z.string().max(8_000),
  name: z.string().trim().min(1, 'field/empty').max(200),
});
export type StartClaim = z.output<typeof StartClaim>;

/** What would be claimed, and as whom. */
export interface ClaimStart {
  view: EstimateView;
  /** Null where nobody is signed in, or the account has no confirmed mailbox. */
  mailbox: string | null;
  isSignedIn: boolean;
  /** The certificates, by their address here, of which the institution awarded the learning to this student before. */
  awarded: readonly string[];
}

/** What an estimate would be as a claim. Nothing is kept. */
export async function viewClaimStart(ctx: Context, query: EstimateQuery): Promise<ClaimStart> {
  authorize(ctx, 'credit.estimate', { tenantId: null });
  const view = await estimateCredit(ctx, { ...query, claimDate: null, words: '' }, { isNextAsked: false });
  const awarded = await awardedBefore(ctx, view);
  const isSignedIn = ctx.actor.kind !== 'visitor';
  return {
    view,
    isSignedIn,
    awarded,
    mailbox: isSignedIn ? await findAccountMailbox(ctx.database, accountOf(ctx)) : null,
  };
}

async function awardedBefore(ctx: Context, { institution, holdings }: EstimateView): Promise<string[]> {
  if (institution === null || ctx.actor.kind === 'visitor') return [];
  const records = await listStudentRecords(ctx.database, accountOf(ctx));
  if (!records.some(({ tenantId }) => tenantId === institution.id)) return [];
  const tenantId = institution.id;
  const used = await studentQuery(ctx, tenantId, async (tx, ctx) => {
    const { studentId } = ctx.actor;
    authorize(ctx, 'claim.viewOwn', { tenantId, studentId });
    return awardedLearning(tx, studentId);
  });
  return holdings.flatMap(({ entry }) => (entry !== null && used.includes(entry.id) ? [entry.slug] : []));
}

/**
 * Begins a claim as a draft: the certificates and what was said of them, as a student whose mailbox was confirmed.
 * @refuses unauthenticated · forbidden `claim/mailbox-unconfirmed` · forbidden
 * `claim/demonstration-elsewhere` where an invented student asks an institution that is none · invalid_input `claim/nothing-claimed` · conflict `claim/claimed-already`
 */
export async function startClaim(ctx: Context, input: StartClaim): Promise<{ at: string; claimId: string }> {
  const { query } = parseEstimateQuery(Object.fromEntries(new URLSearchParams(input.estimate)));
  const { view, mailbox } = await viewClaimStart(ctx, query);
  accountOf(ctx);
  if (mailbox === null) refuse('forbidden', 'claim/mailbox-unconfirmed');
  const { institution, program, holdings } = view;
  const claimed = holdings.flatMap(({ stated, entry }) =>
    entry === null ? [] : [{ microCredentialId: entry.id, stated: { ...stated, slug: entry.slug } }],
  );
  if (institution === null || claimed.length === 0 || view.outcome.kind !== 'result')
    refuse('invalid_input', 'claim/nothing-claimed');
  if (isDemonstrationStudent(mailbox) && !institution.isDemonstration)
    refuse('forbidden', 'claim/demonstration-elsewhere');
  const tenantId = institution.id;
  const whose = { tenantId, newcomer: { name: input.name, mailbox } };
  return studentCommand(ctx, whose, 'claim.start', input, async (tx, ctx) => {
    const { studentId } = ctx.actor;
    authorize(ctx, 'claim.start', { tenantId, studentId });
    const claimId = ctx.newId();
    const { termStart, assessments, earned } = query;
    const asked = {
      program: program?.code ?? null,
      termStart,
      assessments: [...assessments],
      earned: [...earned],
    };
    await insertClaim(tx, { tenantId, id: claimId, studentId, asked }, claimed);
    await recordAudit(tx, ctx, 'claim.start', {
      objectType: 'credit_claim',
      objectId: claimId,
      summary: 'claim begun',
      after: {
        program: asked.program,
        certificates: claimed.map(({ microCredentialId }) => microCredentialId),
      },
    });
    return { at: institution.slug, claimId };
  });
}
