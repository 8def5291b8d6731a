import { addDays, type CivilDate } from '@/lib/kernel/civil-date';
import { fail, ok, type Result } from '@/lib/kernel/result';
import { type RecommendationFacts, recommendationKey } from './recommendation-facts';

/**
 * How a change of advice is kept: in place, when what holds now is another from today on; or as advice that follows, when the former
 * ends the day before. `before` is then the former with its end, `null` where it has ended earlier.
 */
export type PlannedRecommendation =
  | { kind: 'inPlace'; after: RecommendationFacts }
  | { kind: 'follows'; before: RecommendationFacts | null; after: RecommendationFacts };

/**
 * What becomes of advice that says something else from a day on. What is there stays true for its own days; a number or a pass mark
 * makes it other advice, as in a file, and so does a later first day. What has not begun yet is corrected, first day and all.
 * @refuses `version/in-the-past` · `recommendation/number-again` where the number would stand for both
 * @source docs/decisions/0035-a-recommendation-has-a-form.md
 */
export function planRecommendation(
  stored: RecommendationFacts,
  entered: RecommendationFacts,
  firstDay: CivilDate,
  today: CivilDate,
): Result<PlannedRecommendation, 'version/in-the-past' | 'recommendation/number-again'> {
  if (firstDay < today) return fail('version/in-the-past');
  if (stored.validFrom !== null && stored.validFrom > today)
    return ok({ kind: 'inPlace', after: { ...entered, validFrom: firstDay } });
  const isSame = identityOf({ ...entered, validFrom: stored.validFrom }) === identityOf(stored);
  if (isSame && firstDay === today)
    return ok({ kind: 'inPlace', after: { ...entered, validFrom: stored.validFrom } });
  const after = { ...entered, validFrom: firstDay };
  const lastDay = addDays(firstDay, -1);
  if (identityOf(after) === identityOf(stored)) return fail('recommendation/number-again');
  // Advice that began today has no day before: it is corrected.
  if (stored.validFrom === firstDay) return ok({ kind: 'inPlace', after });
  const hasEnded = stored.validTo !== null && stored.validTo <= lastDay;
  return ok({ kind: 'follows', before: hasEnded ? null : { ...stored, validTo: lastDay }, after });
}

function identityOf(facts: RecommendationFacts): string {
  return recommendationKey('', '', facts);
}
