import * as z from 'zod';

/** Layouts in which awarded credit leaves for a student system. @source docs/posting.md */
export const postingLayouts = ['plain', 'banner', 'peoplesoft'] as const;
export type PostingLayout = (typeof postingLayouts)[number];

const Code = z
  .string()
  .trim()
  .regex(/^[0-9A-Za-z][0-9A-Za-z ._/-]{0,29}$/, 'posting/code-form');
const NoCode = Code.or(z.literal('')).default('');

/** What the student system asks for beside the awards, the same for a whole batch. */
export const PostingSettings = z
  .strictObject({
    layout: z.enum(postingLayouts),
    /** The term to which the credit is posted, as the student system calls it. */
    term: Code,
    /** The mark of credit that carries no quality points. @source docs/domain.md §4.7 */
    grade: Code.default('TR'),
    /** What the student system calls the sender of all certificates: SBGI_CODE, TRNSFR_SRC_ID. */
    source: NoCode,
    /** What PeopleSoft calls the institution. */
    institution: NoCode,
  })
  .superRefine(({ layout, source, institution }, context) => {
    const needs = (path: string, value: string) =>
      value === '' && context.addIssue({ code: 'custom', message: 'posting/code-needed', path: [path] });
    if (layout !== 'plain') needs('source', source);
    if (layout === 'peoplesoft') needs('institution', institution);
  });
export type PostingSettings = z.output<typeof PostingSettings>;

/** Credit that was accepted and is to be posted, or that was posted and is to be taken back. */
export interface DueLine {
  kind: 'award' | 'reversal';
  claimId: string;
  studentId: string;
  studentName: string;
  mailbox: string;
  studentNumber: string | null;
  decisionId: string;
  line: number;
  /** How often a line of this claim with this number has left, this time included. */
  version: number;
  target: string;
  /** @units `unit` */
  awarded: string;
  unit: string;
  program: string | null;
  decidedOn: string;
  /** The certificates that earned it, with who provides them. */
  source: string;
  /** Why it failed last time; null where it did not. */
  failure: string | null;
  /**
   * What the student system was sent about the same credit the other way, and has not refused: of an award, a removal that is not answered;
   * of a removal, the award given anew.
   */
  isCrossed: boolean;
}

/**
 * Why a line does not leave: it is whoever makes the batch, a removal of the same credit comes first, the same credit was given anew and has
 * left, the student system cannot tell whose it is, the layout takes a course with subject and number, it takes a decimal, or another line
 * of its claim stays.
 */
export type PostingGap = 'own' | 'removal' | 'anew' | 'number' | 'course' | 'decimal' | 'sibling';

export interface PlannedLine extends DueLine {
  /** The line of the student system, however often it is sent. @source docs/posting.md, "Layouts" */
  key: string;
  gap: PostingGap | null;
  /** What stands in the file, by the columns of the layout. */
  cells: Readonly<Record<string, string>>;
}

/** Subject and number of a course; null where the code is none of that form. */
export function splitCourse(code: string): { subject: string; number: string } | null {
  const [, subject, number] = /^([A-Za-z]+(?:[ &][A-Za-z]+)*)[ -]*([0-9][0-9A-Za-z.]*)$/.exec(code) ?? [];
  return subject === undefined || number === undefined ? null : { subject, number };
}

/** The columns of each layout, in their order. */
export const postingColumns: Readonly<Record<PostingLayout, readonly string[]>> = {
  plain: [
    'posting_key',
    'action',
    'student_number',
    'target',
    'term',
    'credit',
    'unit',
    'grade',
    'decided_on',
    'source',
  ],
  banner: [
    'POSTING_KEY',
    'ACTION',
    'ID',
    'SBGI_CODE',
    'PROGRAM',
    'TERM_CODE',
    'TRNS_TITLE',
    'SUBJ_CODE_INST',
    'CRSE_NUMB_INST',
    'INST_CREDITS_USED',
    'GRDE_CODE',
  ],
  peoplesoft: [
    'POSTING_KEY',
    'ACTION',
    'EMPLID',
    'INSTITUTION',
    'TRNSFR_SRC_ID',
    'STRM',
    'DESCR',
    'SCHOOL_SUBJECT',
    'SCHOOL_CRSE_NBR',
    'UNT_TRNSFR',
    'CRSE_GRADE_OFF',
  ],
};

/**
 * Each line as it would leave, with what keeps it. A claim leaves whole: where one of its lines stays, all do. `own`: the students who are
 * whoever asks. Reads nothing but what it is given.
 */
export function planPosting(
  lines: readonly DueLine[],
  settings: PostingSettings,
  own: ReadonlySet<string>,
): PlannedLine[] {
  const comesFirst = removalsFirst(lines);
  const planned = lines.map((line) => ({
    line,
    gap: own.has(line.studentId) ? 'own' : (comesFirst(line) ?? gapOf(line, settings.layout)),
  }));
  const kept = new Set(
    planned.flatMap(({ line, gap }) => (gap === null || gap === 'anew' ? [] : [wholeOf(line)])),
  );
  return planned.map(({ line, gap }) => {
    const key = `${line.claimId}-${line.line}-${line.version}`;
    return {
      ...line,
      key,
      gap: gap ?? (kept.has(wholeOf(line)) ? 'sibling' : null),
      cells: cellsOf(line, key, settings),
    };
  });
}

const wholeOf = ({ decisionId, kind }: DueLine): string => `${kind} ${decisionId}`;

/**
 * Credit that was posted and taken back is off the record before the same credit is added anew, or it would stand there twice; and once it
 * was added anew no removal leaves, which would take what stands. The same credit: of one claim, or one student's of one course.
 */
function removalsFirst(lines: readonly DueLine[]): (line: DueLine) => 'removal' | 'anew' | null {
  const same = ({ claimId, studentId, target }: DueLine) => [claimId, `${studentId} ${target}`];
  const due = new Set(
    lines.flatMap((line) => (line.kind === 'reversal' && !line.isCrossed ? same(line) : [])),
  );
  return (line) => {
    if (line.kind === 'reversal') return line.isCrossed ? 'anew' : null;
    return line.isCrossed || same(line).some((one) => due.has(one)) ? 'removal' : null;
  };
}

function gapOf(line: DueLine, layout: PostingLayout): PostingGap | null {
  if (line.studentNumber === null) return 'number';
  if (layout !== 'plain' && splitCourse(line.target) === null) return 'course';
  return line.awarded.includes('/') ? 'decimal' : null;
}

function cellsOf(line: DueLine, key: string, settings: PostingSettings): Record<string, string> {
  const { term, grade, source, institution } = settings;
  const student = line.studentNumber ?? '';
  const isTakenBack = line.kind === 'reversal';
  const course = splitCourse(line.target) ?? { subject: '', number: '' };
  switch (settings.layout) {
    case 'plain':
      return {
        posting_key: key,
        action: isTakenBack ? 'remove' : 'add',
        student_number: student,
        target: line.target,
        term,
        credit: line.awarded,
        unit: line.unit,
        grade,
        decided_on: line.decidedOn,
        source: line.source,
      };
    case 'banner':
      return {
        POSTING_KEY: key,
        ACTION: isTakenBack ? 'D' : 'A',
        ID: student,
        SBGI_CODE: source,
        // Every program, as Banner writes it.
        PROGRAM: line.program ?? '......',
        TERM_CODE: term,
        TRNS_TITLE: line.source,
        SUBJ_CODE_INST: course.subject,
        CRSE_NUMB_INST: course.number,
        INST_CREDITS_USED: line.awarded,
        GRDE_CODE: grade,
      };
    case 'peoplesoft':
      return {
        POSTING_KEY: key,
        ACTION: isTakenBack ? 'D' : 'A',
        EMPLID: student,
        INSTITUTION: institution,
        TRNSFR_SRC_ID: source,
        STRM: term,
        DESCR: line.source,
        SCHOOL_SUBJECT: course.subject,
        SCHOOL_CRSE_NBR: course.number,
        UNT_TRNSFR: line.awarded,
        CRSE_GRADE_OFF: grade,
      };
  }
}
