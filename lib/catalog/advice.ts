/** The days of completion that a recommendation is for; null is open. @units days, inclusive */
export interface AdviceSpan {
  validFrom: string | null;
  validTo: string | null;
}

/** How advice stands on a day: whoever completes on it is covered, or will be from a later day on, or would have been before. */
export type AdviceTime = 'current' | 'coming' | 'lapsed';
const inOrder: readonly AdviceTime[] = ['current', 'coming', 'lapsed'];

/** What recommendations make of a certificate that nobody has decided about; null: what has lapsed, or was never given, makes nothing of it. */
export type Advised = 'recommended' | 'recommendedLater' | null;

/**
 * How a recommendation stands on a day: the one answer of every place that tells one. What begins later is to come, as rules are; what has
 * lapsed still says what was advised for who completed in time. lib/db/advice-standing.ts says the same in SQL.
 */
export function standingOfAdvice({ validFrom, validTo }: AdviceSpan, day: string): AdviceTime {
  if (validTo !== null && validTo < day) return 'lapsed';
  return validFrom !== null && validFrom > day ? 'coming' : 'current';
}

/** What these recommendations make of a certificate on a day: one that stands outranks those that begin later. */
export function advisedBy(found: readonly AdviceSpan[], day: string): Advised {
  const times = found.map((one) => standingOfAdvice(one, day));
  if (times.includes('current')) return 'recommended';
  return times.includes('coming') ? 'recommendedLater' : null;
}

/** The first day of the recommendation that begins next, where none stands yet; else null. */
export function adviceBeginsOn(found: readonly AdviceSpan[], day: string): string | null {
  if (advisedBy(found, day) !== 'recommendedLater') return null;
  return (
    found
      .flatMap((one) => (standingOfAdvice(one, day) === 'coming' ? (one.validFrom ?? []) : []))
      .sort()
      .at(0) ?? null
  );
}

/** The day on which the last of these recommendations ended, where all have lapsed; else null. */
export function adviceEndedOn(found: readonly AdviceSpan[], day: string): string | null {
  if (advisedBy(found, day) !== null) return null;
  return (
    found
      .flatMap(({ validTo }) => validTo ?? [])
      .sort()
      .at(-1) ?? null
  );
}

/** Recommendations as pages tell them: what stands first, then what begins later, the next before others; what has lapsed last; otherwise in their order. */
export function adviceInOrder<Advice extends AdviceSpan>(found: readonly Advice[], day: string): Advice[] {
  const place = (one: Advice) => inOrder.indexOf(standingOfAdvice(one, day));
  const begins = (one: Advice) => (standingOfAdvice(one, day) === 'coming' ? (one.validFrom ?? '') : '');
  const text = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return [...found].sort((a, b) => place(a) - place(b) || text(begins(a), begins(b)));
}
