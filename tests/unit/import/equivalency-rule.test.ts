import { describe, expect, test } from 'vitest';
import {
  buildDefinition,
  grantOf,
  isSameDecision,
  subjectOf,
  type KnownCourse,
  plainDenial,
  targetProblems,
} from '@/lib/import/equivalency-rule';
import { type EquivalencyRow, parseEquivalencyRow } from '@/lib/import/equivalency-row';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { RuleDefinition } from '@/lib/rule/rule-version';

const courses = new Map<string, KnownCourse>([
  ['t1', { code: 'T-1', credits: '6', kind: 'course' }],
  ['t2', { code: 'T-2', credits: null, kind: 'course' }],
  ['t3', { code: 'T-3', credits: null, kind: 'elective' }],
]);

const programs = new Map([
  ['p1', 'P-1'],
  ['p2', 'P-2'],
]);
const reading = { withText: false, takeDoubtful: false };

function row(cells: object): EquivalencyRow {
  const read = parseEquivalencyRow(
    { institution: 'College', courses: 'A 1', targets: 'T-1', ...cells },
    reading,
  );
  if (!read.ok) throw new Error(JSON.stringify(read.notes));
  return read.row;
}
const definitionOf = (cells: object, claimFrom: CivilDate | null = null) =>
  RuleDefinition.parse(
    buildDefinition(row(cells), (key) => `id of ${key}`, { courses, programs }, claimFrom),
  );
const idOf = (code: string) => `id of external_course|college|${code.replaceAll(' ', '')}`;

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

test('codes of courses and programs are one code however they are written, and rules name them as the catalog does', () => {
  expect(definitionOf({ courses: 'a-1', targets: 't 1 (3) + T3', programs: 'p 1; P.2' })).toEqual(
    definitionOf({ courses: 'A 1', targets: 'T-1 (3) + T-3', programs: 'P-1; P-2' }),
  );
});

test('every condition is part of the rule, and of what makes it the same case; what is granted is not', () => {
  const conditions = [
    { programs: 'P-1' },
    { issued_from: '2020-01-01' },
    { issued_to: '2024-12-31' },
    { min_score: '3' },
    { min_score: '5' },
    { below_score: '5' },
    { evidence: 'transcript' },
    { versions: '2024' },
    {},
  ];
  for (const [i, a] of conditions.entries()) {
    for (const [j, b] of conditions.entries()) {
      expect(row(a).key === row({ ...b, targets: 'T-2', public_note: 'n', internal_note: 'i' }).key).toBe(
        i === j,
      );
      expect(subjectOf(definitionOf(a)) === subjectOf(definitionOf({ ...b, targets: 'T-2' }))).toBe(i === j);
    }
  }
});

test('the order of what is held decides nothing', () => {
  const held = { courses: 'A 1 + A 2 | A 3' };
  const definition = definitionOf(held);
  const turned = {
    ...definition,
    premise: { any: [...('any' in definition.premise ? definition.premise.any : [])].reverse() },
  };
  expect(subjectOf(definition)).toBe(subjectOf(turned));
  expect(isSameDecision(definition, turned)).toBe(true);
  expect(isSameDecision(definition, definitionOf({ ...held, targets: 'T-2' }))).toBe(false);
});

test('what a definition gives is one text, whoever it is about and from whatever day on', () => {
  const given = grantOf(definitionOf({ targets: 'T-1 + T-3' }));
  const about = { targets: 'T-3 + T-1', programs: 'P-1', min_score: '80', issued_from: '2026-01-01' };
  expect(grantOf({ ...definitionOf(about), claimWindow: { from: '2026-02-01' as CivilDate } })).toBe(given);
  expect(grantOf(definitionOf({ targets: 'T-1' }))).not.toBe(given);
  expect(grantOf(definitionOf({ targets: 'NONE' }))).not.toBe(given);
});

test('an unknown course, and a share nobody can know, are problems; a share that is stated or the only one is not', () => {
  const problems = (targets: string) =>
    targetProblems(row({ targets }).targets, courses).map(({ code, values }) => `${code} ${values['code']}`);
  expect(problems('T-1 + X-1')).toEqual(['targets/unknown X-1']);
  expect(problems('T-1 + T-2')).toEqual(['targets/share-unknown T-2']);
  expect(problems('T-1 + T-2 (3)')).toEqual([]);
  expect(problems('T-2')).toEqual([]);
});
