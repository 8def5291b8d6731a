import { createHash } from 'node:crypto';
import {
  type Book,
  type ComparedHolder,
  compareOne,
  countDifferences,
  openBook,
} from '@/lib/catalog/compare-books';
import { type Effect, type EffectRow, inOrderOfLoss } from '@/lib/catalog/effect';
import { estimateHref, nothingStated } from '@/lib/catalog/estimate-query';
import { type MadeHolder, madeHolders } from '@/lib/catalog/made-holders';
import { reachOf } from '@/lib/catalog/reach-of-change';
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
  courseTitles: Readonly<Record<string, string>>;
  isTooLarge: boolean;
}

/** @units holders that are tried, made from one offer and from two */
const most = { offers: 400, pairs: 200 };
/**
 * Tries both books on everybody whom the difference between them may reach and who is made from what rules ask for; others have their turn in
 * between. Null where more rules have a say than are looked at.
 */
export async function effectOfBooks(books: BooksToCompare): Promise<Effect | null> {
  if (books.isTooLarge) return null;
  const { institution, day, before, after } = books;
  const { holders, leftOut } = madeHolders(before, after, reachOf(before, after), day, most);
  const compared: ComparedHolder<MadeHolder>[] = [];
  const [was, will] = [openBook(before), openBook(after)];
  await inTurns(holders, (holder) => {
    compared.push(compareOne(holder, was, will));
  });
  const count = (from: MadeHolder['from']) => holders.filter((one) => one.from === from).length;
  const entries = new Map(
    [...before.microCredentials, ...after.microCredentials].map((one) => [one.slug, one]),
  );
  const awarded = compared.flatMap(({ before: was, after: will }) =>
    [was, will].flatMap((one) => (one.kind === 'given' ? one.lines.map(({ target }) => target) : [])),
  );
  const turn = ({ difference }: ComparedHolder) => inOrderOfLoss.indexOf(difference);
  return {
    homeUnit: institution.homeUnit,
    day,
    counts: countDifferences(compared),
    tried: { offer: count('offer'), pair: count('pair') },
    leftOut,
    courses: Object.fromEntries(
      [...new Set(awarded)].flatMap((code) => {
        const title = books.courseTitles[code];
        return title === undefined ? [] : [[code, title]];
      }),
    ),
    rows: [...compared].sort((a, b) => turn(a) - turn(b)).map((one) => toRow(one, books, entries)),
    mark: markOf(books),
  };
}

/** The mark of all that a comparison is worked out from: alike where nothing of it has changed. */
export function markOf({ day, before, after }: BooksToCompare): string {
  return createHash('sha256')
    .update(canonicalJson([day, before, after]))
    .digest('hex')
    .slice(0, 16);
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
