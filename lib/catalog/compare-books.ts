import { parseRational } from '@/lib/amount/rational';
import { type Budget, createBudget } from '@/lib/credit/budget';
import { canonicalCase } from '@/lib/credit/canonical';
import { evaluateWithTrace, type Trace } from '@/lib/credit/evaluate';
import type { CreditCase, LineKind } from '@/lib/credit/input';
import { isAssessmentLeaf, leavesOf } from '@/lib/credit/premise';
import { foldCourseCode } from '@/lib/institution/course-code';
import { type CivilDate, isWithin } from '@/lib/kernel/civil-date';
import { Refusal } from '@/lib/kernel/refusal';
import { curriculumCodesIn } from '@/lib/rule/rule-version';
import type { CreditCaseCourse, CreditCaseRule } from './credit-case-input';
import { buildEstimateCreditCase, provenBy } from './estimate-case';
import type { OfferedMicroCredential } from './exact-holder';
import { useOfLimits } from './limit-use';
import { programsOf } from './offer-answer';
import type { Offer, OfferFacts } from './offered';

/** All that decides who gets what at an institution. May hold more than somebody needs. */
export type Book<M extends OfferedMicroCredential = OfferedMicroCredential> = Omit<OfferFacts<M>, 'day'>;

/** Somebody by what is held and said alone: exactly what an estimate would have to be told. */
export type Holder = NonNullable<Offer['asks']>;

/** One line that is awarded. @units home unit, exact */
export interface EarnedLine {
  /** Id of the rule version that awards it. */
  rule: string;
  kind: LineKind;
  target: string;
  awarded: string;
  counted: string;
}

/** Why nobody can say what somebody would get. */
export type Unsaid = 'no-policy' | 'too-complex' | 'course-without-credit';

/**
 * What somebody would get by one book: something, nothing although rules speak of what is held, a decided no, no word of it at all, which
 * is not a no, or what nobody can say.
 */
export type Earned =
  | { kind: 'given'; awarded: string; counted: string; lines: readonly EarnedLine[] }
  | { kind: 'none' }
  | { kind: 'denied' }
  | { kind: 'undecided' }
  | { kind: 'unsaid'; why: Unsaid };

/**
 * How two answers differ: more or less counts toward the program, or counts alike and more or less is awarded; nothing is left of something; the same
 * amount, but as something else, or told otherwise; the same; or nobody can say.
 */
export const differences = ['more', 'less', 'nothing', 'otherwise', 'same', 'unsaid'] as const;
export type Difference = (typeof differences)[number];

/** What one holder would get by two books. */
export interface ComparedHolder<H extends Holder = Holder> {
  holder: H;
  before: Earned;
  after: Earned;
  difference: Difference;
}

/** @units steps of the engine for one holder and book */
const mostWork = 200_000;

/** A book in which what somebody holds is found at once; made once, asked for each holder. */
export interface OpenedBook<M extends OfferedMicroCredential = OfferedMicroCredential> {
  book: Book<M>;
  bySlug: ReadonlyMap<string, M>;
  /** By the code however it is written. */
  courses: ReadonlyMap<string, readonly CreditCaseCourse[]>;
  /** Rules by the ids of micro-credentials, and by the assessments, that they name. */
  naming: Readonly<Record<'microCredential' | 'assessment', ReadonlyMap<string, readonly CreditCaseRule[]>>>;
}

/** Files every rule under what it names; linear in the number of leaves. */
export function openBook<M extends OfferedMicroCredential>(book: Book<M>): OpenedBook<M> {
  const naming = {
    microCredential: new Map<string, CreditCaseRule[]>(),
    assessment: new Map<string, CreditCaseRule[]>(),
  };
  for (const rule of book.rules)
    for (const leaf of leavesOf(rule.definition.premise)) {
      const [index, key] = isAssessmentLeaf(leaf)
        ? [naming.assessment, leaf.assessment]
        : [naming.microCredential, leaf.mc];
      const some = index.get(key);
      if (some === undefined) index.set(key, [rule]);
      else if (some.at(-1) !== rule) some.push(rule);
    }
  const courses = new Map<string, CreditCaseCourse[]>();
  for (const course of book.courses) {
    const code = foldCourseCode(course.code);
    courses.set(code, [...(courses.get(code) ?? []), course]);
  }
  return { book, naming, courses, bySlug: new Map(book.microCredentials.map((one) => [one.slug, one])) };
}

/**
 * What each of these holders would get by one book and by another, in the same order: what the engine says, and nothing else.
 * @units home unit   @source docs/domain.md §7.3 (estimates run the same engine), §11.1
 */
export function compareBooks<H extends Holder, M extends OfferedMicroCredential>(
  holders: readonly H[],
  before: Book<M>,
  after: Book<M>,
): ComparedHolder<H>[] {
  const [was, will] = [openBook(before), openBook(after)];
  return holders.map((holder) => compareOne(holder, was, will));
}

/** The same of one holder. */
export function compareOne<H extends Holder, M extends OfferedMicroCredential>(
  holder: H,
  before: OpenedBook<M>,
  after: OpenedBook<M>,
): ComparedHolder<H> {
  const [was, will] = [earnedBy(before, holder), earnedBy(after, holder)];
  return { holder, before: was, after: will, difference: differenceOf(was, will) };
}

/** What somebody would get by a book. @units home unit, exact */
export function earnedBy<M extends OfferedMicroCredential>(
  { book, bySlug, courses, naming }: OpenedBook<M>,
  holder: Holder,
): Earned {
  const { policy } = book;
  const { claimDate, termStart, assessments, holdings } = holder;
  const entries = holdings.map((stated) => ({ stated, entry: bySlug.get(stated.slug) ?? null }));
  const proven = entries.flatMap(({ entry }) => (entry === null ? [] : provenBy(entry)));
  const named = new Set([
    ...proven.flatMap((id) => naming.microCredential.get(id) ?? []),
    ...assessments.flatMap(({ id }) => naming.assessment.get(id) ?? []),
  ]);
  if (named.size === 0) return { kind: 'undecided' };
  if (policy === null) return { kind: 'unsaid', why: 'no-policy' };
  const program = book.programs.find(({ code }) => code === holder.program) ?? null;
  const rules = [...named].filter((rule) => mayApply(rule, program?.code ?? null, claimDate));
  const codes = new Set(rules.flatMap(({ definition }) => curriculumCodesIn(definition)).map(foldCourseCode));
  const input = buildEstimateCreditCase(
    {
      policy,
      courses: [...codes].flatMap((code) => courses.get(code) ?? []),
      relations: book.relations,
      microCredentials: book.microCredentials,
      program,
      rules,
      student: { claimDate, ...(termStart && { termStart }), assessments, earned: [] },
    },
    entries,
  );
  return earnedIn(canonicalCase(input), createBudget(mostWork));
}

/** Whether a rule is in force for the program and the day; what is not competes with nothing. @source tests/fixtures/credit-cases.json, algorithm 5 */
function mayApply(
  { status, definition: { programs, claimWindow } }: CreditCaseRule,
  program: string | null,
  claimDate: CivilDate,
): boolean {
  if (status !== 'published') return false;
  const codes = programsOf(programs);
  return (
    (codes === null || (program !== null && codes.includes(program))) &&
    (claimWindow === undefined || isWithin(claimWindow, claimDate))
  );
}

function earnedIn(input: CreditCase, budget: Budget): Earned {
  let trace: Trace;
  try {
    trace = evaluateWithTrace(input, budget);
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'unsaid', why: 'too-complex' };
    throw error;
  }
  const { evaluation, applications, denials } = trace;
  if (restsOnUnknown(input, trace)) return { kind: 'unsaid', why: 'course-without-credit' };
  if (applications.length === 0) return denials.length > 0 ? { kind: 'denied' } : { kind: 'none' };
  return {
    kind: 'given',
    ...evaluation.totals,
    lines: useOfLimits(input, trace).lines.map(({ rule, line, target, awarded, counted }) => ({
      ...{ rule, kind: line.kind, target, awarded, counted },
    })),
  };
}

/** Unknown is not nothing: whether a rule that is met takes its credit from a course of which nobody has said what it carries. */
function restsOnUnknown({ rules, catalog }: CreditCase, { evaluation }: Trace): boolean {
  return rules.some(({ id, deny, outcomes }) => {
    const reason = evaluation.rejected[id]?.reason;
    const isMet =
      reason === undefined ? deny !== true : reason === 'NO_NEW_CREDIT' || reason === 'NOT_SELECTED';
    return (
      isMet &&
      outcomes.some(({ lines }) =>
        lines.some(({ credits, target }) => 'catalog' in credits && catalog?.courses?.[target] === undefined),
      )
    );
  });
}

function differenceOf(before: Earned, after: Earned): Difference {
  if (before.kind === 'unsaid' || after.kind === 'unsaid') return 'unsaid';
  if (before.kind !== 'given' || after.kind !== 'given') {
    if (after.kind === 'given') return 'more';
    if (before.kind === 'given') return 'nothing';
    return before.kind === after.kind ? 'same' : 'otherwise';
  }
  for (const amount of ['counted', 'awarded'] as const) {
    const order = parseRational(after[amount]).compare(parseRational(before[amount]));
    if (order !== 0) return order > 0 ? 'more' : 'less';
  }
  return linesOf(before) === linesOf(after) ? 'same' : 'otherwise';
}

/** What is awarded, whichever rule it comes from. */
function linesOf({ lines }: Extract<Earned, { kind: 'given' }>): string {
  return lines
    .map(({ kind, target, awarded, counted }) => JSON.stringify([kind, target, awarded, counted]))
    .sort()
    .join();
}

/** How many there are of each difference. */
export function countDifferences(compared: readonly ComparedHolder[]): Record<Difference, number> {
  const counts = Object.fromEntries(differences.map((one) => [one, 0])) as Record<Difference, number>;
  for (const { difference } of compared) counts[difference] += 1;
  return counts;
}
