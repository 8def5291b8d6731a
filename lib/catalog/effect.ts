import type { HomeUnit } from '@/lib/amount/unit';
import type { CivilDate } from '@/lib/kernel/civil-date';
import type { Difference, Earned } from './compare-books';
import type { MadeHolder } from './made-holders';

/** One holder whom a change was tried on. */
export interface EffectRow {
  difference: Difference;
  from: MadeHolder['from'];
  certificates: { title: string; language: string | null; score: string | null }[];
  assessments: readonly { id: string; score: string }[];
  program: string | null;
  before: Earned;
  after: Earned;
  /** An estimate with exactly that, by what is in force. */
  href: string;
}

/** What a change would do, as far as it was tried. */
export interface Effect {
  homeUnit: HomeUnit;
  /** Of the claims that were tried, where no window asks for another one. */
  day: CivilDate;
  counts: Record<Difference, number>;
  tried: Record<MadeHolder['from'], number>;
  /** Made and not tried, since there are too many. */
  leftOut: number;
  /** What the courses in the rows are called, by code. */
  courses: Readonly<Record<string, string>>;
  /** Those who would lose everything come first. */
  rows: EffectRow[];
  /** What it was worked out from: two that are alike come from the same books. */
  mark: string;
}

/** In which order a list is read. */
export const inOrderOfLoss = [
  'nothing',
  'less',
  'otherwise',
  'more',
  'unsaid',
  'same',
] as const satisfies readonly Difference[];

/** @units rows that stand beside what would change */
export const rowsInSight = 3;

/** The same with so many rows at most, none of them of somebody for whom nothing changes. */
export function inSight(effect: Effect | null, rows: number): Effect | null {
  return (
    effect && {
      ...effect,
      rows: effect.rows.filter(({ difference }) => difference !== 'same').slice(0, rows),
    }
  );
}
