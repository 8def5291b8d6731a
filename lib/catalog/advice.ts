/** The days of completion that a recommendation is for; null is open. @units days, inclusive */
export interface AdviceSpan {
  validFrom: string | null;
  validTo: string | null;
}

/** Whether advice stands on a day, has lapsed before it, or begins after it. */
export type AdviceTime = 'current' | 'future' | 'lapsed';
const inOrder: readonly AdviceTime[] = ['current', 'future', 'lapsed'];

/** How a recommendation stands on a day: the one answer of every page that tells one. What has lapsed still says what was advised for who completed in time. */
export function adviceTime({ validFrom, validTo }: AdviceSpan, day: string): AdviceTime {
  if (validTo !== null && validTo < day) return 'lapsed';
  return validFrom !== null && validFrom > day ? 'future' : 'current';
}

/** Whether any of these recommendations makes what nobody has decided a thing that is recommended: what has lapsed alone does not. */
export function isAdvised(found: readonly AdviceSpan[], day: string): boolean {
  return found.some((one) => adviceTime(one, day) !== 'lapsed');
}

/** The day on which the last of these recommendations ended, where all have lapsed; else null. */
export function adviceEndedOn(found: readonly AdviceSpan[], day: string): string | null {
  if (isAdvised(found, day)) return null;
  return (
    found
      .flatMap(({ validTo }) => validTo ?? [])
      .sort()
      .at(-1) ?? null
  );
}

/** Recommendations as pages tell them: what stands first, then what begins later, what has lapsed last; otherwise in their order. */
export function adviceInOrder<Advice extends AdviceSpan>(found: readonly Advice[], day: string): Advice[] {
  const place = (one: Advice) => inOrder.indexOf(adviceTime(one, day));
  return [...found].sort((a, b) => place(a) - place(b));
}
