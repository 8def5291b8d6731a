import { describe, expect, test } from 'vitest';
import { changeNotes, decisionNotes } from '@/lib/import/change-notes';
import { RuleDefinition } from '@/lib/rule/rule-version';

const told = (notes: { code: string; values: Readonly<Record<string, string>> }[]) =>
  notes.map(({ code, values }) =>
    code === 'change/cell' ? `${values['field']}: ${values['before']} -> ${values['after']}` : code,
  );

describe('what a row changes', () => {
  test('is each cell that it gives and that says something else now, with both', () =>
    expect(
      told(
        changeNotes(
          { title: 'Algebra', credits: '3', level: 'LD', status: 'active', skills: ['a', 'b'] },
          { title: 'Algebra', credits: '2', level: null, status: undefined, skills: ['b', 'a'] },
        ),
      ),
    ).toEqual(['credits: 3 -> 2']));

  test('is all of it where nothing is stored yet', () =>
    expect(told(changeNotes(null, { eqfMin: 5, assessment: ['essay', 'exam'] }))).toEqual([
      'eqfMin:  -> 5',
      'assessment:  -> essay; exam',
    ]));
});

describe('what a row changes of a decision', () => {
  const decided = (targets: readonly [string, string][], more: object = {}, publicNote = '') => ({
    definition: RuleDefinition.parse({
      premise: { mc: 'a' },
      outcomes: [
        { lines: targets.map(([target, amount]) => ({ kind: 'course', target, credits: { amount } })) },
      ],
      ...more,
    }),
    publicNote,
  });
  const before = decided([['ARCH 2150', '3']]);

  test.each([
    [['granted: ARCH 2150 (3) -> ARCH 2150 (2)'], decided([['ARCH 2150', '2']])],
    [
      ['granted: ARCH 2150 (3) -> ARCH 2150 (3) + IT 101 (1)'],
      decided([
        ['IT 101', '1'],
        ['ARCH 2150', '3'],
      ]),
    ],
    [
      ['granted: ARCH 2150 (3) -> NONE', 'publicNote:  -> No.'],
      decided([], { deny: true, outcomes: [] }, 'No.'),
    ],
    [['programs:  -> BA; BSC'], decided([['ARCH 2150', '3']], { programs: ['BSC', 'BA'] })],
    [['change/conditions'], decided([['ARCH 2150', '3']], { premise: { mc: 'a', minScore: '80' } })],
  ])('%j', (expected, after) => expect(told(decisionNotes(before, after))).toEqual(expected));
});
