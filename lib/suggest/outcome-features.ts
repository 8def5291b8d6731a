import type { Channel } from './channel';
import type { Evidence } from './evidence';
import type { Knowledge } from './knowledge';
import type { Outcome } from './precedent';
import type { ReadExternal } from './read-external';

/** The outcomes in the order of their numbers. */
export const outcomes = ['course', 'elective', 'none'] as const satisfies readonly Outcome[];

/** How well the best course and the best collective place fit, and how clearly before the next. */
export interface BestFits {
  course: { score: number; chance: number };
  elective: { score: number; chance: number };
}

const numbersOfChannel = outcomes.length * 2;
const numbersOfOutcome = 1 + 7 * numbersOfChannel + 8;
/** How many numbers an outcome has: its own part of them is filled, the others are zero. */
export const outcomeSize = numbersOfOutcome * outcomes.length;

/** The numbers of each outcome: what like precedents came to, and how well the best target of each kind fits. */
export function outcomeVectors(
  knowledge: Knowledge,
  query: ReadExternal,
  { channels }: Evidence,
  fits: BestFits,
): Float64Array[] {
  const { runs, space, stems, texts, subject, codes, words } = channels;
  const numbers = [
    1,
    ...[runs, space, stems, texts, subject, codes, words].flatMap((channel) =>
      outcomeShares(knowledge, channel),
    ),
    Math.max(0, ...runs.best.values()),
    Math.max(0, ...stems.best.values()),
    fits.course.chance,
    fits.elective.chance,
    query.credits === null ? 1 : 0,
    query.credits !== null && query.credits < 2.5 ? 1 : 0,
    query.parts > 1 ? 1 : 0,
    query.level,
  ];
  return outcomes.map((_, at) => {
    const vector = new Float64Array(outcomeSize);
    vector.set(numbers, at * numbersOfOutcome);
    return vector;
  });
}

function outcomeShares({ targets }: Knowledge, { share }: Channel): number[] {
  const sums: Record<Outcome, number> = { course: 0, elective: 0, none: 0 };
  for (const [place, part] of share) sums[targets[place]!.kind] += part;
  const all = sums.course + sums.elective + sums.none;
  return outcomes.flatMap((outcome) =>
    all === 0 ? [0, 0] : [sums[outcome] / all, Math.log(sums[outcome] / all + 0.02)],
  );
}
