import * as evidence from '@/lib/db/evidence';
import { getInstitution } from '@/lib/db/institutions';
import * as rules from '@/lib/db/rules';
import type { Tx } from '@/lib/db/tx';
import { refuse } from '@/lib/kernel/refusal';
import { isInForce, isInWork } from '@/lib/rule/lifecycle';
import { authorsTakenOver } from '@/lib/rule/rule-version';
import { definitionOfSuccessor } from '@/lib/rule/supersede';
import { authorize } from '../authorize';
import { command } from '../command';
import { type Acting, type Context, todayIn } from '../context';
import { recordAudit } from '../record-audit';
import { ruleResource } from './rule-resource';
import type { MoveRule } from './submit-rule';

/**
 * Starts the next version from one that is in force or over; what was decided stays as it is. Evidence comes along, and so do the authors
 * of a text that has never been in force.
 * Where a version is in force, it starts on a day of its own, so that the earlier one can end the day before.
 * @refuses invalid_transition `rule/version-in-work` · conflict
 */
export async function startNewVersion(
  ctx: Context,
  input: MoveRule,
): Promise<{ id: string; version: number }> {
  return command(ctx, 'rule.startNewVersion', input, (tx, _actor, ctx) => startVersionIn(tx, ctx, input));
}

/** Starts it within a transaction that may do more with it. @refuses as startNewVersion */
export async function startVersionIn(
  tx: Tx,
  ctx: Acting,
  input: MoveRule,
): Promise<{ id: string; version: number }> {
  const earlier = await rules.get(tx, input.ruleVersionId);
  authorize(ctx, 'rule.startNewVersion', ruleResource(earlier));
  if (earlier.rowVersion !== input.expectedVersion) refuse('conflict', 'rule/changed-meanwhile');
  await rules.lockRule(tx, earlier.ruleId);
  const versions = await rules.listVersions(tx, earlier.ruleId);
  if (versions.some(({ status }) => isInWork(status))) refuse('invalid_transition', 'rule/version-in-work');
  const today = todayIn(ctx, (await getInstitution(tx, ctx.actor.tenantId)).timeZone);
  const { definition, basis, publicNote, internalNote, ruleId } = earlier;
  const next = definitionOfSuccessor(
    definition,
    versions.filter(({ status }) => isInForce(status)),
    today,
  );
  const [id, version] = [ctx.newId(), (versions[0]?.version ?? 0) + 1];
  await rules.createVersion(tx, {
    tenantId: ctx.actor.tenantId,
    id,
    ruleId,
    version,
    definition: next,
    basis,
    changeClass: earlier.publishedAt ? 'dates' : 'substantive',
    publicNote,
    internalNote,
    authorId: ctx.actor.personId,
    contributorIds: authorsTakenOver(earlier),
    at: ctx.now,
  });
  await evidence.copy(tx, earlier.id, { ruleVersionId: id, newId: ctx.newId });
  await recordAudit(tx, ctx, 'rule.startNewVersion', {
    objectType: 'rule_version',
    objectId: id,
    summary: `version ${version} started from version ${earlier.version}`,
    after: { from: earlier.id, definition: next, basis },
  });
  return { id, version };
}
