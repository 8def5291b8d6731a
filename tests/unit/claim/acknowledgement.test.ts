import { describe, expect, it } from 'vitest';
import { type AwaitedLine, decodeAnswer, readAcknowledgement, settledBy } from '@/lib/claim/acknowledgement';
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
    ['sep=;', 'posting/ack-columns'],
    ['sep=;\nposting_key,status\na,ok', 'posting/ack-columns'],
  ])('%j is refused as a whole', (text, problem) => {
    expect(readAcknowledgement(text)).toEqual({ rows: [], problems: [{ row: 0, problem }] });
  });

  it('names each row that it does not understand', () => {
    expect(readAcknowledgement('posting_key,status\na,maybe\nb,ok\nc,').problems).toEqual([
      { row: 2, problem: 'posting/ack-status' },
      { row: 4, problem: 'posting/ack-status' },
    ]);
  });

  it('takes one separator from its head, so that a comma in a reason moves nothing', () => {
    expect(readAcknowledgement('posting_key;reason;status\nk1;Duplicate, posted;failed\n')).toEqual({
      rows: [{ row: 2, key: 'k1', outcome: 'failed', reference: '', reason: 'Duplicate, posted' }],
      problems: [],
    });
    expect(
      readAcknowledgement('posting_key\tstatus\treason\tcredit\nk1\tfailed\tNo; later\t2,5'),
    ).toMatchObject({
      rows: [{ row: 2, reason: 'No; later' }],
      problems: [],
    });
    expect(readAcknowledgement('"posting;key";posting_key;status\na;k1;ok').rows).toHaveLength(1);
  });

  it('names each row of another width than its head', () => {
    expect(readAcknowledgement('posting_key,status,credit\nk1,failed,2,5\nk2,ok\nk3,ok,2')).toEqual({
      rows: [{ row: 4, key: 'k3', outcome: 'confirmed', reference: '', reason: '' }],
      problems: [
        { row: 2, problem: 'posting/ack-width' },
        { row: 3, problem: 'posting/ack-width' },
      ],
    });
  });

  it('passes over the line in which a spreadsheet states its separator, and counts it', () => {
    for (const start of ['sep=;\r\n', '\ufeffSEP=;\n', '"sep=;"\n'])
      expect(readAcknowledgement(`${start}posting_key;status;credit\nk1;ok;2,5\nk2;?;1`)).toMatchObject({
        rows: [{ row: 3, key: 'k1', outcome: 'confirmed' }],
        problems: [{ row: 4, problem: 'posting/ack-status' }],
      });
  });

  it('is decoded as its first bytes say, and UTF-8 otherwise', () => {
    const text = 'posting_key,status\nk1,ok';
    const little = Buffer.from(`\ufeff${text}`, 'utf16le');
    for (const bytes of [
      Buffer.from(text),
      Buffer.from(`\ufeff${text}`),
      little,
      Buffer.from(little).swap16(),
    ])
      expect(readAcknowledgement(decodeAnswer(bytes)).rows).toHaveLength(1);
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
