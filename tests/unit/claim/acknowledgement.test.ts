import { describe, expect, it } from 'vitest';
import { type AwaitedLine, readAcknowledgement, settledBy } from '@/lib/claim/acknowledgement';
import { readStudentNumbers } from '@/lib/claim/student-numbers';

describe('the answer of a student system', () => {
  it('is read with other separators, heads in capitals, and a mark at its start', () => {
    for (const [start, between] of [
      ['', ','],
      ['\ufeff', ';'],
      ['', '\t'],
    ] as const)
      expect(
        readAcknowledgement(
          `${start}${['Status', 'POSTING_KEY', 'Message', 'sis_reference'].join(between)}\r\n${['OK', ' k1 ', '', 'R9'].join(between)}\n\n${['rejected', 'k2', '"No, such course"', ''].join(between)}\n`,
        ),
      ).toEqual({
        rows: [
          { row: 2, key: 'k1', outcome: 'confirmed', reference: 'R9', reason: '' },
          { row: 3, key: 'k2', outcome: 'failed', reference: '', reason: 'No, such course' },
        ],
        problems: [],
      });
  });

  it.each([
    ['', 'posting/ack-columns'],
    ['posting_key,status', 'posting/ack-empty'],
    ['key,answer\na,b', 'posting/ack-columns'],
    ['posting_key,status\n"a', 'posting/ack-unreadable'],
  ])('%j is refused as a whole', (text, problem) => {
    expect(readAcknowledgement(text)).toEqual({ rows: [], problems: [{ row: 0, problem }] });
  });

  it('names each row that it does not understand', () => {
    expect(readAcknowledgement('posting_key,status\na,maybe\nb,ok\nc,').problems).toEqual([
      { row: 2, problem: 'posting/ack-status' },
      { row: 4, problem: 'posting/ack-status' },
    ]);
  });

  it('settles what is awaited, once, and nothing where a row is wrong', () => {
    const lines: AwaitedLine[] = [
      { key: 'a', state: 'sent', isOwn: false },
      { key: 'b', state: 'confirmed', isOwn: true },
      { key: 'c', state: 'failed', isOwn: false },
      { key: 'd', state: 'sent', isOwn: true },
    ];
    const row = (key: string, outcome: 'confirmed' | 'failed', reason = 'x') => ({
      row: 2,
      key,
      outcome,
      reference: '',
      reason,
    });
    expect(settledBy([row('a', 'confirmed'), row('b', 'confirmed'), row('c', 'failed')], lines)).toEqual({
      rows: [row('a', 'confirmed')],
      problems: [],
    });
    const problem = (...rows: ReturnType<typeof row>[]) =>
      settledBy(rows, lines).problems.map((one) => one.problem);
    expect(problem(row('z', 'confirmed'))).toEqual(['posting/ack-key']);
    expect(problem(row('a', 'confirmed'), row('a', 'confirmed'))).toEqual(['posting/ack-twice']);
    expect(problem(row('b', 'failed'), row('c', 'confirmed'))).toEqual([
      'posting/ack-otherwise',
      'posting/ack-otherwise',
    ]);
    expect(problem(row('a', 'failed', ''))).toEqual(['posting/ack-reason']);
    expect(problem(row('d', 'confirmed'))).toEqual(['posting/ack-own']);
  });
});

describe('student numbers', () => {
  it('are read one a line, whatever stands between; an address alone says nothing', () => {
    expect(readStudentNumbers('a@b.example 0012\r\nc@d.example;X-9\n\ne@f.example \n')).toEqual({
      ok: true,
      value: [
        { mailbox: 'a@b.example', number: '0012' },
        { mailbox: 'c@d.example', number: 'X-9' },
      ],
    });
  });

  it.each([
    ['a@b.example', 'posting/numbers-none'],
    ['a@b.example 1 2', 'posting/numbers-form'],
    ['a@b.example =1', 'posting/numbers-form'],
    ['somebody 12', 'posting/numbers-form'],
    [`a@b.example ${'1'.repeat(33)}`, 'posting/numbers-form'],
    ['a@b.example 1\n'.repeat(501), 'posting/numbers-many'],
  ])('%j are refused', (text, reason) => {
    expect(readStudentNumbers(text)).toMatchObject({ ok: false, reason });
  });
});
