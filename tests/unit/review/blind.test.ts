import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isBlind, isWithheld, roundOf, seesBallotOf } from '@/lib/review/blind';

const stage = fc.record({
  status: fc.constantFrom('open' as const, 'closed' as const),
  revealedAt: fc.constantFrom(null, '2026-11-25T10:00:00.000Z'),
});
const person = fc.constantFrom('a', 'b', 'c');

test('of an open stage nobody sees another’s ballot before its chair reveals it', () => {
  fc.assert(
    fc.property(stage, person, person, (of, owner, reader) => {
      const isOver = of.status === 'closed' || of.revealedAt !== null;
      expect(seesBallotOf(of, owner, reader)).toBe(isOver || owner === reader);
      expect(isBlind(of)).toBe(!isOver);
    }),
  );
});

test('a ballot after the reveal belongs to the second round', () => {
  expect(roundOf({ status: 'open', revealedAt: null })).toBe(1);
  expect(roundOf({ status: 'open', revealedAt: '2026-11-25T10:00:00.000Z' })).toBe(2);
});

test('what the panel says in a blind stage is withheld from the record while it is blind', () => {
  for (const action of [
    'review.castVote',
    'review.scoreRubric',
    'review.markCoverage',
    'review.askForMore',
  ]) {
    expect(isWithheld({ action, stageId: 'one' }, 'one')).toBe(true);
    expect(isWithheld({ action, stageId: 'one' }, 'two')).toBe(false);
    expect(isWithheld({ action, stageId: null }, 'two')).toBe(true);
    expect(isWithheld({ action, stageId: null }, null)).toBe(false);
  }
  expect(isWithheld({ action: 'review.closeStage', stageId: 'one' }, 'one')).toBe(false);
  expect(isWithheld({ action: 'rule.revise', stageId: null }, 'one')).toBe(false);
});
