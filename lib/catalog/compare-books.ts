import { parseRational } from '@/lib/amount/rational';
import { type Budget, createBudget } from '@/lib/credit/budget';
import { canonicalCase } from '@/lib/credit/canonical';
import { evaluateWithTrace, type Trace } from '@/lib/credit/evaluate';
import type { CreditCase, LineKind } from '@/lib/credit/input';
import { Refusal } from '@/lib/kernel/refusal';
import { buildEstimateCreditCase } from './estimate-case';
import type { OfferedMicroCredential } from './exact-holder';
import { useOfLimits } from './limit-use';
import type { Offer, OfferFacts } from './offer';

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

/**
 * What each of these holders would get by one book and by another, in the same order: what the engine says, and nothing else.
 * @units home unit   @source docs/domain.md §7.3 (estimates run the same engine), §11.1
 */
export function compareBooks<H extends Holder, M extends OfferedMicroCredential>(
  holders: readonly H[],
  before: Book<M>,
  after: Book<M>,
): ComparedHolder<H>[] {
  return holders.map((holder) => compareOne(holder, before, after));
}

/** The same of one holder. */
export function compareOne<H extends Holder, M extends OfferedMicroCredential>(
  holder: H,
  before: Book<M>,
  after: Book<M>,
): ComparedHolder<H> {
  const [was, will] = [earnedBy(before, holder), earnedBy(after, holder)];
  return { holder, before: was, after: will, difference: differenceOf(was, will) };
}

/** What somebody would get by a book. @units home unit, exact */
export function earnedBy<M extends OfferedMicroCredential>(book: Book<M>, holder: Holder): Earned {
  const { policy } = book;
  if (policy === null) return { kind: 'unsaid', why: 'no-policy' };
  const { claimDate, termStart, assessments, holdings } = holder;
  const bySlug = new Map(book.microCredentials.map((one) => [one.slug, one]));
  const input = canonicalCase(
    buildEstimateCreditCase(
      {
        policy,
        courses: book.courses,
        relations: book.relations,
        microCredentials: book.microCredentials,
        program: book.programs.find(({ code }) => code === holder.program) ?? null,
        rules: book.rules,
        student: { claimDate, ...(termStart && { termStart }), assessments, earned: [] },
      },
      holdings.map((stated) => ({ stated, entry: bySlug.get(stated.slug) ?? null })),
    ),
  );
  if (input.rules.length === 0) return { kind: 'undecided' };
  return earnedIn(input, createBudget(mostWork));
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
