import { createHash, randomBytes, randomInt } from 'node:crypto';
import type { Unit } from '@/lib/amount/unit';
import { awardStands } from '@/lib/claim/lifecycle';
import type { CreditCase } from '@/lib/credit/input';
import { codesOfRules, findDecision, findSnapshot } from '@/lib/db/claim-decisions';
import { holdingsOf, lockClaim } from '@/lib/db/credit-claims';
import { getInstitution } from '@/lib/db/institutions';
import { keyThatSigns, lockSigningKeys } from '@/lib/db/signing-keys';
import { addSignedRecord, recordOfAward } from '@/lib/db/signed-records';
import { refuse } from '@/lib/kernel/refusal';
import { awardBadge, levelIn } from '@/lib/signed-record/award-badge';
import { listLength, type StatusPlace } from '@/lib/signed-record/status-list';
import { authorize } from '../authorize';
import { institutionAt, OwnClaim } from '../claim/own-claim';
import { studentCommand } from '../command';
import type { Context } from '../context';
import type { Signer } from '../ports';
import { recordAudit } from '../record-audit';
import { refuseOtherSecret } from './sign-waiting';

export const TakeBadge = OwnClaim.pick({ at: true, claimId: true });
export type TakeBadge = { at: string; claimId: string };

/**
 * Signs the award of one's own claim as a badge, of the lines that were accepted; once, whoever asks again gets the same.
 * @refuses not_found · invalid_transition `record/no-award` · rule_violation `record/no-secret` · `record/no-key` · `record/secret-changed`
 */
export async function takeBadge(
  ctx: Context,
  input: TakeBadge,
  signer: Signer | null,
): Promise<{ id: string }> {
  const { id: tenantId } = await institutionAt(ctx, input.at);
  return studentCommand(ctx, { tenantId }, 'claim.takeBadge', input, async (tx, ctx) => {
    const claim = await lockClaim(tx, input.claimId);
    authorize(ctx, 'claim.takeBadge', { tenantId, studentId: claim.studentId });
    const decision = await findDecision(tx, claim.id);
    if (decision === null || !awardStands(claim.state)) refuse('invalid_transition', 'record/no-award');
    const known = await recordOfAward(tx, decision.id);
    if (known !== null) return { id: known.id };
    if (signer === null) refuse('rule_violation', 'record/no-secret');
    await lockSigningKeys(tx, tenantId);
    const key = (await keyThatSigns(tx)) ?? refuse('rule_violation', 'record/no-key');
    await refuseOtherSecret(signer, tenantId, key);
    const accepted = decision.lines.filter(({ answer }) => answer === 'accepted');
    const codes = await codesOfRules(
      tx,
      accepted.map(({ ruleVersionId }) => ruleVersionId),
    );
    const { creditCase } = await findSnapshot(tx, claim.id, 'newest');
    const asked = JSON.parse(creditCase) as CreditCase;
    const { slug, name } = await getInstitution(tx, tenantId);
    const [id, salt] = [ctx.newId(), randomBytes(16).toString('hex')];
    const facts = {
      decidedAt: decision.decidedAt,
      lines: accepted.map(({ target, awarded, unit, ruleVersionId }) => ({
        ...{ target, awarded, unit: unit as Unit },
        level: levelIn(asked, ruleVersionId, target),
        rule: codes.get(ruleVersionId) ?? refuse('not_found', 'record/none'),
      })),
      certificates: (await holdingsOf(tx, claim.id)).map(({ entry, evidence }) => ({
        title: entry.title,
        slug: entry.slug,
        sha256: evidence.badge?.sha256 ?? null,
      })),
      recipient: { identityHash: hashOf(claim.student.mailbox, salt), salt },
    };
    const signatory = { origin: signer.origin, did: key.did, slug, name };
    const about = { decisionId: decision.id, studentId: claim.studentId };
    const sign = async (status: StatusPlace) => {
      const unsigned = awardBadge(signatory, facts, { id, at: ctx.now, status });
      const by = { key: { tenantId, keyId: key.id }, did: key.did, at: ctx.now };
      const document = JSON.stringify(await signer.sign(unsigned, by));
      return addSignedRecord(tx, { tenantId, id, keyId: key.id, status, about, document, signedAt: ctx.now });
    };
    const status = await atSomePlace(sign);
    await recordAudit(tx, ctx, 'claim.takeBadge', {
      objectType: 'credit_claim',
      objectId: claim.id,
      summary: 'badge signed',
      after: { id, decisionId: decision.id, ...status },
    });
    return { id };
  });
}

/** Places tried on one list before the next one is: a student sees no record but their own, and so not which places are taken. */
const triesOnList = 8;

/** Where it found room. */
async function atSomePlace(sign: (status: StatusPlace) => Promise<boolean>): Promise<StatusPlace> {
  for (let tries = 0; ; tries += 1) {
    const status = { list: 1 + Math.floor(tries / triesOnList), place: randomInt(listLength) };
    if (await sign(status)) return status;
  }
}

/** @source Open Badges 3.0, IdentityObject: the algorithm, and the hash of identity and salt */
function hashOf(mailbox: string, salt: string): string {
  return `sha256$${createHash('sha256')
    .update(mailbox + salt)
    .digest('hex')}`;
}
