import { describe, expect, test } from 'vitest';
import {
  buildDefinition,
  type KnownCourse,
  plainDenial,
  targetProblems,
} from '@/lib/import/equivalency-rule';
import { type EquivalencyRow, parseEquivalencyRow } from '@/lib/import/equivalency-row';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { RuleDefinition } from '@/lib/rule/rule-version';

const courses = new Map<string, KnownCourse>([
  ['T-1', { credits: '6', level: null }],
  ['T-2', { credits: null, level: null }],
  ['T-3', { credits: null, level: 'Transfer elective' }],
]);

function row(cells: object): EquivalencyRow {
  const read = parseEquivalencyRow({ institution: 'College', courses: 'A 1', targets: 'T-1', ...cells });
  if (!read.ok) throw new Error(JSON.stringify(read.notes));
  return read.row;
}
const definitionOf = (cells: object, claimFrom: CivilDate | null = null) =>
  RuleDefinition.parse(buildDefinition(row(cells), (key) => `id of ${key}`, courses, claimFrom));
const idOf = (code: string) => `id of external_course|college|${code}`;

describe('a decision as a rule', () => {
  test('one course for one course, credits from the catalog', () => {
    expect(definitionOf({})).toEqual({
      premise: { mc: idOf('a 1') },
      outcomes: [{ lines: [{ kind: 'course', target: 'T-1', credits: { catalog: true } }] }],
    });
  });

  test('together, alternatives, a least score', () => {
    expect(definitionOf({ courses: 'A 1 + A 2 | A 3', min_score: '70' }).premise).toEqual({
      any: [
        {
          all: [
            { mc: idOf('a 1'), minScore: '70' },
            { mc: idOf('a 2'), minScore: '70' },
          ],
        },
        { mc: idOf('a 3'), minScore: '70' },
      ],
    });
  });

  test('stated credits win; without any, the credits of what was learned are taken over', () => {
    const lines = (targets: string) => definitionOf({ targets }).outcomes[0]?.lines;
    expect(lines('T-1 (2) + T-2 (1.5)')).toEqual([
      { kind: 'course', target: 'T-1', credits: { amount: '2' } },
      { kind: 'course', target: 'T-2', credits: { amount: '1.5' } },
    ]);
    expect(lines('T-2')).toEqual([{ kind: 'course', target: 'T-2', credits: { fromSource: true } }]);
    expect(lines('T-3')).toEqual([{ kind: 'elective', target: 'T-3', credits: { fromSource: true } }]);
  });

  test('no targets is a decided no, and its words do not sound like "not yet"', () => {
    expect(definitionOf({ targets: 'NONE' })).toMatchObject({ outcomes: [], deny: true });
    expect(plainDenial).toMatch(/decided: no credit/);
  });

  test('programs, period and first day of claims', () => {
    expect(
      definitionOf({ programs: 'P-2; P-1', issued_from: '2020-01-01' }, '2026-11-25' as CivilDate),
    ).toMatchObject({
      programs: ['P-1', 'P-2'],
      credentialWindow: { from: '2020-01-01' },
      claimWindow: { from: '2026-11-25' },
    });
  });
});

test('an unknown course, and a share nobody can know, are problems; a share that is stated or the only one is not', () => {
  const problems = (targets: string) =>
    targetProblems(row({ targets }).targets, courses).map(({ code, values }) => `${code} ${values['code']}`);
  expect(problems('T-1 + X-1')).toEqual(['targets/unknown X-1']);
  expect(problems('T-1 + T-2')).toEqual(['targets/share-unknown T-2']);
  expect(problems('T-1 + T-2 (3)')).toEqual([]);
  expect(problems('T-2')).toEqual([]);
});
