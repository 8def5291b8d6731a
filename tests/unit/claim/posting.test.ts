import { describe, expect, it } from 'vitest';
import { type DueLine, planPosting, postingColumns, PostingSettings, splitCourse } from '@/lib/claim/posting';
import { parsePostingQuery, postingHref } from '@/lib/claim/posting-query';

const claimId = '11111111-1111-4111-8111-111111111111';
const line: DueLine = {
  kind: 'award',
  claimId,
  studentId: 's1',
  studentName: 'Mia Example',
  mailbox: 'mia@example.test',
  studentNumber: '00042',
  decisionId: 'd1',
  line: 1,
  version: 1,
  target: 'WELD 101',
  awarded: '6',
  unit: 'US_SEM',
  program: null,
  decidedOn: '2026-11-25',
  source: 'Welding, Guild',
  failure: null,
  isCrossed: false,
};
const settings = PostingSettings.parse({ layout: 'plain', term: '202710' });
const banner = PostingSettings.parse({ ...settings, layout: 'banner', source: 'MCRED1' });
const nobody = new Set<string>();
const gaps = (lines: Partial<DueLine>[], with_ = settings, own = nobody) =>
  planPosting(
    lines.map((one) => ({ ...line, ...one })),
    with_,
    own,
  ).map(({ gap }) => gap);

describe('what leaves for a student system', () => {
  it.each([
    ['WELD 101', { subject: 'WELD', number: '101' }],
    ['CS-210A', { subject: 'CS', number: '210A' }],
    ['CS105', { subject: 'CS', number: '105' }],
    ['ART HIST 12.5', { subject: 'ART HIST', number: '12.5' }],
    ['Humanities', null],
    ['101', null],
    ['=1+1', null],
    ['WELD 101 ', null],
  ])('of the course %s takes subject and number apart', (code, parts) => {
    expect(splitCourse(code)).toEqual(parts);
  });

  it('says of each line what it lacks, the first thing first', () => {
    expect(gaps([{}])).toEqual([null]);
    expect(gaps([{ studentNumber: null }], settings, new Set(['s1']))).toEqual(['own']);
    expect(gaps([{ studentNumber: null, awarded: '8/3' }])).toEqual(['number']);
    expect(gaps([{ target: 'Humanities' }])).toEqual([null]);
    expect(gaps([{ target: 'Humanities' }], banner)).toEqual(['course']);
    expect(gaps([{ awarded: '8/3' }])).toEqual(['decimal']);
  });

  it('lets a claim leave whole, and no other wait for it', () => {
    expect(
      gaps([{}, { line: 2, awarded: '8/3' }, { decisionId: 'd2', claimId: 'c2', studentId: 's2' }]),
    ).toEqual(['sibling', 'decimal', null]);
  });

  it('adds credit anew only once its removal was answered, and removes none that was added anew', () => {
    const removal = { kind: 'reversal', decisionId: 'd0' } as const;
    expect(gaps([{ isCrossed: true }])).toEqual(['removal']);
    expect(gaps([removal, {}, { line: 2, target: 'ART 1' }])).toEqual([null, 'removal', 'removal']);
    expect(gaps([{ ...removal, claimId: 'c0' }, {}])).toEqual([null, 'removal']);
    expect(gaps([{ ...removal, claimId: 'c0', target: 'ART 1' }, {}])).toEqual([null, null]);
    expect(gaps([{ ...removal, claimId: 'c0', studentId: 's2' }, {}])).toEqual([null, null]);
    expect(
      gaps([
        { ...removal, isCrossed: true },
        { ...removal, line: 2, target: 'ART 1' },
      ]),
    ).toEqual(['anew', null]);
    expect(gaps([{ ...removal, isCrossed: true }, {}])).toEqual(['anew', null]);
  });

  it('has every column of its layout, and no name of a student', () => {
    for (const layout of ['plain', 'banner', 'peoplesoft'] as const) {
      const all = { ...settings, layout, source: 'MCRED1', institution: 'EXU01' };
      const [planned] = planPosting([{ ...line, kind: 'reversal' }], all, nobody);
      const cells = planned?.cells ?? {};
      expect(Object.keys(cells)).toEqual(postingColumns[layout]);
      expect(Object.values(cells)).toEqual(
        expect.arrayContaining([`${claimId}-1-1`, '00042', '202710', '6', 'TR', 'Welding, Guild']),
      );
      expect(JSON.stringify(cells)).not.toMatch(/Mia|example\.test/);
      expect(Object.values(cells)[1]).toBe(layout === 'plain' ? 'remove' : 'D');
    }
  });

  it('asks for the codes that a layout needs', () => {
    const problems = (given: object) =>
      PostingSettings.safeParse(given).error?.issues.map(
        ({ path, message }) => `${path.join('.')} ${message}`,
      );
    expect(problems({ layout: 'plain', term: '' })).toEqual(['term posting/code-form']);
    expect(problems({ layout: 'plain', term: '=cmd' })).toEqual(['term posting/code-form']);
    expect(problems({ layout: 'banner', term: '1' })).toEqual(['source posting/code-needed']);
    expect(problems({ layout: 'peoplesoft', term: '1', source: 'X' })).toEqual([
      'institution posting/code-needed',
    ]);
  });

  it('is asked for by an address that says all of it', () => {
    const asked = { settings: banner, show: 'missing' as const, page: 3, batchPage: 2 };
    const parameters = new URLSearchParams(postingHref(asked).split('?')[1]);
    expect(parsePostingQuery(Object.fromEntries(parameters))).toEqual(asked);
    expect(parsePostingQuery({ layout: 'x', page: '-1', batches: ['1'] })).toEqual({
      settings: null,
      show: 'ready',
      page: 1,
      batchPage: 1,
    });
    expect(postingHref(parsePostingQuery({}))).toBe('/registrar/claims/posting');
  });
});
