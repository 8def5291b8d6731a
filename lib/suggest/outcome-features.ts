import type { Channel } from './channel';
import type { Evidence } from './evidence';
import type { Knowledge } from './read-knowledge';
import type { Outcome } from './precedent';
import type { Choice } from './ranker';
import type { ReadExternal } from './read-external';

/** The outcomes in the order of their numbers. */
export const outcomes = ['course', 'elective', 'none'] as const satisfies readonly Outcome[];

const numbersOfChannel = outcomes.length * 2;
/** As channels are looked at, what else is, and how clearly the best of both kinds of target stand out. */
const numbersOfOutcome = 7 * numbersOfChannel + 7 + 2;

/** How many weights there are: for each outcome one for each number. */
export const outcomeSize = numbersOfOutcome * outcomes.length;

/** What speaks for the outcomes, before targets are ranked: what like precedents came to. */
export function outcomeNumbersOf(
  knowledge: Knowledge,
  query: ReadExternal,
  { channels }: Evidence,
): Float32Array {
  const { runs, space, stems, texts, subject, codes, words } = channels;
  const numbers = [
    1,
    ...[runs, space, stems, texts, subject, codes, words].flatMap((channel) =>
      outcomeShares(knowledge, channel),
    ),
    Math.max(0, ...runs.best.values()),
    Math.max(0, ...stems.best.values()),
    query.credits === null ? 1 : 0,
    query.credits !== null && query.credits < 2.5 ? 1 : 0,
    query.parts > 1 ? 1 : 0,
    query.level,
  ];
  return Float32Array.from(numbers);
}

/** Each outcome with the same numbers, and weights of its own for them; `chances` are those of the best course and the best place among their kind. */
export function outcomeChoices(before: Float32Array, chances: readonly [number, number]): Choice[] {
  const numbers = Float32Array.from([...before, ...chances]);
  return outcomes.map((_, at) => ({ numbers, parts: [at] }));
}

function outcomeShares({ targets }: Knowledge, { share }: Channel): number[] {
  const sums: Record<Outcome, number> = { course: 0, elective: 0, none: 0 };
  for (const [place, part] of share) sums[targets[place]!.kind] += part;
  const all = sums.course + sums.elective + sums.none;
  return outcomes.flatMap((outcome) =>
    all === 0 ? [0, 0] : [sums[outcome] / all, Math.log(sums[outcome] / all + 0.02)],
  );
}
