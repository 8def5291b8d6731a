import * as z from 'zod';
import { Limit } from '@/lib/credit/input';
import type { Fields, RawRow } from './fields';
import { noteOf } from './note';
import { parsed, type Parsed } from './parsed';

export interface CourseRow {
  label: string;
  key: string;
  code: string;
  title: string;
  credits: string | null;
  level: string | null;
  department: string | null;
  departmentName: string | null;
  status: 'active' | 'inactive' | null;
  outcomes: string[] | null;
  source: string | null;
}

/** A collective place for transfer credit ("Architecture elective") that stands in the catalog without being taught. */
export const transferElective = 'Transfer elective';

/** Reads one row of the institution's own course list. @refuses the notes of fields.ts */
export function parseCourseRow(raw: RawRow, { withText }: { withText: boolean }): Parsed<CourseRow> {
  return parsed(raw, (fields) => {
    const code = fields.required('code', 40);
    return {
      label: code,
      key: code,
      code,
      title: fields.required('title', 300),
      credits: fields.amount('credits', true),
      level: fields.text('level', 60),
      ...readDepartment(fields),
      status: fields.oneOf('status', ['active', 'inactive']),
      outcomes: withText ? fields.list('outcomes') : null,
      source: fields.text('source', 500),
    };
  });
}

export interface ProgramRow {
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
  source: string | null;
}

/** Reads one row of the institution's own list of programs. @refuses the notes of fields.ts, `limits/bad` */
export function parseProgramRow(raw: RawRow): Parsed<ProgramRow> {
  return parsed(raw, (fields) => {
    const code = fields.required('code', 40);
    const total = fields.required('total_credits', 40) === '' ? null : fields.amount('total_credits');
    return {
      label: code,
      key: code,
      code,
      title: fields.required('title', 300),
      level: fields.text('level', 60),
      totalCredits: total ?? '0',
      ...readDepartment(fields),
      limits: readLimits(fields),
      status: fields.oneOf('status', ['active', 'inactive']),
      source: fields.text('source', 500),
    };
  });
}

function readDepartment(fields: Fields) {
  return { department: fields.text('department', 20), departmentName: fields.text('department_name') };
}

function readLimits(fields: Fields): Limit[] | null {
  const found = fields.json('limits');
  if (found === null) return null;
  const limits = z.array(Limit).max(50).safeParse(found);
  if (limits.success) return limits.data;
  const [issue] = limits.error.issues;
  fields.reject(noteOf('limits/bad', { where: issue?.path.join('.') ?? '', why: issue?.message ?? '' }));
  return null;
}
