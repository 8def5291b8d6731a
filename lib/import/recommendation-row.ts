import { foldCourseCode } from '@/lib/institution/course-code';
import { naturalKeyOf } from '@/lib/micro-credential/natural-key';
import type { RawRow, ReadingOptions } from './fields';
import { microCredentialKinds } from './micro-credential-row';
import { parsed, type Parsed } from './parsed';
import { type RecommendationFacts, readRecommendationFacts, recommendationKey } from './recommendation-facts';

export interface RecommendationRow extends RecommendationFacts {
  label: string;
  title: string;
  provider: string;
  key: string;
  /** Of the micro-credential it is about, which must be in the catalog. */
  microCredentialKey: string;
  recommender: string;
}

/** Reads one row of third-party advice. @refuses the notes of fields.ts and recommendation-facts.ts */
export function parseRecommendationRow(raw: RawRow, options: ReadingOptions): Parsed<RecommendationRow> {
  return parsed(raw, options, (fields) => {
    const title = fields.required('title', 300);
    const provider = fields.required('provider');
    const recommender = fields.required('recommender');
    const kind = fields.oneOf('kind', microCredentialKinds) ?? 'certificate';
    const microCredentialKey = naturalKeyOf({
      kind,
      title,
      provider,
      platform: fields.text('platform'),
      code: foldCourseCode(fields.text('code', 60) ?? ''),
    });
    const facts = readRecommendationFacts(fields);
    return {
      label: [title, recommender].filter((part) => part !== '').join(', '),
      key: recommendationKey(microCredentialKey, recommender, facts),
      title,
      provider,
      microCredentialKey,
      recommender,
      ...facts,
    };
  });
}
