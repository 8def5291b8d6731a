import type { DecidedReview, Facts, Seat, StageFact } from './facts';
import { type FigureTable, type Line, tabulate } from './figure-table';
import { type Quarter, quarterOf } from './quarter';
import { percentile, percentOf } from './spread';
import type { CountDays } from './working-days';

/**
 * What keeps credit from being given, as leaders of universities name it. @source Coursera, Micro-Credentials Impact Report 2025:
 * awareness 50 %, integration into the curriculum 45 %, quality 35 %, resources 53 %, faculty engagement 47 %
 */
export const barriers = ['awareness', 'integration', 'quality', 'resources', 'engagement'] as const;
export type Barrier = (typeof barriers)[number];

/** In what a barrier's figure is told, and which way is better. @units count · percent · business days */
export const measureOf: Record<Barrier, { unit: 'count' | 'percent' | 'days'; better: 'more' | 'less' }> = {
  awareness: { unit: 'count', better: 'more' },
  integration: { unit: 'percent', better: 'more' },
  quality: { unit: 'percent', better: 'more' },
  resources: { unit: 'days', better: 'less' },
  engagement: { unit: 'percent', better: 'more' },
};

/**
 * How many institutions that offer micro-credentials offer them for credit, in Europe, worldwide and in North America. Another measure
 * than the share of decided certificates that give credit, and drawn beside it only to have something to look at. @units percent
 * @source Coursera, Micro-Credentials Impact Report 2025, after docs/domain.md
 */
export const creditOffered = { europe: 46, world: 53, northAmerica: 59 } as const;

/** A department by its id; null is the cases of none. */
export type DepartmentColumn = string | null;
export type BarrierTable = FigureTable<DepartmentColumn>;

/** A seat in a stage that has ended: whether its ballot came by the due day. */
export interface SeatTold extends Seat {
  departmentId: string | null;
  quarter: Quarter;
  isInTime: boolean;
}

/** The seats of stages that have ended and had a due day. */
export function seatsOf(stages: readonly StageFact[]): SeatTold[] {
  return stages.flatMap(({ departmentId, closedOn, dueOn, seats }) =>
    closedOn === null || dueOn === null
      ? []
      : seats.map((seat) => ({
          ...seat,
          departmentId,
          quarter: quarterOf(closedOn),
          isInTime: seat.votedOn !== null && seat.votedOn <= dueOn,
        })),
  );
}

/** Business days from handing in to the decision. */
export function daysToDecide({ handedInOn, decidedOn }: DecidedReview, count: CountDays): number {
  return count(handedInOn, decidedOn);
}

/** One figure a barrier, by quarter and department. `columns` are the departments of which there is anything to tell. */
export function barrierTables(
  facts: Facts,
  rows: readonly Quarter[],
  columns: readonly DepartmentColumn[],
  count: CountDays,
): Record<Barrier, BarrierTable> {
  const columnOf = ({ departmentId }: { departmentId: string | null }): DepartmentColumn => departmentId;
  const grid = { rows, columns, columnOf, addsUp: true };
  const share = <Fact>(some: readonly Fact[], is: (fact: Fact) => boolean) =>
    percentOf(some.filter(is).length, some.length);
  const ofDecided = {
    ...grid,
    facts: facts.decided,
    rowOf: ({ decidedOn }: DecidedReview) => quarterOf(decidedOn),
  };
  const sum = <Fact>(some: readonly Fact[], of: (fact: Fact) => number) =>
    some.reduce((total, fact) => total + of(fact), 0);
  return {
    awareness: tabulate({
      facts: facts.requests,
      rows,
      columns: [null],
      rowOf: ({ quarter }) => quarter,
      columnOf: () => null,
      countOf: ({ askers }) => askers,
      measure: (some) => sum(some, ({ askers }) => askers),
      addsUp: true,
    }),
    integration: tabulate({
      ...ofDecided,
      measure: (some) => share(some, ({ end }) => end === 'credit'),
    }),
    quality: tabulate({
      ...grid,
      facts: facts.scores,
      rowOf: ({ quarter }) => quarter,
      countOf: ({ n }) => n,
      measure: (some) =>
        percentOf(
          sum(some, ({ good }) => good),
          sum(some, ({ n }) => n),
        ),
    }),
    resources: tabulate({
      ...ofDecided,
      measure: (some) =>
        percentile(
          some.map((one) => daysToDecide(one, count)),
          0.5,
        ),
    }),
    engagement: tabulate({
      ...grid,
      facts: seatsOf(facts.stages),
      rowOf: ({ quarter }) => quarter,
      measure: (some) => share(some, ({ isInTime }) => isInTime),
    }),
  };
}

/** The latest figure that is shown, with how far it is from the first one; no change where only one is shown. */
export function changeIn({ rows }: Line): { latest: number; change: number | null; at: number } | null {
  const shown = rows.flatMap((figure, at) => (figure?.value == null ? [] : [{ value: figure.value, at }]));
  const [first, last] = [shown[0], shown.at(-1)];
  if (first === undefined || last === undefined) return null;
  return {
    latest: last.value,
    at: last.at,
    change: first.at === last.at ? null : Math.round(last.value) - Math.round(first.value),
  };
}

/** Whether a change goes the wrong way by enough to be said: two days, or two points. */
export function isWorse(barrier: Barrier, change: number | null): boolean {
  if (change === null || measureOf[barrier].unit === 'count') return false;
  return measureOf[barrier].better === 'less' ? change >= 2 : change <= -2;
}

/** The department whose decisions have become slower by most, where there is one. */
export function slowest({
  columns,
}: BarrierTable): { column: DepartmentColumn; latest: number; change: number } | null {
  return columns
    .flatMap(({ column, line }) => {
      const moved = changeIn(line);
      return moved?.change != null && isWorse('resources', moved.change)
        ? [{ column, latest: moved.latest, change: moved.change }]
        : [];
    })
    .reduce<ReturnType<typeof slowest>>(
      (most, one) => (most === null || one.change > most.change ? one : most),
      null,
    );
}
