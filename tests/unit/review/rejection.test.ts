import { expect, test } from 'vitest';
import { rejectionFrom, rejectionsOf, type RejectionKind } from '@/lib/review/rejection';

const ballots = (...kinds: (RejectionKind | null)[]) =>
  kinds.map((kind, index) => ({
    personId: `p${index}`,
    ordinal: 1,
    choice: 'reject' as const,
    rejection: kind && { kind, publicReason: `Reason ${index}.` },
  }));

test('it is "no credit" where more than half of those who reject say so', () => {
  expect(rejectionFrom(ballots('not_as_proposed', 'no_credit', 'no_credit'), '')).toEqual({
    kind: 'no_credit',
    publicReason: 'Reason 1.',
  });
  expect(rejectionFrom(ballots('no_credit', 'not_as_proposed'), '').kind).toBe('not_as_proposed');
  expect(rejectionFrom(ballots(null), '')).toEqual({ kind: 'not_as_proposed', publicReason: '' });
});

test('the chair’s sentence wins over those of the ballots, and changes nothing else', () => {
  expect(rejectionFrom(ballots('no_credit'), 'It examines nothing.')).toEqual({
    kind: 'no_credit',
    publicReason: 'It examines nothing.',
  });
});

test('only ballots that reject count, and of each person the last', () => {
  const changed = [
    { personId: 'p0', ordinal: 2, choice: 'approve' as const, rejection: null },
    ...ballots('no_credit', 'not_as_proposed'),
  ];
  expect(rejectionFrom(changed, '').kind).toBe('not_as_proposed');
});

test('"no credit" is said to a proposal of credit for one certificate; else a proposal is not accepted as it is', () => {
  const of = { premise: { mc: 'a', minScore: '80' } };
  expect(rejectionsOf(of)).toEqual(['no_credit', 'not_as_proposed']);
  expect(rejectionsOf({ ...of, deny: true })).toEqual(['not_as_proposed']);
  expect(rejectionsOf({ premise: { all: [{ mc: 'a' }, { mc: 'b' }] } })).toEqual(['not_as_proposed']);
  expect(
    rejectionsOf({ premise: { all: [{ mc: 'a' }, { assessment: 'exam', minScore: '50' }] } }),
  ).toHaveLength(2);
});
