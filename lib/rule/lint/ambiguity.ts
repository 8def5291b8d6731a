import { foldCourseCode } from '@/lib/institution/course-code';
import { canonicalJson } from '@/lib/kernel/canonical-json';
import { isInForce } from '../lifecycle';
import { microCredentialIdsIn, type RuleDefinition } from '../rule-version';
import type { Finding, FindingCode, LintRule, LintSubject, LintWorld } from './finding';
import { applyTogether, premisesMeet, spansMeet } from './reach';

const usualPriority = 50;

/**
 * Rules of equal priority that one claim can meet by the same learning: which one applies would be left to chance.
 * @source docs/domain.md §8.2; classes of github.com/cvickery/ambiguous_rules
 */
export function lintAmbiguity(subject: LintSubject, world: LintWorld): Finding[] {
  const found: Finding[] = [];
  for (const other of world.others) {
    if (other.ruleId === subject.ruleId) continue;
    const values = { rule: other.title, code: other.ruleCode, id: other.id };
    if (!meet(subject, other, world)) {
      if (isDecidedOtherwise(subject.definition, other.definition, world))
        found.push({ severity: 'warning', code: 'decided-otherwise', where: 'premise', values });
      continue;
    }
    if (Boolean(other.definition.deny) !== Boolean(subject.definition.deny)) {
      found.push({ severity: 'warning', code: 'denied-elsewhere', where: 'premise', values });
      continue;
    }
    if (!givesCredit(subject.definition) || areTiers(subject.definition, other.definition)) continue;
    const code = classOf(subject.definition, other.definition);
    const isRepeated =
      code === 'ambiguous-duplicate' && conditionsOf(subject.definition) === conditionsOf(other.definition);
    found.push({
      severity: isRepeated ? 'error' : 'warning',
      code,
      where: 'premise',
      values,
    });
  }
  return found;
}

function meet({ ruleCode, definition }: LintSubject, other: LintRule, world: LintWorld): boolean {
  const priority = (one: RuleDefinition) => one.priority ?? usualPriority;
  if (priority(definition) !== priority(other.definition)) return false;
  if (definition.overrides?.includes(other.ruleCode) || other.definition.overrides?.includes(ruleCode))
    return false;
  return (
    applyTogether(definition, other.definition) &&
    premisesMeet(definition.premise, other.definition.premise, world)
  );
}

/** Whether one refuses what the other gives for the very same certificates. Which of them is applied is settled; why they differ is not said. */
function isDecidedOtherwise(a: RuleDefinition, b: RuleDefinition, world: LintWorld): boolean {
  const certificates = ({ premise }: RuleDefinition) => canonicalJson(microCredentialIdsIn(premise).sort());
  return (
    Boolean(a.deny) !== Boolean(b.deny) &&
    givesCredit(a) &&
    certificates(a) === certificates(b) &&
    applyTogether(a, b) &&
    premisesMeet(a.premise, b.premise, world)
  );
}

/** Everything that a rule asks, apart from the days on which it may be claimed. Saying the same twice helps only where more is asked. */
function conditionsOf({ premise, programs, credentialWindow, termWindow }: RuleDefinition): string {
  const codes = programs?.map(foldCourseCode).sort();
  return canonicalJson({ premise, programs: codes, credentialWindow, termWindow });
}

/** What gives nothing yet is no rival of anything. */
function givesCredit({ deny, outcomes }: RuleDefinition): boolean {
  return deny === true || outcomes.some(({ lines }) => lines.length > 0);
}

/** Both are steps of a scale of scores, which lintTiers looks at. */
function areTiers(a: RuleDefinition, b: RuleDefinition): boolean {
  const scored = ({ premise }: RuleDefinition) =>
    'mc' in premise && (premise.minScore !== undefined || premise.belowScore !== undefined);
  return scored(a) && scored(b);
}

function classOf(a: RuleDefinition, b: RuleDefinition): FindingCode {
  if (saidBy(a) === saidBy(b)) return 'ambiguous-duplicate';
  const [realA, realB] = [hasCourse(a), hasCourse(b)];
  if (!realA && !realB) return 'ambiguous-equivalent-blanket';
  return realA && realB ? 'ambiguous-multiple-real' : 'ambiguous-blanket-versus-real';
}

function hasCourse(definition: RuleDefinition): boolean {
  return definition.outcomes.some((outcome) => outcome.lines.some((line) => line.kind === 'course'));
}

/** The outcomes as one text, whatever the order of lines and alternatives. */
export function saidBy({ outcomes }: Pick<RuleDefinition, 'outcomes'>): string {
  const line = (one: RuleDefinition['outcomes'][number]['lines'][number]) =>
    JSON.stringify([
      one.kind,
      one.kind === 'course' ? foldCourseCode(one.target) : one.target,
      one.level ?? 'LD',
      one.credits,
    ]);
  return outcomes
    .map(({ lines }) => lines.map(line).sort().join())
    .sort()
    .join('|');
}

/** Overrides name other rules that exist, that share learning with this one, and that do not override it in turn. @source docs/domain.md §8.8 */
export function lintOverrides({ ruleCode, definition }: LintSubject, world: LintWorld): Finding[] {
  return (definition.overrides ?? []).flatMap((code): Finding[] => {
    const at = (severity: Finding['severity'], finding: FindingCode): Finding[] => [
      { severity, code: finding, where: 'overrides', values: { code } },
    ];
    if (code === ruleCode) return at('error', 'override-itself');
    const targets = world.others.filter((other) => other.ruleCode === code);
    if (targets.length === 0) return at('error', 'override-unknown');
    if (targets.some((target) => target.definition.overrides?.includes(ruleCode)))
      return at('error', 'override-mutual');
    return targets.some((target) => premisesMeet(definition.premise, target.definition.premise, world))
      ? []
      : at('warning', 'override-without-overlap');
  });
}

/**
 * Two versions of one rule in force for the same claim and credential. Publishing shortens the earlier one to the day before
 * the new one starts, which is no past day (startWhenPublished); that works only when the new one has a first day and has not ended.
 * An earlier one that starts on that day or later is left without a day, and is revoked: worth a warning, since it never took effect.
 * @source docs/domain.md §8.1; constraint rule_version_one_in_force
 */
export function lintVersionsInForce({ ruleId, definition }: LintSubject, world: LintWorld): Finding[] {
  const { from: start, to: end } = definition.claimWindow ?? {};
  return world.others.flatMap((other): Finding[] => {
    if (other.ruleId !== ruleId || !isInForce(other.status)) return [];
    const earlier = other.definition;
    if (
      !spansMeet(definition.claimWindow, earlier.claimWindow) ||
      !spansMeet(definition.credentialWindow, earlier.credentialWindow)
    )
      return [];
    const finding = (severity: Finding['severity'], code: FindingCode, day: string): Finding[] => [
      { severity, code, where: 'claimWindow', values: { version: String(other.version), day } },
    ];
    if (!start) return finding('error', 'versions-in-force', earlier.claimWindow?.from ?? '');
    // That it has no day left is told once, by lintPremise.
    if (end && (end < world.today || end < start)) return [];
    const first = earlier.claimWindow?.from;
    return first && first >= start && first >= world.today
      ? finding('warning', 'version-revoked', first)
      : [];
  });
}
