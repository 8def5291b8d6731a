import { formatRational, parseRational, type Rational, zero } from '@/lib/amount/rational';

/**
 * What an institution has come to about a certificate, as the register calls it; `undecided` is nothing that holds today, which is never a no.
 * `partly` gives credit in some programs alone, or with more than the certificate beside it.
 */
export type Word = 'yes' | 'partly' | 'no' | 'considered' | 'undecided';

/** What one institution, or one department of it, says about a certificate. */
export interface Said {
  /** Id of the institution or the department. */
  by: string;
  word: Word;
  /** The best that it gives; null where nothing is given, or there is no common unit. @units ECTS, exact */
  ects: string | null;
}

export interface Drift {
  /** Of those compared, the farthest from the first. @units ECTS, exact; null where one of two answers cannot be measured */
  difference: string | null;
}

/** What counts when answers are compared: a no is nothing, and what is not decided is not compared. */
function measured({ word, ects }: Said): Rational | null {
  if (word === 'no') return zero;
  return (word === 'yes' || word === 'partly') && ects !== null ? parseRational(ects) : null;
}

const isDecided = ({ word }: Said) => word === 'yes' || word === 'partly' || word === 'no';

/**
 * How far the answers of others are from one's own, by the largest difference; null where they do not differ, or one of them has not decided.
 * A yes and a no differ though the yes cannot be measured. @units ECTS, exact   @source docs/domain.md §5.5, §11.7
 */
export function driftOf(own: Said, others: readonly Said[]): Drift | null {
  if (!isDecided(own)) return null;
  const mine = measured(own);
  let most: Rational | null = null;
  let isUnmeasured = false;
  for (const other of others.filter(isDecided)) {
    const theirs = measured(other);
    if (mine === null || theirs === null) {
      isUnmeasured ||= (own.word === 'no') !== (other.word === 'no');
      continue;
    }
    const apart = mine.compare(theirs) >= 0 ? mine.sub(theirs) : theirs.sub(mine);
    if (apart.compare(zero) > 0 && (most === null || apart.compare(most) > 0)) most = apart;
  }
  if (most !== null) return { difference: formatRational(most) };
  return isUnmeasured ? { difference: null } : null;
}

/** The larger difference first, and what cannot be measured last. */
export function compareDrifts(a: Drift, b: Drift): number {
  if (a.difference === null || b.difference === null)
    return Number(a.difference === null) - Number(b.difference === null);
  return parseRational(b.difference).compare(parseRational(a.difference));
}
