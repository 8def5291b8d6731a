import type { HomeUnit } from '@/lib/amount/unit';
import type { Limit } from '@/lib/credit/input';
import type { CourseKind } from '@/lib/institution/course-kind';
import type { Cells } from './cells';

interface Own {
  code: string;
  title: string;
  level: string | null;
  status: 'active' | 'inactive';
  departmentCode: string | null;
  departmentName: string | null;
  source: string | null;
}
export interface ExportedCourse extends Own {
  credits: string | null;
  kind: CourseKind;
  outcomes: readonly string[];
}
export interface ExportedProgram extends Own {
  totalCredits: string;
  limits: readonly Limit[];
}

/** The columns of one's own courses, in their order: those that an import reads, without the day from which a row holds, which is that of the import. */
export const courseColumns =
  'code title credits credit_unit kind level department department_name status outcomes source'.split(' ');

/** The columns of one's own programs, likewise. */
export const programColumns =
  'code title total_credits credit_unit level department department_name limits status source'.split(' ');

/** A course as a row, as it is on the day of the file. @units credits in the home unit of the institution */
export function cellsOfCourse(course: ExportedCourse, homeUnit: HomeUnit): Cells {
  const { credits, kind, outcomes } = course;
  return { ...cellsOfOwn(course), credits, credit_unit: homeUnit, kind, outcomes };
}

/** A program as a row, as it is on the day of the file. @units credits in the home unit of the institution */
export function cellsOfProgram(program: ExportedProgram, homeUnit: HomeUnit): Cells {
  const { totalCredits, limits } = program;
  return { ...cellsOfOwn(program), total_credits: totalCredits, credit_unit: homeUnit, limits };
}

function cellsOfOwn({ code, title, level, status, departmentCode, departmentName, source }: Own): Cells {
  return { code, title, level, status, department: departmentCode, department_name: departmentName, source };
}
