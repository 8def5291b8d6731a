import type { CoverageLevel } from './coverage';
import type { Criterion } from './rubric';

/** What others who have voted scored, as far as it may be known: nothing while the stage is blind. */
export interface ScoresToReason {
  others: readonly { criterion: Criterion; score: number }[];
  /** The policy asks for a reason with every score. */
  asksAll: boolean;
}

/**
 * Whether a score needs a reason: 0 and 1 do, what differs from the others' does, and all do where the policy of the stage says so.
 * @source docs/decisions/0056-the-case-is-a-desk.md; the database asks the same
 */
export function needsReason(
  { criterion, score }: { criterion: Criterion; score: number },
  { others, asksAll }: ScoresToReason,
): boolean {
  return asksAll || score <= 1 || others.some((one) => one.criterion === criterion && one.score !== score);
}

/** The criteria of which the score needs a reason and has none. */
export function unreasoned(
  scores: readonly { criterion: Criterion; score: number; rationale: string }[],
  asked: ScoresToReason,
): Criterion[] {
  return scores
    .filter((one) => one.rationale.trim() === '' && needsReason(one, asked))
    .map(({ criterion }) => criterion);
}

/** Whether a mark needs a place and has none: what is covered, in full or partly, is covered somewhere. */
export function isPlaceless({
  coverage,
  learningOutcomeId,
  note,
}: {
  coverage: CoverageLevel;
  learningOutcomeId: string | null;
  note: string;
}): boolean {
  return coverage !== 'none' && learningOutcomeId === null && note.trim() === '';
}
