import { createHash } from 'node:crypto';
import * as z from 'zod';
import { type KeptBadge, statedByBadge } from '@/lib/claim/evidence';
import { getClaim, holdingsOf, lockClaim, saveEvidence } from '@/lib/db/credit-claims';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import { hasCredentials, isPublicAddress } from '@/lib/kernel/web-address';
import { authorize } from '../authorize';
import { checkBadge, type BadgeAnswer, type ReadBadge } from '../badge/check-badge';
import { studentCommand, studentQuery } from '../command';
import type { Context } from '../context';
import { dayIn } from '../day-in';
import { recordAudit } from '../record-audit';
import { refuseStale } from './move-claim';
import { institutionAt, OwnClaim } from './own-claim';

export const HandInEvidence = OwnClaim.extend({
  holdingId: z.uuid(),
  /** A badge as its bytes; none where its page alone is named. */
  bytes: z.instanceof(Uint8Array).nullable(),
  page: z
    .string()
    .trim()
    .max(2_000)
    .refine((text) => !hasCredentials(text), 'field/address-with-name')
    .refine(
      (text) => text === '' || hasCredentials(text) || (/^https:/.test(text) && isPublicAddress(text)),
      'claim/page-address',
    )
    .default(''),
});
export type HandInEvidence = z.output<typeof HandInEvidence>;

/**
 * Hands in what shows a certificate: a badge, of which what its checks came to is kept and never the badge, or the address of the issuer's
 * page about it. @refuses not_found · invalid_transition `claim/not-open-for-evidence` · invalid_input `badge/…` · `claim/badge-of-another`
 */
export async function handInEvidence(
  ctx: Context,
  input: HandInEvidence,
  read: ReadBadge,
): Promise<{ isBadge: boolean }> {
  const { id: tenantId, slug, timeZone } = await institutionAt(ctx, input.at);
  if (input.bytes === null && input.page === '')
    refuse('invalid_input', 'badge/nothing', { fieldErrors: { file: 'badge/nothing' } });
  const { mailbox, claimDate, entry } = await studentQuery(ctx, tenantId, async (tx, ctx) => {
    const { claimDate, studentId, student } = await getClaim(tx, input.claimId);
    authorize(ctx, 'claim.handIn', { tenantId, studentId });
    const holding = (await holdingsOf(tx, input.claimId)).find(({ id }) => id === input.holdingId);
    return {
      mailbox: student.mailbox,
      claimDate,
      entry: holding?.entry ?? refuse('not_found', 'claim/not-found'),
    };
  });
  // A badge is read before the claim is held: its issuer may take long to answer.
  const answer =
    input.bytes === null
      ? null
      : await checkBadge(
          ctx,
          {
            bytes: input.bytes,
            recipient: mailbox,
            claimDay: claimDate ?? dayIn(ctx.now, timeZone),
            institution: slug,
          },
          read,
        );
  // What an institution decided for everybody shows nothing of anybody.
  if (answer?.report.facts.kind === 'decision') refuse('invalid_input', 'badge/not-awarded');
  const badge = answer === null ? null : keptBadge(input.bytes ?? new Uint8Array(), answer, entry.slug);
  return studentCommand(
    ctx,
    { tenantId },
    'claim.handIn',
    { ...input, read: badge?.checks },
    async (tx, ctx) => {
      const claim = await lockClaim(tx, input.claimId);
      authorize(ctx, 'claim.handIn', { tenantId, studentId: claim.studentId });
      refuseStale(claim, input.expectedVersion);
      if (claim.state !== 'draft' && claim.state !== 'info_requested')
        refuse('invalid_transition', 'claim/not-open-for-evidence');
      const holding = (await holdingsOf(tx, claim.id)).find(({ id }) => id === input.holdingId);
      if (holding === undefined) refuse('not_found', 'claim/not-found');
      const stated = badge === null ? holding.stated : statedByBadge(holding.stated, badge);
      await saveEvidence(tx, claim, holding.id, {
        stated,
        badge,
        page: input.page === '' ? null : input.page,
      });
      await recordAudit(tx, ctx, 'claim.handIn', {
        objectType: 'credit_claim',
        objectId: claim.id,
        summary: badge === null ? 'page named' : 'badge checked',
        after: { certificate: holding.microCredentialId, sha256: badge?.sha256 ?? null },
      });
      return { isBadge: badge !== null };
    },
  );
}

/**
 * What is kept of a badge: the checks of the one that is of this entry, a record holding many.
 * @refuses invalid_input `claim/badge-of-another` where it is of another certificate
 */
function keptBadge(bytes: Uint8Array, answer: BadgeAnswer, slug: string): KeptBadge {
  const all = answer.contained.length > 0 ? answer.contained : [answer];
  const own = all.find(({ match }) => match.entry?.slug === slug);
  if (own === undefined)
    refuse('invalid_input', 'claim/badge-of-another', { fieldErrors: { file: 'claim/badge-of-another' } });
  const { facts, checks } = own.report;
  const day = (instant: string | null) => (instant === null ? null : parseCivilDate(instant.slice(0, 10)));
  // A badge within a record stands and falls with the record that was signed.
  const outer = own === answer ? [] : answer.report.checks.filter(({ outcome }) => outcome !== 'pass');
  return {
    sha256: createHash('sha256').update(bytes).digest('hex'),
    checks: [
      ...checks.map((check) => outer.find(({ name }) => name === check.name) ?? check),
      own.match.check,
    ],
    issuedOn: facts.completedOn ?? day(facts.validFrom),
    expiresOn: day(facts.validUntil),
  };
}
