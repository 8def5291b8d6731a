import { describe, expect, it } from 'vitest';
import { saidByDepartments } from '@/lib/catalog/said-by-department';
import { aHealthWorld, inForce } from '@/tests/support/rule-book';

const gives = (amount: string) => ({
  outcomes: [{ lines: [{ kind: 'course', target: 'INF-204', credits: { amount } }] }],
});
const denied = { deny: true, outcomes: [] };
const said = (...rules: [string | null, object][]) =>
  saidByDepartments(
    'a',
    rules.map(([departmentId, definition]) => inForce(definition, { departmentId })),
    aHealthWorld(),
  ).map(({ by, word, ects }) => `${by} ${word} ${ects}`);

describe('what departments say about a certificate', () => {
  it('is the most that one of their rules gives, each for itself', () => {
    expect(said(['x', gives('3')], ['x', gives('6')], ['x', gives('4')], ['y', gives('5')])).toEqual([
      'x yes 6',
      'y yes 5',
    ]);
  });

  it('is no where they refuse and give nothing beside it', () => {
    expect(said(['x', denied], ['y', denied], ['y', gives('3')], ['z', gives('3')], ['z', denied])).toEqual([
      'x no null',
      'y yes 3',
      'z yes 3',
    ]);
  });

  it('is partly in some programs alone, or with more than the certificate', () => {
    expect(
      said(
        ['x', { ...gives('3'), programs: ['BSC'] }],
        ['y', { ...gives('3'), premise: { all: [{ mc: 'a' }, { mc: 'b' }] } }],
        ['z', { ...gives('3'), premise: { any: [{ mc: 'a' }, { mc: 'b' }] }, programs: ['*'] }],
        ['w', { ...gives('3'), premise: { all: [{ mc: 'a' }, { assessment: 'Exam', minScore: '5' }] } }],
      ),
    ).toEqual(['x partly 3', 'y partly 3', 'z yes 3', 'w partly 3']);
  });

  it('has the largest alternative, what the course list says, and nothing where nobody can count it', () => {
    const line = (credits: object) => ({ lines: [{ kind: 'course', target: 'inf 204', credits }] });
    expect(said(['x', { outcomes: [line({ amount: '2' }), line({ catalog: true })] }])).toEqual(['x yes 6']);
    expect(said(['x', { outcomes: [line({ amount: '2', unit: 'CEU' })] }])).toEqual(['x yes null']);
  });

  it('leads to the rule that says it, whichever of several stands first', () => {
    const by = (...amounts: string[]) =>
      saidByDepartments(
        'a',
        amounts.map((amount) => inForce(gives(amount), { id: `gives ${amount}`, departmentId: 'x' })),
        aHealthWorld(),
      ).map(({ ruleVersionId }) => ruleVersionId);
    expect([by('3', '6'), by('6', '3')]).toEqual([['gives 6'], ['gives 6']]);
  });

  it('is nothing of a rule without a department', () => {
    expect(said([null, gives('3')])).toEqual([]);
  });
});
