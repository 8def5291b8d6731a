import type { StaffMember } from '@/lib/access/actor';
import { putInForce } from '@/lib/db/publications';
import { findPanel } from '@/lib/db/rejections';
import * as rules from '@/lib/db/rules';
import type { Tx } from '@/lib/db/tx';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import { orRefuse } from '@/lib/kernel/result';
import { isAboutFirstDay, planPublication, type Publication } from '@/lib/rule/plan-publication';
import { microCredentialIdsIn, type RuleVersion } from '@/lib/rule/rule-version';
import record from '@/messages/en/record.json';
import { authorize } from '../authorize';
import { type Acting, staffOf } from '../context';
import { recordAudit } from '../record-audit';
import { loadHouse, loadSurroundings } from './check-rule';
import { refuseUnlessAsShown } from './effect-shown';
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
 * The step that publishing one and publishing many share. Never by an author, the only reviewer, somebody who stepped back from its
 * review, or whoever imported it.
 * @refuses forbidden · conflict `effect/changed-meanwhile` · as putVersionInForce
 */
export async function publishVersion(
  tx: Tx,
  ctx: Acting,
  actor: StaffMember,
  input: MoveRule & { firstDay?: CivilDate | null | undefined; mark?: string | null | undefined },
): Promise<Published> {
  const version = await rules.get(tx, input.ruleVersionId);
  const act = version.origin === 'import' ? 'rule.publishImported' : 'rule.publish';
  authorize(ctx, act, ruleResource(version, await findPanel(tx, version.id)));
  await refuseUnlessAsShown(tx, ctx, [version], input.mark);
  const publication = await putVersionInForce(tx, ctx, version, {
    expectedVersion: input.expectedVersion,
    firstDay: input.firstDay ?? null,
  });
  await recordAudit(tx, ctx, act, {
    objectType: 'rule_version',
    objectId: version.id,
    summary: `version ${version.version} published`,
    before: auditStateOf(version),
    after: { ...auditStateOf(asInForce(publication, actor.personId)), ...replacedBy(publication) },
  });
  return {
    id: version.id,
    status: 'published',
    microCredentialIds: microCredentialIdsIn(version.definition.premise),
  };
}

/**
 * The step of everybody who brings one version into force, for the first time or back from a suspension: the plan against what was
 * published meanwhile, and nothing but the plan. The caller has loaded the version and authorized; it records the audit entry.
 * @refuses rule_violation `rule/linter-errors`, `policy/none-in-force`, those of whyNotFrom · invalid_transition · conflict
 */
export async function putVersionInForce(
  tx: Tx,
  ctx: Acting,
  version: RuleVersion,
  {
    expectedVersion,
    firstDay = null,
    resumedBecause,
  }: { expectedVersion: number; firstDay?: CivilDate | null; resumedBecause?: string },
): Promise<Publication> {
  const publisherId = staffOf(ctx).personId;
  await rules.lockRule(tx, version.ruleId);
  // Compared with courses and programs as they are when it begins.
  const starting = firstDay === null ? version : { ...version, claimFrom: firstDay };
  const { today, policy, worldOf, othersOf } = await loadSurroundings(
    tx,
    await loadHouse(tx, ctx, version.tenantId),
    [starting],
  );
  const plan = planPublication({
    version,
    others: othersOf(version),
    world: worldOf(starting),
    policy: policy && policy.review,
    today,
    publisherId,
    firstDay,
    ...(resumedBecause !== undefined && { resumedBecause }),
  });
  if (!plan.ok && isAboutFirstDay(plan.reason))
    refuse('rule_violation', plan.reason, { fieldErrors: { firstDay: plan.reason } });
  const publication = orRefuse(
    plan,
    !plan.ok && plan.reason === 'rule/not-from-this-state' ? 'invalid_transition' : 'rule_violation',
  );
  if (version.rowVersion !== expectedVersion) refuse('conflict', 'rule/changed-meanwhile');
  await putInForce(tx, [publication], {
    publisherId,
    at: ctx.now,
    revokedBecause: replacedBeforeItsFirstDay,
  });
  return publication;
}

/** The version as it is once it is in force: whoever published it first stays its publisher. */
export function asInForce(
  { version, move, claimFrom, reviewDueOn }: Publication,
  publisherId: string,
): RuleVersion {
  return {
    ...version,
    status: 'published',
    statusReason: move.reason,
    claimFrom,
    reviewDueOn,
    publishedById: version.publishedAt === null ? publisherId : version.publishedById,
    rowVersion: version.rowVersion + 1,
  };
}

/** What an audit entry says of the versions that a publication replaces. */
export function replacedBy({ ends, revokes }: Publication) {
  return {
    superseded: ends.map(({ version: { id }, claimTo }) => ({ id, claimTo })),
    ...(revokes.length > 0 && { revoked: revokes.map(({ id }) => id) }),
  };
}
