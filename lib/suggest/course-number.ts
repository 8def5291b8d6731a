/** What a course code says: the subject, the number, the level, and its place in a sequence where a letter tells it. */
export interface CourseNumber {
  subject: string;
  number: string;
  /** First digit of a number of three or more; 0 when there is none. */
  level: number;
  /** 1 for A, 2 for B, 3 for C behind the number, as in PHYS 4A; 0 when there is none. */
  sequence: number;
}

/** Reads a course code: letters, then a number, then letters. */
export function readCourseCode(code: string): CourseNumber {
  const plain = code.slice(0, 60).normalize('NFKC').toUpperCase();
  const subject = (/^[^\p{L}]*(\p{L}[\p{L}&/ ]*)/u.exec(plain)?.[1] ?? '').replace(/[^\p{L}]/gu, '');
  const [, written = '', suffix = ''] = /(\d+)\s?(\p{L}?)/u.exec(plain) ?? [];
  const number = written.replace(/^0+(?=.)/, '');
  const level = number.length >= 3 ? Number(number[0]) : 0;
  const sequence = number.length < 4 && /^[A-C]$/.test(suffix) ? 'ABC'.indexOf(suffix) + 1 : 0;
  return { subject: subject.slice(0, 12), number, level, sequence };
}
