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
  'code title credits kind level department department_name status outcomes source'.split(' ');

/** The columns of one's own programs, likewise. */
export const programColumns =
  'code title total_credits level department department_name limits status source'.split(' ');

/** A course as a row, as it is on the day of the file. @units credits in the home unit of the institution */
export function cellsOfCourse(course: ExportedCourse): Cells {
  return { ...cellsOfOwn(course), credits: course.credits, kind: course.kind, outcomes: course.outcomes };
}

/** A program as a row, as it is on the day of the file. @units credits in the home unit of the institution */
export function cellsOfProgram(program: ExportedProgram): Cells {
  return { ...cellsOfOwn(program), total_credits: program.totalCredits, limits: program.limits };
}

function cellsOfOwn({ code, title, level, status, departmentCode, departmentName, source }: Own): Cells {
  return { code, title, level, status, department: departmentCode, department_name: departmentName, source };
}
