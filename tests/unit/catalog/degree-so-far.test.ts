import { describe, expect, test } from 'vitest';
import { degreeSoFar } from '@/lib/catalog/degree-so-far';
import { CreditCase } from '@/lib/credit/input';

const totals = { awarded: '12', counted: '9' };
const caseOf = (earned: readonly object[], more: object = {}) =>
  CreditCase.parse({
    policy: { homeUnit: 'US_SEM' },
    student: { claimDate: '2026-11-25', credentials: [], earned },
    rules: [],
    ...more,
  });
const degree = (earned: readonly object[], total = '120', catalog: object = {}) =>
  degreeSoFar(caseOf(earned, { program: { code: 'BS', total }, catalog }), totals);

describe('the degree so far', () => {
  test('what was earned there is a part of its own, and is not left to earn', () =>
    expect(
      degree([
        { course: 'IT 101', credits: '3' },
        { course: 'CS 101', credits: '3' },
        { course: 'MATH 110', credits: '3' },
      ]),
    ).toEqual({ earned: '9', counted: '9', lost: '3', rest: '102' }));

  test.each([
    ['nothing earned yet', [], '120', { earned: '0', rest: '111' }],
    ['no credit known of a course', [{ course: 'A' }], '120', { earned: '0', rest: '111' }],
    [
      'a course that is named twice',
      [
        { course: 'A', credits: '3' },
        { course: 'A', credits: '3' },
      ],
      '120',
      { earned: '3', rest: '108' },
    ],
    ['more than the program asks', [{ course: 'A', credits: '5/2' }], '10', { earned: '2.5', rest: '0' }],
  ])('%s', (_, earned, total, expected) => expect(degree(earned, total)).toMatchObject(expected));

  test('of courses that are equivalent one is earned, the larger', () =>
    expect(
      degree(
        [
          { course: 'A', credits: '3' },
          { course: 'B', credits: '4' },
          { course: 'C', credits: '2' },
        ],
        '120',
        {
          equivalents: [['A', 'B']],
        },
      ),
    ).toMatchObject({ earned: '6', rest: '105' }));

  test('without a program nothing can be left', () =>
    expect(degreeSoFar(caseOf([{ course: 'A', credits: '3' }]), totals)).toEqual({
      earned: '3',
      counted: '9',
      lost: '3',
      rest: null,
    }));
});
