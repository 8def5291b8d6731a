import { getListedEntry } from '@/lib/db/listed-entries';
import { getRecommendation, type KeptRecommendation, keyOfMicroCredential } from '@/lib/db/recommendations';
import { refuse } from '@/lib/kernel/refusal';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { authorize } from '../authorize';
import { query } from '../command';
import type { Context } from '../context';
import { restingRules } from '../listing/view-entry';
import { todayAt } from '../today-at';

/** The form of a recommendation: what it is about, what is stored, and how many mappings of the institution rest on the certificate. */
export interface RecommendationView {
  entry: { id: string; title: string; language: string | null };
  /** Null where one is about to be added. */
  kept: KeptRecommendation | null;
  isOurs: boolean;
  restingCount: number;
  today: CivilDate;
}

/** What the form of a recommendation of a certificate begins from, of one that was merged that of the one that stays. @refuses not_found */
export async function viewRecommendation(
  ctx: Context,
  { microCredentialId, recommendationId }: { microCredentialId: string; recommendationId: string | null },
): Promise<RecommendationView> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'recommendation.save', { tenantId: actor.tenantId });
    const { id } = await keyOfMicroCredential(tx, microCredentialId);
    const { title, language } = await getListedEntry(tx, id);
    const kept = recommendationId === null ? null : await getRecommendation(tx, recommendationId);
    if (kept !== null && (await keyOfMicroCredential(tx, kept.microCredentialId)).id !== id)
      refuse('not_found', 'recommendation/not-found');
    const today = await todayAt(tx, ctx, actor.tenantId);
    return {
      entry: { id, title, language },
      kept,
      isOurs: kept === null || kept.stewardId === actor.tenantId,
      restingCount: (await restingRules(tx, id, today)).length,
      today,
    };
  });
}
