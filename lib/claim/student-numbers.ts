import { fail, ok, type Result } from '@/lib/kernel/result';

/** By which the student system knows a student; `student_number_form` in the database says the same. */
const numberForm = /^[0-9A-Za-z][0-9A-Za-z._/-]{0,31}$/;

/** Lines that are read at once. @units lines */
export const mostStudentNumbers = 500;

export interface StatedNumber {
  mailbox: string;
  number: string;
}

export type StudentNumberProblem = 'posting/numbers-none' | 'posting/numbers-many' | 'posting/numbers-form';

/**
 * Reads one student a line: e-mail address, then student number, separated by blank, comma, semicolon or tab. A line with an address alone
 * says nothing yet. @refuses `posting/numbers-…`; where one line is wrong, with its number
 */
export function readStudentNumbers(text: string): Result<StatedNumber[], StudentNumberProblem> {
  const lines = text.split(/\r\n|\r|\n/);
  const read: StatedNumber[] = [];
  for (const [index, line] of lines.entries()) {
    const [mailbox = '', number, more] = line.split(/[\s,;]+/).filter((part) => part !== '');
    if (mailbox === '' || number === undefined) continue;
    if (more !== undefined || !mailbox.includes('@') || !numberForm.test(number))
      return fail('posting/numbers-form', { line: index + 1 });
    read.push({ mailbox, number });
  }
  if (read.length === 0) return fail('posting/numbers-none');
  if (read.length > mostStudentNumbers) return fail('posting/numbers-many');
  return ok(read);
}
