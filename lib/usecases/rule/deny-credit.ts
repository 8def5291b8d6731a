import { getInstitution } from '@/lib/db/institutions';
import * as rules from '@/lib/db/rules';
import type { Tx } from '@/lib/db/tx';
import { denialOf } from '@/lib/rule/denial';
import type { RuleVersion } from '@/lib/rule/rule-version';
import { type Context, staffOf, todayIn } from '../context';
import { moveRule } from './move-rule';
import { tellRegistrars } from './tell-registrars';

/**
 * The step that turns "no credit for this certificate" into a rule that says so: the next version of the same rule, approved by the
 * review that rejected the proposal, for a registrar to publish. `authorId` is whoever led that review.
 */
export async function denyCredit(
  tx: Tx,
  ctx: Context,
  rejected: RuleVersion,
  publicReason: string,
  authorId: string | null,
): Promise<RuleVersion> {
  await rules.lockRule(tx, rejected.ruleId);
  const institution = await getInstitution(tx, rejected.tenantId);
  const [newest] = await rules.listVersions(tx, rejected.ruleId);
  const id = ctx.newId();
  await rules.createVersion(tx, {
    tenantId: rejected.tenantId,
    id,
    ruleId: rejected.ruleId,
    version: (newest?.version ?? rejected.version) + 1,
    origin: 'rejection',
    definition: denialOf(rejected.definition, todayIn(ctx, institution.timeZone)),
    basis: { ...rejected.basis, adoption: null, changedBecause: '' },
    changeClass: 'substantive',
    publicNote: publicReason,
    internalNote: '',
    authorId: authorId ?? staffOf(ctx).personId,
    at: ctx.now,
  });
  const denial = await moveRule(tx, ctx, await rules.get(tx, id), { type: 'deny', reason: publicReason });
  await tellRegistrars(tx, denial);
  return denial;
}
