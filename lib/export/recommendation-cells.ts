import type { RecommendationFacts } from '@/lib/import/recommendation-facts';
import type { Named } from '@/lib/micro-credential/natural-key';
import type { Cells } from './cells';

/** Third-party advice with what it is about. @units as in RecommendationFacts */
export interface ExportedRecommendation {
  about: Named;
  recommender: string;
  facts: RecommendationFacts;
}

/** The columns of recommendations, in their order: those that an import reads. */
export const recommendationColumns = (
  'title provider platform kind code recommender external_id amount is_maximum unit levels subjects pass_mark workload_hours ' +
  'valid_from valid_to source_url retrieved_on confidence note'
).split(' ');

/** A recommendation as a row. */
export function cellsOfRecommendation({ about, recommender, facts }: ExportedRecommendation): Cells {
  return {
    title: about.title,
    provider: about.provider,
    platform: about.platform ?? null,
    kind: about.kind,
    code: about.code ?? null,
    recommender,
    external_id: facts.externalId,
    amount: facts.amount,
    is_maximum: facts.isMaximum ? 'yes' : 'no',
    unit: facts.unit,
    levels: facts.levels,
    subjects: facts.subjects,
    pass_mark: facts.passMark,
    workload_hours: facts.workloadHours,
    valid_from: facts.validFrom,
    valid_to: facts.validTo,
    source_url: facts.sourceUrl,
    retrieved_on: facts.retrievedOn,
    confidence: facts.confidence,
    note: facts.note,
  };
}
