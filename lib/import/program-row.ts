import * as z from 'zod';
import { atMost } from '@/lib/amount/decimal-text';
import { Limit } from '@/lib/credit/input';
import { foldCourseCode } from '@/lib/institution/course-code';
import { mostCredits } from '@/lib/institution/most-credits';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { readDepartment } from './course-row';
import { readUnit, type StatedCredit } from './credit-unit';
import type { Fields, RawRow, ReadingOptions } from './fields';
import { noteOf } from './note';
import { parsed, type Parsed } from './parsed';

export interface ProgramRow extends StatedCredit {
  label: string;
  key: string;
  code: string;
  title: string;
  level: string | null;
  totalCredits: string;
  department: string | null;
  departmentName: string | null;
  limits: Limit[] | null;
  status: 'active' | 'inactive' | null;
  /** As of a course. */
  firstDay: CivilDate | null;
  source: string | null;
}

/** Reads one row of the institution's own list of programs. @refuses the notes of fields.ts, `limits/bad`, `limits/over-hundred` */
export function parseProgramRow(raw: RawRow, options: ReadingOptions): Parsed<ProgramRow> {
  return parsed(raw, options, (fields) => {
    const code = fields.required('code', 40);
    const total =
      fields.required('total_credits', 40) === ''
        ? null
        : fields.amount('total_credits', { inThousands: true, most: mostCredits.program, aboveZero: true });
    return {
      label: code,
      key: foldCourseCode(code),
      code,
      title: fields.required('title', 300),
      level: fields.text('level', 60),
      totalCredits: total ?? '0',
      statedIn: readUnit(fields, raw, total !== null),
      ...readDepartment(fields),
      limits: readLimits(fields),
      status: fields.oneOf('status', ['active', 'inactive']),
      firstDay: fields.day('first_day'),
      source: fields.text('source', 500),
    };
  });
}

function readLimits(fields: Fields): Limit[] | null {
  const found = fields.json('limits');
  if (found === null) return null;
  const limits = z.array(Limit).max(50).safeParse(found);
  const over = limits.success
    ? limits.data.find((one) => 'percent' in one && !atMost(100)(one.percent))
    : undefined;
  if (over !== undefined) fields.reject(noteOf('limits/over-hundred', { limit: over.id }));
  if (limits.success) return limits.data;
  const [issue] = limits.error.issues;
  fields.reject(noteOf('limits/bad', { where: issue?.path.join('.') ?? '', why: issue?.message ?? '' }));
  return null;
}
