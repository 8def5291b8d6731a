import { Unit } from '@/lib/amount/unit';
import { foldCourseCode } from '@/lib/institution/course-code';
import { mostCredits } from '@/lib/institution/most-credits';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { naturalKeyOf } from '@/lib/micro-credential/natural-key';
import type { RawRow, ReadingOptions } from './fields';
import { microCredentialKinds } from './micro-credential-row';
import { noteOf } from './note';
import { parsed, type Parsed } from './parsed';

export interface RecommendationRow {
  label: string;
  key: string;
  /** Of the micro-credential it is about, which must be in the catalog. */
  microCredentialKey: string;
  recommender: string;
  externalId: string | null;
  amount: string | null;
  isMaximum: boolean | null;
  unit: Unit | null;
  levels: string[] | null;
  subjects: string[] | null;
  passMark: string | null;
  workloadHours: string | null;
  validFrom: CivilDate | null;
  validTo: CivilDate | null;
  sourceUrl: string;
  retrievedOn: CivilDate | null;
  confidence: string | null;
  note: string | null;
}

/** Reads one row of third-party advice. @refuses the notes of fields.ts, `unit/missing`, `span/reversed` */
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
    const row = {
      label: [title, recommender].filter((part) => part !== '').join(', '),
      microCredentialKey,
      recommender,
      externalId: fields.text('external_id', 80),
      amount: fields.amount('amount', { most: mostCredits.program }),
      isMaximum: fields.yes('is_maximum'),
      unit: fields.oneOf('unit', Unit.options),
      levels: fields.list('levels'),
      subjects: fields.list('subjects'),
      passMark: fields.amount('pass_mark'),
      workloadHours: fields.amount('workload_hours', { inThousands: true }),
      validFrom: fields.day('valid_from'),
      validTo: fields.day('valid_to'),
      sourceUrl: fields.required('source_url', 2_000) === '' ? '' : (fields.url('source_url') ?? ''),
      retrievedOn: fields.day('retrieved_on'),
      confidence: fields.oneOf('confidence', ['confirmed', 'high', 'medium', 'low']),
      note: fields.text('note', 2_000),
    };
    if (row.amount !== null && row.unit === null) fields.reject(noteOf('unit/missing'));
    if (row.validFrom && row.validTo && row.validFrom > row.validTo)
      fields.reject(noteOf('span/reversed', { column: 'valid_from, valid_to' }));
    // One recommender may advise on the same learning again for a later period: its own number, or else the start of the period, tells
    // them apart. Its number may stand for several tiers by score.
    const which = row.externalId ?? row.validFrom ?? '';
    return {
      ...row,
      key: [
        microCredentialKey,
        recommender.normalize('NFKC').toLowerCase(),
        which.toLowerCase(),
        ...(row.passMark === null ? [] : [row.passMark]),
      ].join('#'),
    };
  });
}
