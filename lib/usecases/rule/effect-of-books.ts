import { createHash } from 'node:crypto';
import type { HomeUnit } from '@/lib/amount/unit';
import {
  type Book,
  type ComparedHolder,
  compareOne,
  countDifferences,
  type Difference,
  type Earned,
} from '@/lib/catalog/compare-books';
import { estimateHref, nothingStated } from '@/lib/catalog/estimate-query';
import { type MadeHolder, madeHolders, reachOf } from '@/lib/catalog/made-holders';
import type { Holdable } from '@/lib/db/catalog-entries';
import type { Institution } from '@/lib/db/institutions';
import { canonicalJson } from '@/lib/kernel/canonical-json';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { inTurns } from '../in-turns';

/** Two books, and the day of the claims that are tried on both. */
export interface BooksToCompare {
  institution: Pick<Institution, 'slug' | 'homeUnit'>;
  today: CivilDate;
  day: CivilDate;
  before: Book<Holdable>;
  after: Book<Holdable>;
  isTooLarge: boolean;
}

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
  /** Those who would lose everything come first. */
  rows: EffectRow[];
  /** What it was worked out from: two that are alike come from the same books. */
  mark: string;
}

/** @units holders that are tried, made from one offer and from two */
const most = { offers: 400, pairs: 200 };
/** In which order a list is read. */
export const inOrderOfLoss = [
  'nothing',
  'less',
  'otherwise',
  'more',
  'unsaid',
  'same',
] as const satisfies readonly Difference[];

/**
 * Tries both books on everybody whom the difference between them may reach and who is made from what rules ask for; others have their turn in
 * between. Null where more rules have a say than are looked at.
 */
export async function effectOfBooks(books: BooksToCompare): Promise<Effect | null> {
  if (books.isTooLarge) return null;
  const { institution, day, before, after } = books;
  const { holders, leftOut } = madeHolders(before, after, reachOf(before, after), day, most);
  const compared: ComparedHolder<MadeHolder>[] = [];
  await inTurns(holders, (holder) => {
    compared.push(compareOne(holder, before, after));
  });
  const count = (from: MadeHolder['from']) => holders.filter((one) => one.from === from).length;
  const entries = new Map(
    [...before.microCredentials, ...after.microCredentials].map((one) => [one.slug, one]),
  );
  const turn = ({ difference }: ComparedHolder) => inOrderOfLoss.indexOf(difference);
  return {
    homeUnit: institution.homeUnit,
    day,
    counts: countDifferences(compared),
    tried: { offer: count('offer'), pair: count('pair') },
    leftOut,
    rows: [...compared].sort((a, b) => turn(a) - turn(b)).map((one) => toRow(one, books, entries)),
    mark: createHash('sha256')
      .update(canonicalJson([day, before, after]))
      .digest('hex')
      .slice(0, 16),
  };
}

function toRow(
  { holder, before, after, difference }: ComparedHolder<MadeHolder>,
  { institution, today }: BooksToCompare,
  entries: ReadonlyMap<string, Holdable>,
): EffectRow {
  const { from, holdings, assessments, program, claimDate, termStart } = holder;
  return {
    ...{ difference, from, assessments, program, before, after },
    certificates: holdings.map(({ slug, score }) => {
      const entry = entries.get(slug);
      return { title: entry?.title ?? slug, language: entry?.language ?? null, score };
    }),
    href: estimateHref({
      ...nothingStated,
      ...{ holdings, assessments, program, termStart },
      institution: institution.slug,
      claimDate: claimDate === today ? null : claimDate,
    }),
  };
}
