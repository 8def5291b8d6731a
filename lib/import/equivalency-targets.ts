import { atMost, readDecimal } from '@/lib/amount/decimal-text';
import { foldCourseCode } from '@/lib/institution/course-code';
import { mostCredits } from '@/lib/institution/most-credits';
import { type Fields, fieldsOf, passOn, type RawRow, type ReadingOptions } from './fields';
import { itemsOf } from './items';
import { noteOf } from './note';

export interface Target {
  code: string;
  /** Stated in the file, in the home unit; else the catalog's. */
  credits: string | null;
}

const mostTargets = 20;

/** What a decision grants, all of it together: a list, or codes in one cell. Empty where it is a decided "no". @refuses the notes of fields.ts, `targets/…` */
export function readTargets(found: unknown, fields: Fields, options: ReadingOptions): Target[] {
  return Array.isArray(found) ? targetsFromJson(found, fields, options) : targetsFromCell(fields);
}

function targetsFromCell(fields: Fields): Target[] {
  const cell = fields.text('targets', 1_000);
  // An empty cell may as well mean "not decided yet", which is not a no.
  if (cell === null) {
    fields.reject(noteOf('targets/missing'));
    return [];
  }
  return checkedTargets(
    itemsOf(cell, /\s\+\s/y).map(({ text: item }) => {
      const match = /^(.*\S)\s*\((\d[^()]*)\)$/.exec(item);
      return match ? { code: match[1] ?? '', credits: match[2] ?? '' } : { code: item, credits: null };
    }),
    fields,
  );
}

function targetsFromJson(found: unknown[], fields: Fields, options: ReadingOptions): Target[] {
  return checkedTargets(
    found.slice(0, mostTargets + 1).map((item) => {
      const cells = fieldsOf(
        typeof item === 'object' && item !== null ? (item as RawRow) : { code: item },
        options,
      );
      const target = { code: cells.required('code', 40), credits: cells.amount('credits') };
      passOn(cells, fields);
      return target;
    }),
    fields,
  );
}

function checkedTargets(targets: Target[], fields: Fields): Target[] {
  const isNone = ({ code }: Target) => code.toUpperCase() === 'NONE';
  if (targets.length > mostTargets) fields.reject(noteOf('targets/too-many', { most: mostTargets }));
  if (targets.some(isNone)) {
    if (targets.length > 1) fields.reject(noteOf('targets/none-and-some'));
    return [];
  }
  const byCode = new Map<string, Target>();
  for (const target of targets) {
    const read = target.credits === null ? null : readDecimal(target.credits);
    if (read && !read.ok)
      fields.reject(noteOf('amount/bad', { column: 'targets', found: target.credits ?? '' }));
    else if (read && !atMost(mostCredits.program)(read.value))
      fields.reject(
        noteOf('amount/too-much', {
          column: 'targets',
          found: target.credits ?? '',
          most: mostCredits.program,
        }),
      );
    if (byCode.has(foldCourseCode(target.code)))
      fields.reject(noteOf('targets/twice', { code: target.code }));
    byCode.set(foldCourseCode(target.code), { code: target.code, credits: read?.ok ? read.value : null });
  }
  return [...byCode].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, target]) => target);
}
