import type { StaffMember } from '@/lib/access/actor';
import { putInForce } from '@/lib/db/publications';
import { findPanel } from '@/lib/db/rejections';
import * as rules from '@/lib/db/rules';
import type { Tx } from '@/lib/db/tx';
import { refuse } from '@/lib/kernel/refusal';
import { orRefuse } from '@/lib/kernel/result';
import { planPublication, type Publication } from '@/lib/rule/plan-publication';
import { microCredentialIdsIn, type RuleVersion } from '@/lib/rule/rule-version';
import record from '@/messages/en/record.json';
import { authorize } from '../authorize';
import type { Acting } from '../context';
import { recordAudit } from '../record-audit';
import { loadSurroundings } from './check-rule';
import { auditStateOf } from './rule-audit';
import { ruleResource } from './rule-resource';
import type { MoveRule } from './submit-rule';

export interface Published {
  id: string;
  status: string;
  microCredentialIds: string[];
}

/** Why a version ends that nobody could claim by yet. */
export const replacedBeforeItsFirstDay = record.reason.replacedUnstarted;

/**
 * The step that publishing one and publishing many share: the plan against what was published meanwhile, and nothing but the plan.
 * Never by the author, the only reviewer, somebody who stepped back from its review, or whoever imported it.
 * @refuses forbidden · rule_violation `rule/linter-errors`, `policy/none-in-force` · invalid_transition · conflict
 */
export async function publishVersion(
  tx: Tx,
  ctx: Acting,
  actor: StaffMember,
  input: MoveRule,
): Promise<Published> {
  const version = await rules.get(tx, input.ruleVersionId);
  const act = version.origin === 'import' ? 'rule.publishImported' : 'rule.publish';
  authorize(ctx, act, ruleResource(version, await findPanel(tx, version.id)));
  await rules.lockRule(tx, version.ruleId);
  const { today, policy, worldOf, othersOf } = await loadSurroundings(tx, ctx, [version]);
  const plan = planPublication({
    version,
    others: othersOf(version),
    world: worldOf(version),
    policy: policy && policy.review,
    today,
    publisherId: actor.personId,
  });
  const publication = orRefuse(
    plan,
    !plan.ok && plan.reason === 'rule/not-from-this-state' ? 'invalid_transition' : 'rule_violation',
  );
  if (version.rowVersion !== input.expectedVersion) refuse('conflict', 'rule/changed-meanwhile');
  await putInForce(tx, [publication], {
    publisherId: actor.personId,
    at: ctx.now,
    revokedBecause: replacedBeforeItsFirstDay,
  });
  await recordAudit(tx, ctx, act, {
    objectType: 'rule_version',
    objectId: version.id,
    summary: `version ${version.version} published`,
    before: auditStateOf(version),
    after: { ...auditStateOf(asPublished(publication, actor.personId)), ...replacedBy(publication) },
  });
  return {
    id: version.id,
    status: 'published',
    microCredentialIds: microCredentialIdsIn(version.definition.premise),
  };
}

function asPublished({ version, claimFrom, reviewDueOn }: Publication, publishedById: string): RuleVersion {
  const rowVersion = version.rowVersion + 1;
  return {
    ...version,
    status: 'published',
    statusReason: '',
    claimFrom,
    reviewDueOn,
    publishedById,
    rowVersion,
  };
}

/** What an audit entry says of the versions that a publication replaces. */
function replacedBy({ ends, revokes }: Publication) {
  return {
    superseded: ends.map(({ version: { id }, claimTo }) => ({ id, claimTo })),
    ...(revokes.length > 0 && { revoked: revokes.map(({ id }) => id) }),
  };
}
