import type { CivilDate } from '@/lib/kernel/civil-date';
import { Criterion } from '@/lib/review/rubric';
import { daysToDecide, type DepartmentColumn, seatsOf } from './barriers';
import type { DecidedReview, Facts, StageFact } from './facts';
import { type FigureTable, type Shown, tabulate } from './figure-table';
import { percentile, percentOf, type Spread, spreadOf } from './spread';
import { type TurnHolder, turnHolders, turnsOf } from './stage-turns';
import { isSmall, withheldOf } from './withheld';
import type { CountDays } from './working-days';

/** The way of a case, step by step: until it is sent to its department, its stages, and until it is published. */
export const steps = ['routing', 'department', 'committee', 'dean', 'publishing', 'whole'] as const;
export type Step = (typeof steps)[number];

/** What each of some parts is of their total. Null is withheld. */
export interface Parts<Key extends string> {
  total: number | null;
  parts: { key: Key; n: number | null; percent: number | null }[];
}

/** A spread of at least ten, or of none; null is withheld. */
export type ShownSpread = Spread | { n: 0 } | null;

/** The upper ends of the ages by which open cases are sorted. @units business days */
export const ages = ['week', 'threeWeeks', 'sixWeeks', 'longer'] as const;
export type Age = (typeof ages)[number];
const ageOf = (days: number): Age =>
  days <= 5 ? 'week' : days <= 15 ? 'threeWeeks' : days <= 30 ? 'sixWeeks' : 'longer';

/** What is told of a period beside one figure a barrier. */
export interface Details {
  credit: Shown;
  recommended: Shown;
  asIs: Shown;
  inForce: Parts<'course' | 'place' | 'none'>;
  criteria: { criterion: Criterion; mean: Shown }[];
  coverage: Parts<'full' | 'partial' | 'none'>;
  steps: { step: Step; spread: ShownSpread }[];
  turns: { holder: TurnHolder; spread: ShownSpread; percent: number | null }[];
  open: Parts<Age>;
  /** Ballots that are missing in open stages. */
  waiting: number | null;
  /** People who voted in the period. */
  reviewers: number | null;
  turnaround: ShownSpread;
  /** Stages with several ballots in which all went alike. */
  agreement: Shown;
}

/** Everything that is told of the facts at hand, be they of one department or of all. `today` is when open cases are looked at. */
export function detailsOf(facts: Facts, today: CivilDate, count: CountDays): Details {
  const { decided } = facts;
  const closed = facts.stages.filter(({ closedOn }) => closedOn !== null);
  const open = facts.stages.filter(({ closedOn }) => closedOn === null);
  const giving = decided.filter(({ end }) => end === 'credit');
  const recommended = decided.filter(({ isRecommended }) => isRecommended);
  const voted = seatsOf(closed).flatMap(({ seatedOn, votedOn }) =>
    votedOn === null ? [] : [count(seatedOn, votedOn)],
  );
  const missing = open.flatMap(({ seats }) => seats.filter(({ votedOn }) => votedOn === null));
  const people = new Set(
    closed.flatMap(({ seats }) => seats.flatMap(({ person, votedOn }) => (votedOn === null ? [] : [person]))),
  );
  const inForce = (as: 'course' | 'place' | 'none') =>
    facts.inForce.reduce((sum, one) => sum + (one.countsAs === as ? one.n : 0), 0);
  return {
    credit: shareOf(giving.length, decided.length),
    recommended: shareOf(recommended.length, decided.length),
    asIs: shareOf(recommended.filter(({ isAsIs }) => isAsIs === true).length, recommended.length),
    inForce: partsOf([
      ['course', inForce('course')],
      ['place', inForce('place')],
      ['none', inForce('none')],
    ]),
    criteria: criteriaOf(facts),
    coverage: partsOf(
      (['full', 'partial', 'none'] as const).map((level) => [
        level,
        facts.coverage.reduce((sum, one) => sum + one[level], 0),
      ]),
    ),
    steps: steps.map((step) => ({ step, spread: atLeastTen(daysIn(step, decided, closed, count)) })),
    turns: turnsIn(closed, today, count),
    open: partsOf(
      ages.map((age) => [age, open.filter(({ openedOn }) => ageOf(count(openedOn, today)) === age).length]),
    ),
    waiting: isSmall(missing.length) ? null : missing.length,
    reviewers: isSmall(people.size) ? null : people.size,
    turnaround: atLeastTen(voted),
    agreement: agreementIn(closed),
  };
}

/**
 * The same of one department, without what the tables of all departments withhold of it: a department that is withheld beside a smaller one
 * must not be told of by itself.
 */
export function asTold(
  details: Details,
  told: { decided: boolean; stages: boolean; scores: boolean; steps: readonly Shown[] },
): Details {
  const none = <Key extends string>({ parts }: Parts<Key>): Parts<Key> => ({
    total: null,
    parts: parts.map(({ key }) => ({ key, n: null, percent: null })),
  });
  const { decided, stages, scores } = told;
  return {
    ...details,
    ...(!decided && {
      credit: null,
      recommended: null,
      asIs: null,
      coverage: none(details.coverage),
    }),
    ...(!scores && { criteria: details.criteria.map(({ criterion }) => ({ criterion, mean: null })) }),
    ...(!stages && {
      turns: details.turns.map(({ holder }) => ({ holder, spread: null, percent: null })),
      reviewers: null,
      turnaround: null,
      agreement: null,
    }),
    steps: details.steps.map((one, at) => (told.steps[at] === null ? { ...one, spread: null } : one)),
  };
}

/** The median of each step, by department. Steps follow each other, and do not add up. */
export function stepTable(
  { decided, stages }: Facts,
  columns: readonly DepartmentColumn[],
  count: CountDays,
): FigureTable<DepartmentColumn> {
  const closed = stages.filter(({ closedOn }) => closedOn !== null);
  const facts = steps.flatMap((step) => [
    ...daysOfStep(step, decided, closed, count).map((one) => ({ step, ...one })),
  ]);
  return tabulate({
    facts,
    rows: steps,
    columns,
    rowOf: ({ step }) => step,
    columnOf: ({ departmentId }) => departmentId,
    measure: (some) =>
      percentile(
        some.map(({ days }) => days),
        0.5,
      ),
    addsUp: false,
  });
}

function daysOfStep(
  step: Step,
  decided: readonly DecidedReview[],
  closed: readonly StageFact[],
  count: CountDays,
): { departmentId: string | null; days: number }[] {
  if (step === 'routing' || step === 'publishing' || step === 'whole')
    return decided.flatMap((one) => {
      const { departmentId, handedInOn, routedOn, decidedOn, publishedOn } = one;
      if (step === 'whole') return [{ departmentId, days: daysToDecide(one, count) }];
      if (step === 'routing') return [{ departmentId, days: count(handedInOn, routedOn) }];
      return publishedOn === null ? [] : [{ departmentId, days: count(decidedOn, publishedOn) }];
    });
  return closed.flatMap(({ departmentId, kind, openedOn, closedOn }) =>
    kind === step && closedOn !== null ? [{ departmentId, days: count(openedOn, closedOn) }] : [],
  );
}

const daysIn = (...of: Parameters<typeof daysOfStep>) => daysOfStep(...of).map(({ days }) => days);

function atLeastTen(numbers: readonly number[]): ShownSpread {
  return isSmall(numbers.length) ? null : (spreadOf(numbers) ?? { n: 0 });
}

function shareOf(part: number, n: number): Shown {
  return isSmall(n) ? null : { n, value: percentOf(part, n) };
}

/** Parts of a total, each with its share, as far as none below ten is told by it. */
export function partsOf<Key extends string>(counts: readonly (readonly [Key, number])[]): Parts<Key> {
  const total = counts.reduce((sum, [, n]) => sum + n, 0);
  const hidden = withheldOf(counts.map(([, n]) => n));
  return {
    total: hidden.total ? null : total,
    parts: counts.map(([key, n], index) =>
      hidden.parts[index] === false
        ? { key, n, percent: hidden.total ? null : percentOf(n, total) }
        : { key, n: null, percent: null },
    ),
  };
}

function criteriaOf({ scores }: Facts): Details['criteria'] {
  return Criterion.options.map((criterion) => {
    const own = scores.filter((one) => one.criterion === criterion);
    const [n, total] = [
      own.reduce((sum, one) => sum + one.n, 0),
      own.reduce((sum, one) => sum + one.total, 0),
    ];
    return { criterion, mean: isSmall(n) ? null : { n, value: n === 0 ? null : total / n } };
  });
}

/** How long stages were whose turn, and which share of all their days that is. A stage that never was somebody's turn counts no day for them. */
function turnsIn(closed: readonly StageFact[], today: CivilDate, count: CountDays): Details['turns'] {
  const spent = closed.map((stage) => turnsOf(stage, today, count));
  const daysOf = (holder: TurnHolder) => spent.map((one) => one[holder]).filter((days) => days > 0);
  const total = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);
  const all = total(turnHolders.map((holder) => total(daysOf(holder))));
  // A share that is left over would tell of the few.
  const isTold = turnHolders.every((holder) => !isSmall(daysOf(holder).length));
  return turnHolders.map((holder) => {
    const days = daysOf(holder);
    return {
      holder,
      spread: atLeastTen(days),
      percent: isTold ? percentOf(total(days), all) : null,
    };
  });
}

function agreementIn(closed: readonly StageFact[]): Shown {
  const several = closed
    .map(({ seats }) =>
      seats.flatMap(({ choice }) => (choice === null || choice === 'abstain' ? [] : [choice])),
    )
    .filter((choices) => choices.length > 1);
  return shareOf(several.filter((choices) => new Set(choices).size === 1).length, several.length);
}
