import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  awardStands,
  type ClaimFacts,
  claimMoves,
  claimOutcomes,
  type ClaimParty,
  type ClaimState,
  claimStates,
  isOpenClaim,
  moveClaim,
} from '@/lib/claim/lifecycle';
import { lawRuns } from '@/tests/support/law-runs';

it('an award stands from its acceptance on until it is taken back', () => {
  expect(claimStates.filter(awardStands)).toEqual(['accepted', 'held', 'posted', 'closed']);
});

const good: ClaimFacts = {
  holdings: 1,
  withEvidence: 1,
  hasConsent: true,
  settled: 1,
  isReproduced: true,
  outcome: 'granted',
  reason: '',
  isStraightThrough: true,
  lines: { granted: 2, answered: 2, accepted: 1 },
  isHeld: true,
  posting: { sent: 0, confirmed: 1, due: 0 },
  request: { text: 'Your transcript', isInTime: true },
  answer: 'Here it is',
  wasDecided: false,
  appeal: { isInTime: true, isSecond: false, grounds: 'A certificate was overlooked' },
  isFirstDecider: false,
};

describe('the states of a claim', () => {
  it.each([
    ['draft', 'submit', 'student', {}, 'verifying'],
    ['draft', 'submit', 'student', { withEvidence: 0 }, 'claim/no-evidence'],
    ['draft', 'submit', 'student', { hasConsent: false }, 'claim/no-consent'],
    ['draft', 'submit', 'staff', {}, 'claim/not-yours'],
    ['verifying', 'verify', 'system', {}, 'evaluating'],
    ['verifying', 'verify', 'staff', { settled: 0 }, 'claim/not-verified'],
    ['verifying', 'verify', 'student', {}, 'claim/not-yours'],
    ['verifying', 'decide', 'staff', {}, 'claim/not-from-this-state'],
    ['evaluating', 'askForMore', 'staff', {}, 'info_requested'],
    ['evaluating', 'askForMore', 'staff', { request: { text: ' ', isInTime: true } }, 'claim/nothing-asked'],
    ['verifying', 'askForMore', 'staff', { request: { text: 'x', isInTime: false } }, 'claim/day-past'],
    ['info_requested', 'answer', 'student', {}, 'verifying'],
    ['info_requested', 'answer', 'student', { answer: ' ' }, 'claim/answer-empty'],
    ['info_requested', 'endRequest', 'staff', {}, 'verifying'],
    ['info_requested', 'endRequest', 'student', {}, 'claim/not-yours'],
    ['verifying', 'endRequest', 'staff', {}, 'claim/not-from-this-state'],
    ['evaluating', 'withdraw', 'student', { wasDecided: true }, 'claim/decision-on-record'],
    ['evaluating', 'decide', 'system', {}, 'decided'],
    ['evaluating', 'decide', 'system', { isStraightThrough: false }, 'claim/refusal-needs-a-person'],
    ['evaluating', 'decide', 'system', { outcome: 'refused' }, 'claim/refusal-needs-a-person'],
    ['evaluating', 'decide', 'staff', { outcome: 'refused' }, 'claim/reason-missing'],
    ['evaluating', 'decide', 'system', { outcome: 'undecided' }, 'claim/refusal-needs-a-person'],
    ['evaluating', 'decide', 'staff', { outcome: 'undecided' }, 'claim/reason-missing'],
    ['evaluating', 'decide', 'staff', { outcome: 'refused', reason: 'Too old' }, 'decided'],
    ['evaluating', 'decide', 'staff', { isReproduced: false }, 'claim/replay-differs'],
    ['decided', 'accept', 'student', {}, 'accepted'],
    ['decided', 'accept', 'student', { lines: { granted: 2, answered: 1, accepted: 1 } }, 'claim/lines-open'],
    [
      'decided',
      'accept',
      'student',
      { lines: { granted: 2, answered: 2, accepted: 0 } },
      'claim/nothing-granted',
    ],
    ['decided', 'decline', 'student', { lines: { granted: 2, answered: 2, accepted: 0 } }, 'declined'],
    ['decided', 'decline', 'student', {}, 'claim/line-accepted'],
    [
      'decided',
      'decline',
      'student',
      { lines: { granted: 0, answered: 0, accepted: 0 } },
      'claim/nothing-granted',
    ],
    ['decided', 'withdraw', 'student', {}, 'claim/not-from-this-state'],
    ['evaluating', 'withdraw', 'student', {}, 'withdrawn'],
    ['decided', 'appeal', 'student', {}, 'appealed'],
    [
      'decided',
      'appeal',
      'student',
      { appeal: { isInTime: true, isSecond: true, grounds: 'x' } },
      'claim/appealed-already',
    ],
    [
      'decided',
      'appeal',
      'student',
      { appeal: { isInTime: false, isSecond: false, grounds: 'x' } },
      'claim/appeal-too-late',
    ],
    [
      'decided',
      'appeal',
      'student',
      { appeal: { isInTime: true, isSecond: false, grounds: ' ' } },
      'claim/grounds-missing',
    ],
    ['appealed', 'uphold', 'staff', { reason: 'Nothing new' }, 'decided'],
    ['appealed', 'uphold', 'staff', {}, 'claim/reason-missing'],
    ['appealed', 'uphold', 'staff', { isFirstDecider: true, reason: 'x' }, 'claim/first-decider'],
    ['appealed', 'reopen', 'staff', { isFirstDecider: true, reason: 'x' }, 'claim/first-decider'],
    ['appealed', 'reopen', 'staff', { reason: 'Evidence was overlooked' }, 'evaluating'],
    ['accepted', 'hold', 'system', {}, 'held'],
    ['accepted', 'hold', 'system', { isHeld: false }, 'claim/not-held'],
    ['held', 'post', 'staff', { posting: { sent: 1, confirmed: 0, due: 0 } }, 'claim/not-from-this-state'],
    ['held', 'release', 'staff', { reason: 'Twelve credits earned' }, 'accepted'],
    ['held', 'release', 'staff', {}, 'claim/reason-missing'],
    ['accepted', 'post', 'staff', { posting: { sent: 1, confirmed: 1, due: 0 } }, 'posted'],
    ['accepted', 'post', 'staff', { posting: { sent: 1, confirmed: 0, due: 1 } }, 'claim/lines-unposted'],
    ['accepted', 'post', 'staff', {}, 'claim/lines-unposted'],
    ['decided', 'post', 'staff', {}, 'claim/not-from-this-state'],
    ['posted', 'confirmPosting', 'staff', {}, 'closed'],
    [
      'posted',
      'confirmPosting',
      'staff',
      { posting: { sent: 1, confirmed: 1, due: 0 } },
      'claim/lines-unconfirmed',
    ],
    ['accepted', 'confirmPosting', 'staff', {}, 'claim/not-from-this-state'],
    ['posted', 'failPosting', 'staff', { posting: { sent: 0, confirmed: 1, due: 1 } }, 'accepted'],
    [
      'posted',
      'failPosting',
      'staff',
      { posting: { sent: 1, confirmed: 0, due: 1 } },
      'claim/no-line-failed',
    ],
    ['posted', 'failPosting', 'staff', {}, 'claim/no-line-failed'],
    ['closed', 'reverse', 'staff', { reason: 'Revoked by its issuer' }, 'reversed'],
    ['held', 'reverse', 'staff', { reason: 'Counts already' }, 'reversed'],
    ['accepted', 'reverse', 'staff', {}, 'claim/reason-missing'],
    ['accepted', 'reverse', 'staff', { isFirstDecider: true, reason: 'x' }, 'claim/first-decider'],
    ['posted', 'reverse', 'staff', { reason: 'x' }, 'claim/not-from-this-state'],
    ['decided', 'reverse', 'staff', { reason: 'x' }, 'claim/not-from-this-state'],
    ['closed', 'reverse', 'student', { reason: 'x' }, 'claim/not-yours'],
    ['reversed', 'appeal', 'student', {}, 'reversal_appealed'],
    ['reversal_appealed', 'uphold', 'staff', { reason: 'It was revoked' }, 'reversed'],
    ['reversal_appealed', 'reopen', 'staff', { reason: 'It was not' }, 'evaluating'],
  ] as const)('%s, %s by %s with %j: %s', (from, move, by, other, expected) => {
    const moved = moveClaim(from, move, by, { ...good, ...other });
    expect(moved.ok ? moved.value : moved.reason).toBe(expected);
  });

  it('ends nowhere but with the student', () => {
    const leaves = (state: ClaimState) =>
      claimMoves.some((move) =>
        (['student', 'staff', 'system'] as const).some(
          (by) =>
            moveClaim(state, move, by, { ...good, reason: 'x' }).ok ||
            moveClaim(state, move, by, { ...good, lines: { granted: 1, answered: 1, accepted: 0 } }).ok,
        ),
      );
    expect(claimStates.filter((state) => !leaves(state))).toEqual(['declined', 'withdrawn']);
    expect(claimStates.filter(isOpenClaim)).toEqual([
      'draft',
      'verifying',
      'evaluating',
      'info_requested',
      'reversal_appealed',
      'appealed',
    ]);
  });
});

describe('over random histories', () => {
  const facts: fc.Arbitrary<ClaimFacts> = fc.record({
    holdings: fc.integer({ min: 1, max: 3 }),
    withEvidence: fc.integer({ min: 0, max: 3 }),
    hasConsent: fc.boolean(),
    settled: fc.integer({ min: 0, max: 3 }),
    isReproduced: fc.boolean(),
    outcome: fc.constantFrom(...claimOutcomes),
    reason: fc.constantFrom('', ' ', 'Because'),
    isStraightThrough: fc.boolean(),
    lines: fc.record({
      granted: fc.integer({ min: 0, max: 3 }),
      answered: fc.integer({ min: 0, max: 3 }),
      accepted: fc.integer({ min: 0, max: 3 }),
    }),
    isHeld: fc.boolean(),
    posting: fc.record({
      sent: fc.integer({ min: 0, max: 2 }),
      confirmed: fc.integer({ min: 0, max: 2 }),
      due: fc.integer({ min: 0, max: 2 }),
    }),
    request: fc.record({ text: fc.constantFrom('', 'More'), isInTime: fc.boolean() }),
    answer: fc.constantFrom('', ' ', 'Here'),
    wasDecided: fc.boolean(),
    appeal: fc.record({
      isInTime: fc.boolean(),
      isSecond: fc.boolean(),
      grounds: fc.constantFrom('', 'Overlooked'),
    }),
    isFirstDecider: fc.boolean(),
  });
  const history = fc.array(
    fc.record({
      move: fc.constantFrom(...claimMoves),
      by: fc.constantFrom<ClaimParty>('student', 'staff', 'system'),
      facts,
    }),
    { maxLength: 60 },
  );

  it('no path skips a guard: whoever is refused was seen by a person, and rules alone only grant', () => {
    fc.assert(
      fc.property(history, (steps) => {
        let state: ClaimState = 'draft';
        let [wasSubmitted, wasVerified] = [false, false];
        for (const { move, by, facts } of steps) {
          const moved = moveClaim(state, move, by, facts);
          if (!moved.ok) continue;
          if (move === 'submit') {
            expect(by).toBe('student');
            expect(facts.hasConsent && facts.withEvidence > 0).toBe(true);
            wasSubmitted = true;
          }
          if (move === 'answer' || move === 'endRequest') wasVerified = false;
          if (move === 'verify') {
            expect(facts.settled).toBe(facts.holdings);
            wasVerified = true;
          }
          if (move === 'decide') {
            expect(wasSubmitted && wasVerified && facts.isReproduced).toBe(true);
            if (facts.outcome !== 'granted') {
              expect(by).toBe('staff');
              expect(facts.reason.trim()).not.toBe('');
            }
            if (by === 'system') expect(facts.isStraightThrough && facts.outcome === 'granted').toBe(true);
          }
          if (move === 'accept' || moved.value === 'declined' || move === 'appeal')
            expect(by).toBe('student');
          if (moved.value === 'closed')
            expect([state, facts.posting.due, facts.posting.sent]).toEqual(['posted', 0, 0]);
          if (move === 'accept') expect(facts.lines.answered).toBe(facts.lines.granted);
          if (move === 'uphold' || move === 'reopen') expect(facts.isFirstDecider).toBe(false);
          state = moved.value;
        }
      }),
      { numRuns: lawRuns(20_000) },
    );
  });
});
