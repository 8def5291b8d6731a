import * as z from 'zod';
import { can } from '@/lib/access/can';
import type { DenyReason, Resource } from '@/lib/access/resource';
import { countOpenNotices } from '@/lib/db/change-notices';
import * as reaffirmations from '@/lib/db/reaffirmations';
import { titlesOf } from '@/lib/db/rule-list';
import * as rules from '@/lib/db/rules';
import { lockByIds } from '@/lib/db/rules-by-key';
import type { Tx } from '@/lib/db/tx';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { Refusal, refuse } from '@/lib/kernel/refusal';
import { fail, orRefuse, type Result } from '@/lib/kernel/result';
import { countErrors, lintRule } from '@/lib/rule/linter';
import { reaffirm, type ReaffirmReason } from '@/lib/rule/review-due';
import { definitionInForce, type RuleVersion } from '@/lib/rule/rule-version';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Acting, Context } from '../context';
import { recordAudit } from '../record-audit';
import { loadHouse, loadSurroundings } from './check-rule';
import { auditStateOf } from './rule-audit';
import { ruleResource } from './rule-resource';
import { chosen, type MovedMany } from './rules-at-once';

export const ReaffirmRules = z.strictObject({
  chosen,
  /** What was looked at, for all of them. */
  grounds: z.string().trim().min(1, { error: 'field/grounds' }).max(2_000),
  /** Asked of all that are chosen: what one has a conflict with is left to somebody else. */
  conflict: z.literal('none', { error: 'field/no-conflict' }),
});
export type ReaffirmRules = z.infer<typeof ReaffirmRules>;

/**
 * "Reviewed, no change": one reviewer of the department confirms in one act that mappings due for review stay as they are. Each is due
 * again when the policy says; nothing else of it changes. The act, with all that it was about, is one record and one transaction; what is
 * refused stays as it is and is told, each with its reason.
 * @refuses unauthenticated
 */
export async function reaffirmRules(ctx: Context, input: ReaffirmRules): Promise<MovedMany> {
  return command(ctx, 'rule.reaffirm', input, async (tx, actor, ctx) => {
    const { tenantId, personId } = actor;
    const found = new Map(
      (
        await lockByIds(
          tx,
          input.chosen.map(({ ruleVersionId }) => ruleVersionId),
        )
      ).map((version) => [version.id, version]),
    );
    const { policyVersionId, resourceOf, judge } = await reaffirmJudge(tx, ctx, tenantId, [
      ...found.values(),
    ]);
    const refused = new Map<string, Pick<Refusal, 'code' | 'reason'>>();
    const agreed = new Map<string, { version: RuleVersion; dueOn: CivilDate }>();
    for (const { ruleVersionId: id, expectedVersion } of input.chosen)
      try {
        const version = found.get(id) ?? refuse('not_found', 'rule/not-found');
        authorize(ctx, 'rule.reaffirm', resourceOf(version));
        const dueOn = orRefuse(judge(version));
        if (version.rowVersion !== expectedVersion) refuse('conflict', 'rule/changed-meanwhile');
        agreed.set(id, { version, dueOn });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        refused.set(id, { code: error.code, reason: error.reason });
      }
    if (agreed.size > 0 && policyVersionId !== null)
      await keep(tx, ctx, { policyVersionId, personId, grounds: input.grounds }, [...agreed.values()]);
    const titles = await titlesOf(tx, [...refused.keys()]);
    return {
      moved: agreed.size,
      refused: [...refused].map(([id, why]) => ({ id, title: titles.get(id) ?? '', ...why })),
    };
  });
}

async function keep(
  tx: Tx,
  ctx: Acting,
  act: { policyVersionId: string; personId: string; grounds: string },
  agreed: readonly { version: RuleVersion; dueOn: CivilDate }[],
): Promise<void> {
  const id = ctx.newId();
  await reaffirmations.create(tx, {
    ...act,
    tenantId: ctx.actor.tenantId,
    id,
    at: ctx.now,
    rules: agreed.map(({ version, dueOn }) => ({
      ruleVersionId: version.id,
      rowVersion: version.rowVersion + 1,
      dueBefore: version.reviewDueOn,
      dueOn,
    })),
  });
  for (const { version, dueOn } of agreed) {
    const saved = await rules.save(tx, { ...version, reviewDueOn: dueOn }, version.rowVersion, ctx.now);
    await recordAudit(tx, ctx, 'rule.reaffirm', {
      objectType: 'rule_version',
      objectId: version.id,
      summary: `version ${version.version} reviewed, no change; due again on ${dueOn}`,
      before: auditStateOf(version),
      after: { ...auditStateOf(saved), reaffirmationId: id, grounds: act.grounds, conflictDeclared: false },
    });
  }
}

/** Says of each of these versions whether the actor can reaffirm it, and until when: one answer for the act and for what is shown before it. */
export async function reaffirmJudge(
  tx: Tx,
  ctx: Acting,
  tenantId: string,
  versions: readonly RuleVersion[],
): Promise<{
  policyVersionId: string | null;
  resourceOf: (version: RuleVersion) => Resource;
  judge: (version: RuleVersion) => Result<CivilDate, DenyReason | ReaffirmReason>;
}> {
  const house = await loadHouse(tx, ctx, tenantId);
  const { today, policy, worldOf } = await loadSurroundings(tx, house, versions);
  const ids = versions.map(({ id }) => id);
  const steppedBack = await reaffirmations.listSteppedBack(tx, ids);
  const notices = await countOpenNotices(tx, ids);
  const resourceOf = (version: RuleVersion) =>
    ruleResource(version, { recusedIds: steppedBack.get(version.id) ?? [] });
  return {
    policyVersionId: policy?.id ?? null,
    resourceOf,
    judge: (version) => {
      const may = can(ctx.actor, 'rule.reaffirm', resourceOf(version));
      if (!may.allowed) return fail(may.reason);
      const world = worldOf(version);
      const { ruleId, ruleCode, basis, publicNote } = version;
      return reaffirm(version, {
        today,
        policy: policy && policy.review,
        microCredentials: world.microCredentials,
        openChanges: notices.get(version.id) ?? 0,
        errors: countErrors(
          lintRule({ ruleId, ruleCode, basis, publicNote, definition: definitionInForce(version) }, world),
        ),
      });
    },
  };
}
