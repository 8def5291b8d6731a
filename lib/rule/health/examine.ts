import { canonicalJson } from '@/lib/kernel/canonical-json';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { foldCourseCode, underCode } from '@/lib/institution/course-code';
import { saidBy } from '../lint/ambiguity';
import type { Finding } from '../lint/finding';
import { leavesIn } from '../lint/reach';
import { lintRule } from '../linter';
import {
  certificatesChanged,
  closedLately,
  coursesEnding,
  departmentGone,
  groundsChanged,
  recommendationsLapsing,
  reviewsDue,
  type Told,
  windowsClosing,
} from './ahead';
import { type HealthCode, type HealthFinding, isHealthCode } from './finding';
import { leftAsPairs } from './pairs';
import type { HealthWorld, RuleInForce } from './rule-in-force';

/**
 * What is wrong, or soon will be, with a rule in force: all that the linter would say of it today that matters to somebody who holds its
 * certificate, and what time brings. What two rules have in common is told once, by the later of them; a gap, by the step below it.
 * A rule that is over is told of for a while, and of nothing else of it.
 * @source docs/domain.md §8, §4.8, §11.2
 */
export function healthOf(rule: RuleInForce, whole: HealthWorld): HealthFinding[] {
  const { today } = whole;
  const lastClaim = rule.definition.claimWindow?.to;
  const world = { ...whole, others: whole.others.filter((one) => !isOver(one, today)) };
  if (lastClaim && isOver(rule, today))
    return closedLately(lastClaim as CivilDate, today)
      ? [toldOf(rule, { code: 'claim-closed', day: lastClaim as CivilDate, values: { day: lastClaim } })]
      : [];
  const linted = lintRule(rule, world);
  const told: Told[] = [
    ...linted.flatMap((one) => ofLinter(rule, one, world)),
    ...coursesEnding(rule, world),
    ...certificatesChanged(rule, world),
    ...recommendationsLapsing(rule, world),
    ...reviewsDue(rule, world),
    ...windowsClosing(rule, world),
    ...departmentGone(rule, world),
    ...leftAsPairs(rule, world),
  ];
  const changes = groundsChanged(rule).filter(
    (change) => !told.some((one) => saysAsMuch(one, change, today)),
  );
  return [
    ...eachOnce([...told, ...changes].map((one) => toldOf(rule, one))),
    ...ofPairs(rule, linted, world),
  ];
}

/** What tells that a thing is gone, or on which day it goes: by what it names, and the change that this is. */
const gone = {
  'course-inactive': ['course-changed', 'course'],
  'course-ends': ['course-changed', 'course'],
  'program-inactive': ['program-changed', 'program'],
  'micro-credential-withdrawn': ['certificate-changed', 'title'],
} as const satisfies Partial<Record<HealthCode, readonly [HealthCode, string]>>;

/** Whether a change of something is told by what is told of it: it is gone, whatever else changed of it until then, or it goes on that day. */
function saysAsMuch({ code, day, values = {} }: Told, change: Told, today: CivilDate): boolean {
  if (!Object.hasOwn(gone, code)) return false;
  const [changed, named] = gone[code as keyof typeof gone];
  if (change.code !== changed) return false;
  if (foldCourseCode(values[named] ?? '') !== foldCourseCode(change.values?.['name'] ?? '')) return false;
  return code === 'course-ends' ? change.day === day : change.day !== null && change.day <= today;
}

function isOver({ definition: { claimWindow } }: RuleInForce, today: CivilDate): boolean {
  return Boolean(claimWindow?.to && claimWindow.to < today);
}

function toldOf({ id, departmentId }: RuleInForce, { code, day, values = {}, subject }: Told): HealthFinding {
  return { code, ruleVersionId: id, departmentId, day, values, other: null, subject: subject ?? null };
}

/** Between two rules: told apart from what one rule is about. */
const ofTwo = [
  'denied-elsewhere',
  'score-overlap',
  'ambiguous-duplicate',
  'ambiguous-equivalent-blanket',
  'ambiguous-blanket-versus-real',
  'ambiguous-multiple-real',
] as const satisfies readonly HealthCode[];
type OfTwo = (typeof ofTwo)[number];
const isOfTwo = (code: string): code is OfTwo => (ofTwo as readonly string[]).includes(code);

/** What the linter says of one rule, with since when it is so and what the fix is about. */
function ofLinter(rule: RuleInForce, { code, values, where }: Finding, world: HealthWorld): Told[] {
  if (!isHealthCode(code) || isOfTwo(code)) return [];
  const day = (values['day'] ?? null) as CivilDate | null;
  const { course, program } = values;
  if (course !== undefined) {
    const known = underCode(world.courses, course);
    return [
      {
        code,
        day: code === 'course-inactive' ? (known?.since ?? null) : null,
        values,
        subject: course,
      },
    ];
  }
  if (program !== undefined) return [{ code, day: null, values, subject: program }];
  if (code === 'score-gap') {
    const { premise } = rule.definition;
    const isBelow = 'mc' in premise && premise.belowScore === values['from'];
    return isBelow ? [{ code, day: null, values, subject: premise.mc }] : [];
  }
  // Windows for certificates and terms lie in the past on purpose; that they have just closed is worth a look.
  if (code === 'certificates-closed' || code === 'term-closed' || code === 'claim-closed')
    return day !== null && closedLately(day, world.today) ? [{ code, day, values }] : [];
  const about = leavesIn(rule.definition.premise).find((one) => one.where === where)?.leaf.mc;
  if (code === 'micro-credential-withdrawn')
    return [{ code, day: world.microCredentials[about ?? '']?.since ?? null, values }];
  return [{ code, day, values }];
}

/** One finding for each thing that two rules have in common, of the later rule, with the first of the others and how many there are. */
function ofPairs(rule: RuleInForce, linted: readonly Finding[], world: HealthWorld): HealthFinding[] {
  const byCode = new Map<HealthCode, RuleInForce[]>();
  const others = new Map(world.others.map((one) => [one.ruleCode, one]));
  for (const { code, values, severity } of linted) {
    // A ladder of minimums is meant: whoever reaches the higher step gets the better of both.
    if (!isOfTwo(code) || (code === 'score-overlap' && severity === 'warning')) continue;
    const other = others.get(values['code'] ?? '');
    if (other === undefined || !isLater(rule, other)) continue;
    const named = nameOfPair(code, rule, other);
    byCode.set(named, [...(byCode.get(named) ?? []), other]);
  }
  return [...byCode].map(([code, met]) => {
    const [first] = met;
    const { id = '', title = '' } = first ?? {};
    return {
      ...toldOf(rule, {
        code,
        day: first === undefined ? null : sinceBoth(rule, first),
        values: { rule: title },
      }),
      other: { id, title, more: met.length - 1 },
    };
  });
}

/** Asked for the same and giving something else, two rules contradict each other, whatever else is said of them. */
function nameOfPair(code: OfTwo, a: RuleInForce, b: RuleInForce): HealthCode {
  if (code === 'denied-elsewhere') return code;
  if (canonicalJson(a.definition.premise) !== canonicalJson(b.definition.premise)) return code;
  return saidBy(a.definition) === saidBy(b.definition) ? 'ambiguous-duplicate' : 'other-outcome';
}

function isLater(a: RuleInForce, b: RuleInForce): boolean {
  const [ofA, ofB] = [a.publishedOn ?? '', b.publishedOn ?? ''];
  return ofA === ofB ? a.id > b.id : ofA > ofB;
}

/** The first day on which both were in force. */
function sinceBoth(a: RuleInForce, b: RuleInForce): CivilDate | null {
  const days = [a, b].flatMap(({ publishedOn, definition }) => [publishedOn, definition.claimWindow?.from]);
  return (days.filter(Boolean).sort().at(-1) ?? null) as CivilDate | null;
}

function eachOnce(findings: readonly HealthFinding[]): HealthFinding[] {
  return [...new Map(findings.map((one) => [`${one.code} ${canonicalJson(one.values)}`, one])).values()];
}
