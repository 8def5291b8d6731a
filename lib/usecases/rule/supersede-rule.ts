import * as z from 'zod';
import { can } from '@/lib/access/can';
import type { DenyReason } from '@/lib/access/resource';
import * as evidence from '@/lib/db/evidence';
import { importBasesOf } from '@/lib/db/import-bases';
import { getInstitution } from '@/lib/db/institutions';
import * as rules from '@/lib/db/rules';
import { listVersionsOf } from '@/lib/db/rules-by-key';
import type { Tx } from '@/lib/db/tx';
import { type CivilDate, CivilDateText } from '@/lib/kernel/civil-date';
import { fail, ok, orRefuse, type Result } from '@/lib/kernel/result';
import { contradictsWithoutReason, hasBasis } from '@/lib/rule/basis';
import { changedDefinition, type ChangeOfMany, type ChangeOfManyReason } from '@/lib/rule/change-of-many';
import { restsOnImport } from '@/lib/rule/import-basis';
import { isInForce, isInWork } from '@/lib/rule/lifecycle';
import { countErrors, lintRule } from '@/lib/rule/linter';
import { ChangeInForm } from '@/lib/rule/many-query';
import type { RuleDefinition, RuleVersion } from '@/lib/rule/rule-version';
import { definitionOfSuccessor } from '@/lib/rule/supersede';
import { isOver } from '@/lib/rule/version-standing';
import { authorize } from '../authorize';
import { command } from '../command';
import { type Acting, type Context, todayIn } from '../context';
import { loadHouse, loadSurroundings } from './check-rule';
import { noEvidence } from './evidence-beside';
import { reviseIn } from './revise-rule';
import { ruleResource } from './rule-resource';
import { startVersionIn } from './start-new-version';
import { type MoveRule, submitIn } from './submit-rule';

/** One change of what is in force: what is changed, from which day on, and why. */
export const Supersession = z.strictObject({
  change: ChangeInForm,
  day: z.string().min(1, 'field/change-day').pipe(CivilDateText),
  reason: z.string().trim().min(1, { error: 'field/why' }).max(2_000),
});
export type Supersession = z.infer<typeof Supersession>;
export type SupersedeRule = MoveRule & Supersession;

export type SupersedeReason =
  | DenyReason
  | ChangeOfManyReason
  | 'rule/not-in-force'
  | 'rule/days-over'
  | 'rule/version-in-work'
  | 'rule/linter-errors'
  | 'rule/no-evidence'
  | 'rule/no-basis'
  | 'field/otherwise-why';

/**
 * Writes the next version of a mapping in force with one change, and hands it in: from there it goes the road that the policy says, like
 * any other. All of it or nothing; the version in force stays as it is until the next one is published.
 * @refuses rule_violation and invalid_transition, the reasons of SupersedeReason · conflict
 */
export async function supersedeRule(
  ctx: Context,
  input: SupersedeRule,
): Promise<{ id: string; status: string }> {
  return command(ctx, 'rule.submit', input, async (tx, _actor, ctx) => {
    const { ruleVersionId, expectedVersion, change, day, reason } = input;
    const earlier = await rules.get(tx, ruleVersionId);
    authorize(ctx, 'rule.startNewVersion', ruleResource(earlier));
    const { homeUnit, timeZone } = await getInstitution(tx, earlier.tenantId);
    orRefuse(standsToday(earlier, todayIn(ctx, timeZone)));
    const { id } = await startVersionIn(tx, ctx, { ruleVersionId, expectedVersion });
    const started = await rules.get(tx, id);
    const definition = orRefuse(changedDefinition(started.definition, change, { day, homeUnit }));
    const { title, departmentId, basis, publicNote, internalNote } = started;
    const { rowVersion } = await reviseIn(
      tx,
      ctx,
      {
        ruleVersionId: id,
        expectedVersion: started.rowVersion,
        title,
        departmentId,
        definition,
        basis,
        publicNote,
        internalNote: notedBelow(internalNote, reason),
      },
      noEvidence,
    );
    return submitIn(tx, ctx, { ruleVersionId: id, expectedVersion: rowVersion });
  });
}

/** The reason goes to whoever judges the next version, below what stood there. */
function notedBelow(note: string, reason: string): string {
  return (note === '' ? reason : `${note}\n${reason}`).slice(0, 4_000);
}

function standsToday(
  version: RuleVersion,
  today: CivilDate,
): Result<null, 'rule/not-in-force' | 'rule/days-over'> {
  if (version.status !== 'published') return fail('rule/not-in-force');
  return isOver(version, today) ? fail('rule/days-over') : ok(null);
}

/** Says of each of these versions what its next one would say, or why it would get none: what the act would be refused for, without doing it. */
export async function supersedeJudge(
  tx: Tx,
  ctx: Acting,
  versions: readonly RuleVersion[],
  { change, day }: { change: ChangeOfMany; day: CivilDate },
): Promise<(version: RuleVersion) => Result<RuleDefinition, SupersedeReason>> {
  const house = await loadHouse(tx, ctx, ctx.actor.tenantId);
  const { today, homeUnit } = house;
  const siblings = await listVersionsOf(tx, [...new Set(versions.map(({ ruleId }) => ruleId))]);
  const nextOf = (version: RuleVersion): Result<RuleVersion, SupersedeReason> => {
    const may = can(ctx.actor, 'rule.startNewVersion', ruleResource(version));
    if (!may.allowed) return fail(may.reason);
    const stands = standsToday(version, today);
    if (!stands.ok) return stands;
    const own = siblings.filter(({ ruleId }) => ruleId === version.ruleId);
    if (own.some(({ status }) => isInWork(status))) return fail('rule/version-in-work');
    const successor = definitionOfSuccessor(
      version.definition,
      own.filter(({ status }) => isInForce(status)),
      today,
    );
    const changed = changedDefinition(successor, change, { day, homeUnit });
    if (!changed.ok) return changed;
    const { value: definition } = changed;
    const claimTo = definition.claimWindow?.to ?? null;
    // As it will be written: the same rule, one version on, which is compared with the one in force as well.
    return ok({
      ...version,
      id: ctx.newId(),
      version: version.version + 1,
      status: 'draft',
      definition,
      claimFrom: day,
      claimTo,
    });
  };
  const nexts = new Map(versions.map((version) => [version.id, nextOf(version)]));
  const written = [...nexts.values()].flatMap((next) => (next.ok ? [next.value] : []));
  const { worldOf } = await loadSurroundings(tx, house, written);
  const imports = await importBasesOf(tx, [...new Set(written.map(({ ruleId }) => ruleId))]);
  const files = new Map<string, number>();
  for (const { id } of versions) files.set(id, await evidence.count(tx, id));
  return (version) => {
    const next = nexts.get(version.id) ?? fail('rule/not-in-force');
    if (!next.ok) return next;
    const { ruleId, ruleCode, basis, publicNote, definition } = next.value;
    const rests = restsOnImport(imports.get(ruleId) ?? null, definition);
    if ((files.get(version.id) ?? 0) === 0 && !rests) return fail('rule/no-evidence');
    if (!hasBasis(basis, { restsOnImport: rests })) return fail('rule/no-basis');
    const findings = lintRule({ ruleId, ruleCode, basis, publicNote, definition }, worldOf(next.value));
    if (countErrors(findings) > 0) return fail('rule/linter-errors');
    return contradictsWithoutReason(basis, findings) ? fail('field/otherwise-why') : ok(definition);
  };
}
