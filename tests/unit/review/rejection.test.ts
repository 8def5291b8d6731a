import { expect, test } from 'vitest';
import { rejectionFrom, rejectionsOf } from '@/lib/review/rejection';
import type { RejectionKind } from '@/lib/review/rejection-kind';

const ballots = (...kinds: (RejectionKind | null)[]) =>
  kinds.map((kind, index) => ({
    choice: 'reject' as const,
    isCasting: false,
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

test('only ballots that reject count', () => {
  const others = [{ choice: 'approve' as const, isCasting: false, rejection: null }];
  expect(rejectionFrom([...others, ...ballots('no_credit')], '').kind).toBe('no_credit');
});

test('a casting vote says which no it is only where no member rejected', () => {
  const casting = ballots('no_credit').map((ballot) => ({ ...ballot, isCasting: true }));
  expect(rejectionFrom(casting, '')).toEqual({ kind: 'no_credit', publicReason: 'Reason 0.' });
  expect(rejectionFrom([...casting, ...ballots(null, 'not_as_proposed')], '')).toEqual({
    kind: 'not_as_proposed',
    publicReason: 'Reason 1.',
  });
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
