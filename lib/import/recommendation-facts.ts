import { Unit } from '@/lib/amount/unit';
import { mostCredits } from '@/lib/institution/most-credits';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { readNamedUnit } from './credit-unit';
import type { Fields } from './fields';
import { noteOf } from './note';

/** What a third party advises about the credit of a micro-credential, apart from whom and what it is about. @units amount in `unit`, pass mark in percent, workload in hours */
export interface RecommendationFacts {
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

/** Reads the facts of third-party advice, of a file or of the form. @refuses the notes of fields.ts, `unit/missing`, `span/reversed` */
export function readRecommendationFacts(fields: Fields): RecommendationFacts {
  const facts = {
    externalId: fields.text('external_id', 80),
    amount: fields.amount('amount', { most: mostCredits.program }),
    isMaximum: fields.yes('is_maximum'),
    unit: readNamedUnit(fields, 'unit', Unit.options),
    levels: fields.list('levels'),
    subjects: fields.list('subjects'),
    passMark: fields.amount('pass_mark', { percent: true }),
    workloadHours: fields.amount('workload_hours', { inThousands: true, aboveZero: true }),
    validFrom: fields.day('valid_from'),
    validTo: fields.day('valid_to'),
    sourceUrl: fields.required('source_url', 2_000) === '' ? '' : (fields.url('source_url') ?? ''),
    retrievedOn: fields.day('retrieved_on'),
    confidence: fields.oneOf('confidence', ['confirmed', 'high', 'medium', 'low']),
    note: fields.text('note', 2_000),
  };
  const isUnitRefused = fields.rejections.some(({ values }) => values['column'] === 'unit');
  if (facts.amount !== null && facts.unit === null && !isUnitRefused) fields.reject(noteOf('unit/missing'));
  if (facts.validFrom && facts.validTo && facts.validFrom > facts.validTo)
    fields.reject(noteOf('span/reversed', { column: 'valid_from, valid_to' }));
  return facts;
}

/**
 * What tells recommendations apart. One recommender may advise on the same learning again for a later period: its own number, or else
 * the start of the period, tells them apart. Its number may stand for several tiers by score.
 */
export function recommendationKey(
  microCredentialKey: string,
  recommender: string,
  { externalId, validFrom, passMark }: Pick<RecommendationFacts, 'externalId' | 'validFrom' | 'passMark'>,
): string {
  const which = externalId ?? validFrom ?? '';
  return [
    microCredentialKey,
    recommender.normalize('NFKC').toLowerCase(),
    which.toLowerCase(),
    ...(passMark === null ? [] : [passMark]),
  ].join('#');
}
