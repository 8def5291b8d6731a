import { descriptionStems } from './words';

/** How an outcome of a course may be covered, told by the words that both sides have. A help to look where to look: never a mark by itself. */
export interface MarkSuggestion {
  courseOutcomeId: string;
  learningOutcomeId: string;
  coverage: 'full' | 'partial';
  /** The words of the course's outcome that the certificate's has as well, as they are written. */
  words: string[];
}

/** Verbs with which outcomes of every subject begin: they say how deep, not what. */
const depth = new Set(
  'use using apply explain describe identify understand create build develop demonstrate evaluate analyse analyze perform learn know work make basic simple'
    .split(' ')
    .flatMap(descriptionStems),
);

/** Each word that says something, by its stem. */
function wordsOf(text: string): Map<string, string> {
  const words = text.match(/[\p{L}\p{N}+#]+/gu) ?? [];
  return new Map(
    words.flatMap((word) => {
      const [stem] = descriptionStems(word);
      return stem === undefined || stem.length < 3 || depth.has(stem) ? [] : [[stem, word] as const];
    }),
  );
}

/** Shared words from which a suggestion is made at all, unless the outcome has no more than one. */
const fewestShared = 2;
/** Share of the outcome's words from which it is likely covered as a whole, and from which at least in part. */
const likely = { full: 0.6, partial: 0.25 };

/**
 * For each outcome of a course the certificate's outcome that shares the most of its words, where that is enough to be worth a look; the
 * earlier one where two share as many. Nothing is suggested as not covered: other words may say the same.
 */
export function likelyMarks(
  courseOutcomes: readonly { id: string; text: string }[],
  certificateOutcomes: readonly { id: string; text: string }[],
): MarkSuggestion[] {
  const offered = certificateOutcomes.map(({ id, text }) => ({ id, stems: new Set(wordsOf(text).keys()) }));
  return courseOutcomes.flatMap(({ id, text }) => {
    const wanted = wordsOf(text);
    let best: { id: string; words: string[] } | null = null;
    for (const one of offered) {
      const words = [...wanted].flatMap(([stem, word]) => (one.stems.has(stem) ? [word] : []));
      if (words.length > (best?.words.length ?? 0)) best = { id: one.id, words };
    }
    if (best === null) return [];
    const share = best.words.length / wanted.size;
    const isEnough = best.words.length >= Math.min(fewestShared, wanted.size) && share >= likely.partial;
    if (!isEnough) return [];
    const coverage = share >= likely.full ? ('full' as const) : ('partial' as const);
    return [{ courseOutcomeId: id, learningOutcomeId: best.id, coverage, words: best.words }];
  });
}
