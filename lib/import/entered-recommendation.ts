import { maybeThousands, readDecimal } from '@/lib/amount/decimal-text';
import { fieldsOf, type RawRow } from './fields';
import type { Note } from './note';
import { type RecommendationFacts, readRecommendationFacts } from './recommendation-facts';

/** The form of a recommendation, as it is typed; levels and subjects one a line. @units amount in `unit`, pass mark in percent */
export interface EnteredRecommendation {
  recommender: string;
  externalId: string;
  amount: string;
  isMaximum: boolean;
  unit: string;
  levels: string;
  subjects: string;
  passMark: string;
  validFrom: string;
  validTo: string;
  sourceUrl: string;
}
export type EnteredField = keyof EnteredRecommendation;

export type ReadRecommendation =
  | { ok: true; recommender: string; facts: RecommendationFacts }
  | { ok: false; problems: Partial<Record<EnteredField, string>> };

/** Field of the form → column of a file. */
const columns: Record<EnteredField, string> = {
  recommender: 'recommender',
  externalId: 'external_id',
  amount: 'amount',
  isMaximum: 'is_maximum',
  unit: 'unit',
  levels: 'levels',
  subjects: 'subjects',
  passMark: 'pass_mark',
  validFrom: 'valid_from',
  validTo: 'valid_to',
  sourceUrl: 'source_url',
};

/**
 * Reads the form by the checks of a file, and says of each field what is wrong with it, as a reason. Somebody is there to be asked, so
 * what a file may have taken as it stands is asked for here.
 */
export function readEnteredRecommendation(entered: EnteredRecommendation): ReadRecommendation {
  const names = Object.keys(columns) as EnteredField[];
  const raw: RawRow = Object.fromEntries(
    names.map((name) => [columns[name], isLines(name) ? linesOf(entered[name]) : entered[name]]),
  );
  const fields = fieldsOf(raw, { takeDoubtful: false });
  const recommender = fields.required('recommender');
  const facts = readRecommendationFacts(fields);
  const amount = fields.text('amount', 40);
  if (amount !== null && maybeThousands(amount)) {
    const read = readDecimal(amount);
    if (read.ok) fields.reject({ code: 'amount/thousands', values: { column: 'amount', read: read.value } });
  }
  const problems: Partial<Record<EnteredField, string>> = {};
  for (const note of fields.rejections) {
    const column = note.code === 'unit/missing' ? 'unit' : (note.values['column'] ?? '').split(', ').at(-1);
    const name = names.find((one) => columns[one] === column);
    if (name !== undefined) problems[name] ??= reasonOf(note, entered[name]);
  }
  return fields.rejections.length > 0 ? { ok: false, problems } : { ok: true, recommender, facts };
}

function reasonOf({ code, values }: Note, typed: string | boolean): string {
  if (code === 'amount/bad') {
    const read = readDecimal(String(typed));
    return read.ok ? 'amount/not-a-number' : read.reason;
  }
  if (code === 'cell/too-long') return `field/too-long ${values['most']}`;
  if (code === 'cell/too-many') return `field/too-many ${values['most']}`;
  if (code === 'amount/too-much') return `field/at-most ${values['most']}`;
  if (code === 'amount/thousands') return `amount/maybe-thousands ${values['read']}`;
  return reasons[code] ?? 'field/not-valid';
}

const reasons: Readonly<Record<string, string>> = {
  'amount/zero': 'field/above-zero',
  'amount/over-hundred': 'field/at-most-hundred',
  'cell/missing': 'field/empty',
  'cell/encoding': 'field/unseen-letters',
  'cell/control': 'field/unseen-letters',
  'cell/formula': 'field/formula',
  'cell/double-encoded': 'field/double-encoded',
  'date/bad': 'field/day',
  'choice/bad': 'field/choose',
  'url/bad': 'field/web-address',
  'unit/missing': 'field/unit',
  'span/reversed': 'field/ends-first',
};

const isLines = (name: EnteredField): name is 'levels' | 'subjects' =>
  name === 'levels' || name === 'subjects';

function linesOf(text: string): string[] {
  return text.split(/\r\n|[\r\n]/).filter((line) => line.trim() !== '');
}
