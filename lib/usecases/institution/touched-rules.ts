import { isId } from '@/lib/kernel/id';
import type { GroundChange } from './ground-change';
import { type ExampleFacts, exampleCreditCase } from '@/lib/catalog/example-case';
import { evaluate } from '@/lib/credit/evaluate';
import { listHoldable } from '@/lib/db/catalog-entries';
import { addNotices, type Ground, listResting } from '@/lib/db/change-notices';
import type { Database } from '@/lib/db/client';
import { type Colleague, findColleagues, listHolding } from '@/lib/db/colleagues';
import { findCourses, findPolicyInForce, getInstitution } from '@/lib/db/institutions';
import { enqueueMail } from '@/lib/db/outbox';
import type { Tx } from '@/lib/db/tx';
import { byCode, foldCourseCode } from '@/lib/institution/course-code';
import { afterChangeOf, type AfterChange } from '@/lib/institution/policy-version';
import { type Authored, authorIdsOf, isAuthorOf } from '@/lib/kernel/authors';
import { addDays, type CivilDate } from '@/lib/kernel/civil-date';
import { Refusal } from '@/lib/kernel/refusal';
import type { Finding } from '@/lib/rule/lint/finding';
import { exampleStudents } from '@/lib/rule/examples';
import {
  curriculumCodesIn,
  definitionInForce,
  microCredentialIdsIn,
  type RuleVersion,
} from '@/lib/rule/rule-version';
import { mailTexts, mailWords } from '../mail-words';
import { coursesAs, exceededBy } from './exceeded-by';

/** Where the step takes place: in a command, or in a pass over a file. `event` tells one change from another. */
export interface ChangePlace {
  database: Database;
  at: string;
  event: string;
}

/** A rule that rests on what changes, and what the engine gives a student who meets it, before and after. */
export interface TouchedRule {
  rule: RuleVersion;
  change: GroundChange;
  /** In the home unit: awarded, or counted where a program changes; null where nobody can say. */
  before: string | null;
  after: string | null;
  /** Amounts that it states and the course would not carry: it could not be published like this. */
  exceeds: Finding[];
  /** What the policy of the first day asks for. */
  asksFor: AfterChange;
}

/**
 * The step that finds what a change does to rules, decided or under review: every rule that grants the course, holds in the program by
 * name or names the certificate, each tried on a student who meets it exactly. A change of the catalog must be saved, others need not.
 */
export async function touchedRules(
  tx: Tx,
  { database }: Pick<ChangePlace, 'database'>,
  changes: readonly GroundChange[],
): Promise<TouchedRule[]> {
  const found: TouchedRule[] = [];
  for (const ground of ['course', 'program', 'micro_credential'] as const)
    for (const [day, sameDay] of byDay(changes.filter((change) => groundOf(change) === ground)))
      found.push(...(await touchedOn(tx, database, ground, day, sameDay)));
  return found;
}

async function touchedOn(
  tx: Tx,
  database: Database,
  ground: Ground,
  day: CivilDate,
  changes: readonly GroundChange[],
): Promise<TouchedRule[]> {
  const rules = await listResting(tx, ground, changes.map(nameOf), day);
  if (rules.length === 0) return [];
  const policy = await findPolicyInForce(tx, day);
  const courses = await findCourses(
    tx,
    [...new Set(rules.flatMap(({ definition }) => curriculumCodesIn(definition)))],
    day,
  );
  const ids = [
    ...new Set(rules.flatMap(({ definition }) => microCredentialIdsIn(definition.premise))),
  ].filter(isId);
  const after = await listHoldable(database, { ids, day });
  const before =
    ground === 'micro_credential' ? await listHoldable(database, { ids, day: addDays(day, -1) }) : after;
  const { homeUnit } = await getInstitution(tx, rules[0]?.tenantId ?? '');
  const amounts = { homeUnit, conversions: policy?.credit.conversions ?? {} };
  const known = { policy: policy?.credit ?? null, courses, microCredentials: { before, after } };
  return rules.flatMap((rule) =>
    changes
      .filter((change) => restsOn(rule, change))
      .map((change) => ({
        rule,
        change,
        before: earned(rule, day, known, change, 'before'),
        after: earned(rule, day, known, change, 'after'),
        exceeds: exceededBy(rule, courses, change, amounts),
        asksFor: afterChangeOf(policy?.review),
      })),
  );
}

function groundOf({ subject }: GroundChange): Ground {
  return subject === 'recommendation' ? 'micro_credential' : subject;
}

function nameOf(change: GroundChange): string {
  return 'microCredentialId' in change ? change.microCredentialId : change.code;
}

function restsOn({ definition }: RuleVersion, change: GroundChange): boolean {
  if ('microCredentialId' in change)
    return microCredentialIdsIn(definition.premise).includes(change.microCredentialId);
  if (change.subject === 'program') return definition.programs?.includes(change.code) ?? false;
  return curriculumCodesIn(definition).some((code) => foldCourseCode(code) === foldCourseCode(change.code));
}

function earned(
  version: RuleVersion,
  day: CivilDate,
  known: Pick<ExampleFacts, 'courses'> & {
    policy: ExampleFacts['policy'] | null;
    microCredentials: Record<'before' | 'after', ExampleFacts['microCredentials']>;
  },
  change: GroundChange,
  side: 'before' | 'after',
): string | null {
  const { policy } = known;
  const microCredentials = known.microCredentials[side];
  if (policy === null) return null;
  const definition = definitionInForce(version);
  const from = definition.claimWindow?.from;
  const claimDate = from && from > day ? from : day;
  const courses = change.subject === 'course' ? coursesAs(known.courses, change, side) : known.courses;
  // Unknown is not nothing: what takes its credit from a course without one, nobody can say.
  if (change.subject !== 'program' && restsOnUnknown(definition, courses)) return null;
  const program =
    change.subject === 'program'
      ? { code: change.code, totalCredits: change[side].totalCredits, limits: change[side].limits }
      : null;
  const [student] = exampleStudents(definition, claimDate);
  if (!student) return null;
  try {
    const { id, ruleId, ruleCode, version: number } = version;
    const rule = { id, ruleId, code: ruleCode, version: number, definition };
    const { totals } = evaluate(
      exampleCreditCase(rule, student, { claimDate, policy, courses, microCredentials, program }),
    );
    return change.subject === 'program' ? totals.counted : totals.awarded;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function restsOnUnknown(
  { outcomes }: Pick<RuleVersion['definition'], 'outcomes'>,
  courses: readonly { code: string; credits: string | null }[],
): boolean {
  const lines = outcomes.flatMap(({ lines }) => lines).filter(({ credits }) => 'catalog' in credits);
  const meant = byCode(
    courses,
    lines.map(({ target }) => target),
  );
  return lines.some(({ target }) => meant.get(target)?.credits === null);
}

/** Who answers for a rule: its authors and the chairs of its department; where there is neither, the registrars. */
export async function ownersOfRules(
  tx: Tx,
  rules: readonly Authored[],
): Promise<(rule: Authored & Pick<RuleVersion, 'departmentId'>) => Colleague[]> {
  const authors = await findColleagues(tx, [...new Set(rules.flatMap(authorIdsOf))]);
  const chairs = await listHolding(tx, ['chair']);
  const registrars = await listHolding(tx, ['registrar']);
  return ({ departmentId, ...text }) => {
    const leading = chairs.filter(({ roles }) =>
      roles.some((held) => held.role === 'chair' && held.departmentId === departmentId),
    );
    const owners = [...authors.filter(({ id }) => isAuthorOf(text, id)), ...leading];
    return owners.length > 0 ? owners : registrars;
  };
}

/** A change of a course or a program as it was saved: from which day it holds, and how many owners of mappings were told. */
export interface SavedChange {
  id: string;
  firstDay: CivilDate;
  told: number;
}

/**
 * The step after a change is saved: each touched rule gets a notice that stays until it is settled as the policy asks, and its owners
 * one mail about the whole change. Returns how many people were told.
 */
export async function tellOwners(
  tx: Tx,
  { at, event }: Pick<ChangePlace, 'at' | 'event'>,
  touched: readonly TouchedRule[],
  by: { tenantId: string; personId: string | null },
): Promise<number> {
  if (touched.length === 0) return 0;
  await addNotices(
    tx,
    touched.map(({ rule, change, before, after, asksFor }) => ({
      ruleVersionId: rule.id,
      subject: change.subject,
      subjectId: change.id,
      code: change.code,
      firstDay: change.firstDay,
      earnedBefore: before,
      earnedAfter: after,
      asksFor,
    })),
    { personId: by.personId, at },
  );
  const ownersOf = await ownersOfRules(
    tx,
    touched.map(({ rule }) => rule),
  );
  const owned = new Map<string, { email: string; codes: Set<string>; rules: Set<string> }>();
  for (const { rule, change } of touched) {
    for (const { id, email } of ownersOf(rule)) {
      const own = owned.get(id) ?? { email, codes: new Set(), rules: new Set() };
      own.codes.add(change.code);
      own.rules.add(rule.id);
      owned.set(id, own);
    }
  }
  for (const [id, { email, codes, rules }] of owned)
    await enqueueMail(tx, {
      tenantId: by.tenantId,
      kind: 'rule.ground-changed',
      dedupeKey: `rule.ground-changed:${event}:${id}`,
      payload: { to: email, ...mailAbout([...codes], rules.size), path: '/registrar/changes' },
    });
  return owned.size;
}

/** The first few by name stand for all. */
function mailAbout(codes: readonly string[], rules: number): { subject: string; text: string } {
  const named = codes.slice(0, 5).join(', ') + (codes.length > 5 ? ' …' : '');
  const { groundChanged, groundChangedForMany } = mailTexts.rule;
  return mailWords(rules === 1 ? groundChanged : groundChangedForMany, {
    codes: named,
    count: String(rules),
  });
}

function byDay(changes: readonly GroundChange[]): Map<CivilDate, GroundChange[]> {
  const days = new Map<CivilDate, GroundChange[]>();
  for (const change of changes) days.set(change.firstDay, [...(days.get(change.firstDay) ?? []), change]);
  return days;
}
