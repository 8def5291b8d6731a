import { expect, test } from 'vitest';
import { openChoices } from '@/lib/catalog/open-choices';
import { evaluateWithTrace } from '@/lib/credit/evaluate';
import { CreditCase } from '@/lib/credit/input';

const course = (target: string) => ({ kind: 'course', target, credits: { amount: '3' } });
const block = (target: string, amount: string) => ({ kind: 'block', target, credits: { amount } });

function choices(outcomes: object[][], earned: string[] = []): Record<string, string[][]> {
  const input = CreditCase.parse({
    policy: { homeUnit: 'US_SEM' },
    student: {
      claimDate: '2026-11-25',
      credentials: [{ id: '1', mc: 'a', issuedOn: '2026-01-01' }],
      earned: earned.map((code) => ({ course: code })),
    },
    rules: [{ id: 'R', premise: { mc: 'a' }, outcomes: outcomes.map((lines) => ({ lines })) }],
  });
  return Object.fromEntries(
    Object.entries(openChoices(input, evaluateWithTrace(input))).map(([id, own]) => [
      id,
      own.map((lines) => lines.map(({ target }) => target)),
    ]),
  );
}

test('an alternative stands once for its rule, with all of its lines', () => {
  expect(choices([[course('STAT 340'), course('DATA 101')], [block('Data Science', '6')]])).toEqual({
    R: [['Data Science']],
  });
});

test('what is earned already is no alternative, nor a part of one', () => {
  expect(choices([[block('Data Science', '6')], [course('STAT 340')]], ['STAT 340'])).toEqual({ R: [] });
  expect(
    choices([[block('Data Science', '6')], [course('STAT 340'), course('DATA 101')]], ['STAT 340']),
  ).toEqual({ R: [['DATA 101']] });
});

test('a rule with one outcome leaves nothing to choose', () => {
  expect(choices([[course('STAT 340')]])).toEqual({ R: [] });
});
