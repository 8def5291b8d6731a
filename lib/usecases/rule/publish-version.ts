import type { StaffMember } from '@/lib/access/actor';
import { getInstitution, getPolicyInForce } from '@/lib/db/institutions';
import { findMicroCredentials } from '@/lib/db/micro-credentials';
import { listVoterIds } from '@/lib/db/rejections';
import * as rules from '@/lib/db/rules';
import type { Tx } from '@/lib/db/tx';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { countErrors } from '@/lib/rule/linter';
import { reviewDueOn } from '@/lib/rule/review-due';
import { microCredentialIdsIn, type RuleVersion } from '@/lib/rule/rule-version';
import { endOfSuperseded, startWhenPublished } from '@/lib/rule/supersede';
import { authorize } from '../authorize';
import { type Acting, type Context, todayIn } from '../context';
import { recordAudit } from '../record-audit';
import { checkRule } from './check-rule';
import { moveRule } from './move-rule';
import { auditStateOf } from './rule-audit';
import { ruleResource } from './rule-resource';
import type { MoveRule } from './submit-rule';

export interface Published {
  id: string;
  status: string;
  microCredentialIds: string[];
}

/**
 * The step that publishing one and publishing many share. Puts an approved version in force: the linter again, against what was
 * published meanwhile; it starts today at the earliest where it follows another one; earlier versions end the day before; the day
 * of the next review is set. Never by the author, the only reviewer or whoever imported it.
 * @refuses forbidden · rule_violation `rule/linter-errors` · invalid_transition · conflict
 */
export async function publishVersion(
  tx: Tx,
  ctx: Acting,
  actor: StaffMember,
  input: MoveRule,
): Promise<Published> {
  const version = await rules.get(tx, input.ruleVersionId);
  const act = version.origin === 'import' ? 'rule.publishImported' : 'rule.publish';
  authorize(ctx, act, ruleResource(version, await listVoterIds(tx, version.id)));
  await rules.lockRule(tx, version.ruleId);
  const findings = await checkRule(tx, ctx, version);
  const institution = await getInstitution(tx, actor.tenantId);
  const today = todayIn(ctx, institution.timeZone);
  const policy = await getPolicyInForce(tx, today);
  const event = { type: 'publish', publisherId: actor.personId, lintErrors: countErrors(findings) } as const;
  const inForce = (await rules.listVersions(tx, version.ruleId)).filter(
    ({ id, status }) => id !== version.id && ['published', 'suspended'].includes(status),
  );
  const claimFrom = startWhenPublished(version, inForce, today);
  const superseded =
    event.lintErrors === 0 ? await endEarlierVersions(tx, ctx, { ...version, claimFrom }, inForce) : [];
  const change = {
    claimFrom,
    publishedById: actor.personId,
    publishedAt: ctx.now,
    reviewDueOn: reviewDueOn(today, policy.review.reReviewMonths, await recommendationEnds(tx, version)),
  };
  const moved = await moveRule(tx, ctx, version, event, { expectedVersion: input.expectedVersion, change });
  await recordAudit(tx, ctx, act, {
    objectType: 'rule_version',
    objectId: version.id,
    summary: `version ${version.version} published`,
    before: auditStateOf(version),
    after: { ...auditStateOf(moved), superseded },
  });
  return {
    id: version.id,
    status: moved.status,
    microCredentialIds: microCredentialIdsIn(version.definition.premise),
  };
}

/** Comes before the move: the database lets no two versions be in force for one claim, not even within a transaction. */
async function endEarlierVersions(
  tx: Tx,
  ctx: Context,
  version: RuleVersion,
  inForce: readonly RuleVersion[],
): Promise<{ id: string; claimTo: CivilDate }[]> {
  const ended: { id: string; claimTo: CivilDate }[] = [];
  for (const earlier of inForce) {
    const claimTo = endOfSuperseded(earlier, version);
    if (!claimTo) continue;
    await rules.save(tx, { ...earlier, claimTo }, earlier.rowVersion, ctx.now);
    ended.push({ id: earlier.id, claimTo });
  }
  return ended;
}

async function recommendationEnds(tx: Tx, { basis, definition }: RuleVersion): Promise<(CivilDate | null)[]> {
  const named = await findMicroCredentials(tx, microCredentialIdsIn(definition.premise));
  return named.flatMap(({ recommendations }) =>
    recommendations.filter(({ id }) => basis.recommendationIds.includes(id)).map(({ validTo }) => validTo),
  );
}
