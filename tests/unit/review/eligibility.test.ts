import { describe, expect, test } from 'vitest';
import { coverageOf } from '@/lib/review/coverage';
import {
  type Assignment,
  canLead,
  canSit,
  endingOfNextBallot,
  endsByItself,
  type Grounds,
  isChairAlone,
  mayAct,
  mayClose,
  mayDeclare,
  mayJudge,
  lacksReviewers,
  mayReveal,
  mayStillSit,
  mayUnassign,
  mayVote,
  officeOf,
  seatsOf,
} from '@/lib/review/eligibility';
import { Criterion, rubricState } from '@/lib/review/rubric';
import type { StageConfig } from '@/lib/review/stage-config';
import type { Tally } from '@/lib/review/tally';

const cleared: Assignment = { personId: 'p', isVoting: true, isRecused: false, conflictDeclared: false };
const undeclared: Assignment = { ...cleared, conflictDeclared: null };
const good: Grounds = {
  coverage: coverageOf([{ code: 'A', outcomeIds: ['o'] }], [{ courseOutcomeId: 'o', coverage: 'full' }], 80),
  rubric: rubricState(Criterion.options.map((criterion) => ({ criterion, score: 2 }))),
  placeless: [],
  unreasoned: [],
  isSpecified: true,
};
const half = coverageOf(
  [{ code: 'A', outcomeIds: ['o'] }],
  [{ courseOutcomeId: 'o', coverage: 'partial' }],
  80,
);

describe('voting', () => {
  test('whoever scored low without a reason abstains or says why, in every stage', () => {
    const grounds = { ...good, unreasoned: ['level' as const] };
    for (const kind of ['department', 'committee'] as const) {
      for (const choice of ['approve', 'reject', 'return'] as const)
        expect(mayVote('open', kind, cleared, choice, grounds)).toMatchObject({
          reason: 'review/reason-missing',
        });
      expect(mayVote('open', kind, cleared, 'abstain', grounds).ok).toBe(true);
    }
  });

  test('needs an open stage, a declaration and a voting seat', () => {
    expect(mayVote('closed', 'department', cleared, 'abstain', good)).toMatchObject({
      reason: 'review/stage-closed',
    });
    expect(mayVote('open', 'department', undeclared, 'abstain', good)).toMatchObject({
      reason: 'review/declare-first',
    });
    expect(mayVote('open', 'department', { ...cleared, isVoting: false }, 'abstain', good)).toMatchObject({
      reason: 'review/not-voting',
    });
    expect(mayVote('open', 'department', cleared, 'approve', good)).toEqual({ ok: true, value: true });
  });

  test.each<[string, Grounds]>([
    [
      'review/coverage-incomplete',
      { ...good, coverage: coverageOf([{ code: 'A', outcomeIds: ['o', 'p'] }], [], 80) },
    ],
    ['review/place-missing', { ...good, placeless: ['o1'] }],
    ['review/rubric-incomplete', { ...good, rubric: rubricState([]) }],
    [
      'review/knocked-out',
      { ...good, rubric: rubricState(Criterion.options.map((criterion) => ({ criterion, score: 0 }))) },
    ],
    ['review/below-threshold', { ...good, coverage: half }],
  ])('an approval in the department is refused with %s; every other vote is possible', (reason, grounds) => {
    expect(mayVote('open', 'department', cleared, 'approve', grounds)).toMatchObject({ reason });
    for (const choice of ['reject', 'return', 'abstain'] as const)
      expect(mayVote('open', 'department', cleared, choice, grounds).ok).toBe(true);
    expect(mayVote('open', 'committee', cleared, 'approve', grounds).ok).toBe(true);
  });

  test('below the threshold, unspecified credit can still be approved', () => {
    expect(
      mayVote('open', 'department', cleared, 'approve', { ...good, coverage: half, isSpecified: false }).ok,
    ).toBe(true);
  });
});

test('judging needs an open stage and a declaration', () => {
  expect(mayJudge('open', cleared).ok).toBe(true);
  expect(mayJudge('open', undeclared)).toMatchObject({ reason: 'review/declare-first' });
  expect(mayJudge('closed', cleared)).toMatchObject({ reason: 'review/stage-closed' });
  expect(mayJudge('open', { ...cleared, isVoting: false })).toMatchObject({ reason: 'review/not-voting' });
});

test('a conflict can be declared at any time while the stage is open, and stays', () => {
  expect(mayDeclare('open', false, true).ok).toBe(true);
  expect(mayDeclare('closed', false, true)).toMatchObject({ reason: 'review/stage-closed' });
  expect(mayDeclare('open', true, false)).toMatchObject({
    reason: 'review/conflict-stays',
  });
});

describe('closing', () => {
  const ready: Tally = {
    approve: 2,
    reject: 0,
    return: 0,
    abstain: 0,
    eligible: 3,
    members: 3,
    present: 2,
    quorum: 2,
    missing: 0,
    isTied: false,
    isTiedLate: false,
    isDecidedByCastingVote: false,
    outcome: 'open',
    ifClosedNow: 'passed',
  };
  const plain = { isChairAlone: false, minutesRef: '', notAsked: 0, acceptsNotAsked: false };
  const department: StageConfig = {
    kind: 'department',
    mode: 'quorumVote',
    quorum: 'moreThanHalf',
    threshold: 'majorityCast',
    tie: 'notApproved',
    minReviewers: 1,
    recusedCount: false,
    dueDays: 15,
  };
  const committee: StageConfig = { ...department, kind: 'committee' };

  test('says how many votes are missing', () => {
    expect(mayClose('open', department, { ...ready, missing: 2, ifClosedNow: null }, plain)).toEqual({
      ok: false,
      reason: 'review/quorum-missing',
      details: { missing: 2 },
    });
    expect(mayClose('open', { ...department, mode: 'all' }, { ...ready, ifClosedNow: null }, plain)).toEqual({
      ok: false,
      reason: 'review/votes-missing',
      details: { missing: 1 },
    });
  });

  test('a tie waits for the casting vote', () => {
    expect(mayClose('open', department, { ...ready, isTied: true, ifClosedNow: null }, plain)).toMatchObject({
      reason: 'review/tie-waits',
    });
  });

  test('what keeps minutes is closed with them, and not in silence about who was not asked', () => {
    const said = { ...plain, minutesRef: 'CC 2026-11' };
    expect(mayClose('open', committee, ready, { ...plain, minutesRef: ' ' })).toMatchObject({
      reason: 'review/minutes-missing',
    });
    expect(mayClose('open', committee, ready, said).ok).toBe(true);
    expect(mayClose('open', committee, ready, { ...said, notAsked: 2 })).toMatchObject({
      reason: 'review/not-asked',
      details: { count: 2 },
    });
    expect(mayClose('open', committee, ready, { ...said, notAsked: 2, acceptsNotAsked: true }).ok).toBe(true);
    expect(mayClose('open', { ...department, minutes: true }, ready, plain)).toMatchObject({
      reason: 'review/minutes-missing',
    });
    expect(mayClose('open', { ...committee, minutes: false }, ready, plain).ok).toBe(true);
    expect(mayClose('open', department, ready, { ...plain, notAsked: 2 }).ok).toBe(true);
  });

  test('only what keeps no minutes ends by its votes', () => {
    const settled = { ...ready, outcome: 'passed' as const };
    expect(endsByItself(department, settled, false)).toBe(true);
    expect(endsByItself(department, settled, true)).toBe(false);
    expect(endsByItself(department, ready, false)).toBe(false);
    expect(endsByItself(committee, settled, false)).toBe(false);
    expect(endsByItself({ ...department, minutes: true }, settled, false)).toBe(false);
  });

  test('before a ballot that ends the stage, or may, that is said', () => {
    expect(endingOfNextBallot(department, { ...ready, present: 2 }, false, false)).toBe('ends');
    expect(endingOfNextBallot(department, { ...ready, present: 1 }, false, false)).toBe('mayEnd');
    expect(endingOfNextBallot(department, { ...ready, present: 0 }, false, false)).toBe('stays');
    expect(endingOfNextBallot(department, { ...ready, present: 1 }, true, false)).toBe('stays');
    expect(endingOfNextBallot(department, { ...ready, present: 2 }, false, true)).toBe('stays');
    expect(endingOfNextBallot(committee, { ...ready, present: 2 }, false, false)).toBe('stays');
    expect(
      endingOfNextBallot({ ...department, tie: 'chairDecides' }, { ...ready, present: 2 }, false, false),
    ).toBe('mayEnd');
  });

  test('not twice, and not by a chair who is the only one to have voted', () => {
    expect(mayClose('closed', department, ready, plain)).toMatchObject({ reason: 'review/stage-closed' });
    expect(mayClose('open', department, ready, { ...plain, isChairAlone: true })).toMatchObject({
      reason: 'review/chair-alone',
    });
    expect(isChairAlone('department', 'c', ['c'])).toBe(true);
    expect(isChairAlone('department', 'c', ['c', 'd'])).toBe(false);
    expect(isChairAlone('department', null, ['c'])).toBe(false);
    expect(isChairAlone('dean', 'c', ['c'])).toBe(false);
  });

  test('ballots are revealed once, after enough have voted, the chair’s own among them', () => {
    const blind = { status: 'open' as const, revealedAt: null };
    expect(mayReveal(blind, ready, null, false, false).ok).toBe(true);
    expect(mayReveal(blind, { ...ready, missing: 1 }, null, false, false)).toMatchObject({
      reason: 'review/quorum-missing',
    });
    expect(mayReveal(blind, ready, cleared, false, false)).toMatchObject({ reason: 'review/vote-first' });
    expect(mayReveal(blind, ready, cleared, true, false).ok).toBe(true);
    expect(
      mayReveal({ ...blind, revealedAt: '2026-11-25T10:00:00Z' }, ready, null, false, false),
    ).toMatchObject({
      reason: 'review/revealed-already',
    });
    expect(mayReveal({ ...blind, status: 'closed' }, ready, null, false, false)).toMatchObject({
      reason: 'review/stage-closed',
    });
  });

  test('nor by whoever lost a seat in the stage, who gets none again once they are revealed', () => {
    const blind = { status: 'open' as const, revealedAt: null };
    expect(mayReveal(blind, ready, null, false, true)).toMatchObject({ reason: 'review/seat-lost' });
    const shown = { revealedAt: '2026-11-25T10:00:00Z', revealedById: 'c' };
    expect(mayStillSit({ revealedAt: null, revealedById: null }, 'p', true)).toBe(true);
    expect(mayStillSit(shown, 'p', true)).toBe(false);
    expect(mayStillSit(shown, 'c', false)).toBe(false);
    expect(mayStillSit(shown, 'p', false)).toBe(true);
  });

  test('an assignment is taken back before a vote, by somebody else, where seats are assigned', () => {
    const given = {
      status: 'open' as const,
      kind: 'department' as const,
      seat: cleared,
      hasVoted: false,
      actorId: 'c',
    };
    expect(mayUnassign(given).ok).toBe(true);
    expect(mayUnassign({ ...given, hasVoted: true })).toMatchObject({ reason: 'review/has-voted' });
    expect(mayUnassign({ ...given, status: 'closed' })).toMatchObject({ reason: 'review/stage-closed' });
    expect(mayUnassign({ ...given, seat: { ...cleared, isRecused: true } })).toMatchObject({
      reason: 'review/conflict-stays',
    });
    expect(mayUnassign({ ...given, actorId: cleared.personId })).toMatchObject({ reason: 'review/own-seat' });
    for (const kind of ['committee', 'dean'] as const)
      expect(mayUnassign({ ...given, kind })).toMatchObject({ reason: 'review/sits-by-office' });
  });

  test('too few who can vote, or only the chair of a department, are too few', () => {
    const enough = { eligible: 2, quorum: 2 };
    expect(lacksReviewers('department', enough, 'c', ['c', 'p'])).toBe(false);
    expect(lacksReviewers('committee', { ...enough, eligible: 1 }, 'c', ['p'])).toBe(true);
    expect(lacksReviewers('department', { eligible: 1, quorum: 1 }, 'c', ['c'])).toBe(true);
    expect(lacksReviewers('dean', { eligible: 1, quorum: 1 }, 'c', ['c'])).toBe(false);
  });
});

test('everybody who acts has said first whether there is a conflict, a chair without a seat included', () => {
  expect(mayAct('open', null)).toMatchObject({ reason: 'review/declare-first' });
  expect(mayAct('open', undeclared)).toMatchObject({ reason: 'review/declare-first' });
  expect(mayAct('open', { ...cleared, isVoting: false }).ok).toBe(true);
  expect(mayAct('closed', cleared)).toMatchObject({ reason: 'review/stage-closed' });
});

test('seats follow the role, in the department the department too', () => {
  expect(canSit('department', 'd1', [{ role: 'reviewer', departmentId: 'd1' }])).toBe(true);
  expect(canSit('department', 'd1', [{ role: 'reviewer', departmentId: 'd2' }])).toBe(false);
  expect(canSit('department', null, [{ role: 'chair', departmentId: 'd2' }])).toBe(true);
  expect(canSit('committee', 'd1', [{ role: 'committee_member', departmentId: null }])).toBe(true);
  expect(canSit('dean', 'd1', [{ role: 'registrar', departmentId: null }])).toBe(false);
  expect(seatsOf('committee')).toContain(officeOf('committee'));
});

test('who leads in place of a chair sits in the stage or holds an office', () => {
  expect(canLead('committee', 'd1', [{ role: 'committee_member', departmentId: null }])).toBe(true);
  expect(canLead('department', 'd1', [{ role: 'chair', departmentId: 'd2' }])).toBe(true);
  expect(canLead('department', 'd1', [{ role: 'reviewer', departmentId: 'd2' }])).toBe(false);
  expect(canLead('dean', 'd1', [{ role: 'registrar', departmentId: null }])).toBe(false);
});
