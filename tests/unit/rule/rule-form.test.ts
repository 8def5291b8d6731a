import { describe, expect, it } from 'vitest';
import { DefinitionFromForm } from '@/lib/rule/rule-form';

describe('reading a form', () => {
  const form = (change: object) =>
    DefinitionFromForm.safeParse({
      premise: { branches: [{ mc: 'a' }] },
      outcomes: [{ lines: [{ target: 'X', amount: '3' }] }],
      ...change,
    });
  const problems = (change: object) => {
    const result = form(change);
    return result.success ? [] : result.error.issues.map((issue) => issue.path.join('.'));
  };

  it('leaves blank rows out', () => {
    expect(
      form({
        premise: {
          way: 'any',
          branches: [{}, { mc: 'a' }, { type: 'group', branches: [{}] }, { type: 'assessment' }],
        },
        outcomes: [{ lines: [{}] }, { lines: [{ target: 'X', amount: '1' }, {}] }],
      }).data,
    ).toEqual({
      premise: { mc: 'a' },
      outcomes: [{ lines: [{ kind: 'course', target: 'X', credits: { amount: '1' } }] }],
    });
  });

  it('reads amounts and scores with a decimal comma as with a point', () => {
    expect(
      form({
        premise: { branches: [{ mc: 'a', minScore: '79,50', belowScore: '85,5' }] },
        outcomes: [{ lines: [{ target: 'X', amount: '2,5' }] }],
      }).data,
    ).toEqual({
      premise: { mc: 'a', minScore: '79.5', belowScore: '85.5' },
      outcomes: [{ lines: [{ kind: 'course', target: 'X', credits: { amount: '2.5' } }] }],
    });
  });

  it.each([
    ['premise.branches.0.mc', { premise: { branches: [{}] } }],
    ['premise.branches.0.minScore', { premise: { branches: [{ mc: 'a', minScore: '80%' }] } }],
    ['premise.branches.0.minEqf', { premise: { branches: [{ mc: 'a', minEqf: '9' }] } }],
    ['premise.branches.0.assessment', { premise: { branches: [{ type: 'assessment', minScore: '5' }] } }],
    ['premise.count', { premise: { way: 'atLeast', count: '2', branches: [{ mc: 'a' }] } }],
    ['premise.count', { premise: { way: 'atLeast', count: '', branches: [{ mc: 'a' }] } }],
    ['outcomes.0.lines.0.target', { outcomes: [{ lines: [{ amount: '3' }] }] }],
    ['outcomes.0.lines.0.amount', { outcomes: [{ lines: [{ target: 'X', amount: '1,234.5' }] }] }],
    ['outcomes.0.lines.0.amount', { outcomes: [{ lines: [{ target: 'X' }] }] }],
    ['outcomes.0.lines.0.amount', { outcomes: [{ lines: [{ target: 'X', amount: '10000.5' }] }] }],
    [
      'outcomes.0.lines.0.credit',
      { outcomes: [{ lines: [{ kind: 'block', target: 'X', credit: 'catalog' }] }] },
    ],
    ['outcomes.0.lines.0.unit', { outcomes: [{ lines: [{ target: 'X', amount: '3', unit: 'POINTS' }] }] }],
    ['claimWindow.from', { claimWindow: { from: '2026-02-30' } }],
    // The database holds no window that runs backwards, and a term is none either.
    ['claimWindow.to', { claimWindow: { from: '2027-01-01', to: '2026-12-31' } }],
    ['credentialWindow.to', { credentialWindow: { from: '2027-01-01', to: '2026-12-31' } }],
    ['termWindow.to', { termWindow: { from: '2027-01-01', to: '2026-12-31' } }],
    ['exclusiveGroup', { combining: 'group' }],
    ['priority', { priority: '-1' }],
    // A draft with one of these could be saved, and never read again.
    ['premise', { premise: { branches: [{ mc: 'a'.repeat(201) }] } }],
    ['outcomes', { outcomes: [{ lines: [{ target: 'X'.repeat(201), amount: '3' }] }] }],
    ['tags', { tags: 't'.repeat(201) }],
    ['exclusiveGroup', { combining: 'group', exclusiveGroup: 'g'.repeat(201) }],
  ])('names the field %s', (field, change) => {
    expect(problems(change)).toEqual([field]);
  });

  it('gives an elective without a name its plain name, and a denial no lines', () => {
    expect(
      form({ outcomes: [{ lines: [{ kind: 'elective', amount: '3' }] }] }).data?.outcomes[0]?.lines[0]
        ?.target,
    ).toBe('Elective');
    expect(form({ decision: 'deny' }).data).toEqual({ premise: { mc: 'a' }, outcomes: [], deny: true });
  });

  it('takes no field that is not its own', () => {
    expect(problems({ status: 'published' })).toEqual(['']);
  });
});
