import { addMonths, type CivilDate } from '@/lib/kernel/civil-date';

/**
 * The day on which a published rule is due for review again: the policy's months after publication, or the end of a
 * recommendation it rests on, if that comes earlier. One that had ended before publication says nothing about the future.
 * @units months as whole months   @source docs/domain.md §4.8, "re-review due"
 */
export function reviewDueOn(
  publishedOn: CivilDate,
  reReviewMonths: number,
  recommendationEnds: readonly (CivilDate | null)[],
): CivilDate {
  const ends = recommendationEnds.filter((end): end is CivilDate => end !== null && end >= publishedOn);
  return [addMonths(publishedOn, reReviewMonths), ...ends].reduce((a, b) => (a <= b ? a : b));
}
