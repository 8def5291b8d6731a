import { expect, it } from 'vitest';
import { contradictsWithoutReason, hasBasis } from '@/lib/rule/basis';
import { RuleBasis } from '@/lib/rule/rule-version';

const id = '11111111-1111-4111-8111-111111111111';

it.each([
  [true, { kind: 'ownReview' }],
  [true, { kind: 'agreement' }],
  [true, { kind: 'recommendation', recommendationIds: [id], adoption: 'asIs' }],
  [
    true,
    {
      kind: 'recommendation',
      recommendationIds: [id],
      adoption: 'changed',
      changedBecause: 'Half of the hours.',
    },
  ],
  [false, { kind: 'recommendation', recommendationIds: [id], adoption: 'changed', changedBecause: ' ' }],
  [false, { kind: 'recommendation' }],
  [true, { kind: 'precedent', precedentRuleVersionIds: [id] }],
  [false, { kind: 'precedent' }],
])('says %s for %j', (expected, basis) => {
  expect(hasBasis(RuleBasis.parse(basis), { restsOnImport: false })).toBe(expected);
});

it('takes the import that a decision came with for its precedent, and for nothing else', () => {
  expect(hasBasis(RuleBasis.parse({ kind: 'precedent' }), { restsOnImport: true })).toBe(true);
  expect(hasBasis(RuleBasis.parse({ kind: 'recommendation' }), { restsOnImport: true })).toBe(false);
});

it.each([
  [true, '', ['denied-elsewhere']],
  [true, ' \n', ['target-foreign', 'denied-elsewhere']],
  [true, '', ['decided-otherwise']],
  [false, 'The exam is supervised now.', ['denied-elsewhere']],
  [false, '', ['target-foreign']],
  [false, '', []],
] as const)('owes a reason: %s, with %j beside %j', (owes, otherwiseBecause, codes) => {
  expect(
    contradictsWithoutReason(
      { otherwiseBecause },
      codes.map((code) => ({ code })),
    ),
  ).toBe(owes);
});
