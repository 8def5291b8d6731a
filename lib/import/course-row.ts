import { readUnit, type StatedCredit } from './credit-unit';
import type { Fields, RawRow, ReadingOptions } from './fields';
import { CourseKind } from '@/lib/institution/course-kind';
import { foldCourseCode } from '@/lib/institution/course-code';
import { mostCredits } from '@/lib/institution/most-credits';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { noteOf } from './note';
import { parsed, type Parsed } from './parsed';

export interface CourseRow extends StatedCredit {
  label: string;
  key: string;
  code: string;
  title: string;
  credits: string | null;
  level: string | null;
  /** A course is taught and counts once; a collective place counts as often as something is put there. */
  kind: CourseKind | null;
  department: string | null;
  departmentName: string | null;
  status: 'active' | 'inactive' | null;
  /** From which day on this holds; null: from today, or since ever where the course is new. */
  firstDay: CivilDate | null;
  outcomes: string[] | null;
  source: string | null;
}

/** Codes and titles that collective places usually have: `ECON 2XXX`, `ARCH 1--`, "Economics elective (transfer)". */
const maybeElective = { code: /(XX|--|\*\*|__)$/i, title: /\belectives?\b/i };

/** Reads one row of the institution's own course list, and asks where a code or title looks like a collective place. @refuses the notes of fields.ts */
export function parseCourseRow(raw: RawRow, options: ReadingOptions): Parsed<CourseRow> {
  return parsed(raw, options, (fields) => {
    const code = fields.required('code', 40);
    const title = fields.required('title', 300);
    const kind = fields.oneOf('kind', CourseKind.options);
    if (kind === null && (maybeElective.code.test(code) || maybeElective.title.test(title)))
      fields.remark(noteOf('course/maybe-elective', { code }));
    const credits = fields.amount('credits', { spans: true, most: mostCredits.course });
    return {
      label: code,
      key: foldCourseCode(code),
      code,
      title,
      credits,
      statedIn: readUnit(fields, raw, credits !== null),
      level: fields.text('level', 60),
      kind,
      ...readDepartment(fields),
      status: fields.oneOf('status', ['active', 'inactive']),
      firstDay: fields.day('first_day'),
      outcomes: options.withText ? fields.list('outcomes') : null,
      source: fields.text('source', 500),
    };
  });
}

/** The cells that say which department something belongs to. */
export function readDepartment(fields: Fields) {
  return { department: fields.text('department', 20), departmentName: fields.text('department_name') };
}
