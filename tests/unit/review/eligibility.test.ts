import { describe, expect, test } from 'vitest';
import { coverageOf } from '@/lib/review/coverage';
import {
  type Assignment,
  canSit,
  type Grounds,
  isChairAlone,
  mayClose,
  mayDeclare,
  mayJudge,
  mayVote,
  officeOf,
  seatsOf,
} from '@/lib/review/eligibility';
import { Criterion, rubricState } from '@/lib/review/rubric';
import type { Tally } from '@/lib/review/tally';

const cleared: Assignment = { personId: 'p', isVoting: true, isRecused: false, conflictDeclared: false };
const undeclared: Assignment = { ...cleared, conflictDeclared: null };
const good: Grounds = {
  coverage: coverageOf(['o'], [{ courseOutcomeId: 'o', coverage: 'full' }], 80),
  rubric: rubricState(Criterion.options.map((criterion) => ({ criterion, score: 2 }))),
  isSpecified: true,
};
const half = coverageOf(['o'], [{ courseOutcomeId: 'o', coverage: 'partial' }], 80);

describe('voting', () => {
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
    ['review/coverage-incomplete', { ...good, coverage: coverageOf(['o', 'p'], [], 80) }],
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
});

test('a conflict can be declared at any time while the stage is open, and stays', () => {
  expect(mayDeclare('open', cleared, true).ok).toBe(true);
  expect(mayDeclare('closed', cleared, true)).toMatchObject({ reason: 'review/stage-closed' });
  expect(mayDeclare('open', { ...cleared, isRecused: true, conflictDeclared: true }, false)).toMatchObject({
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
    outcome: 'open',
    ifClosedNow: 'passed',
  };
  test('says how many votes are missing', () => {
    expect(mayClose('open', 'department', { ...ready, missing: 2, ifClosedNow: null }, false, '')).toEqual({
      ok: false,
      reason: 'review/quorum-missing',
      details: { missing: 2 },
    });
    expect(mayClose('open', 'department', { ...ready, ifClosedNow: null }, false, '')).toEqual({
      ok: false,
      reason: 'review/votes-missing',
      details: { missing: 1 },
    });
  });
  test('a committee needs its minutes', () => {
    expect(mayClose('open', 'committee', ready, false, ' ')).toMatchObject({
      reason: 'review/minutes-missing',
    });
    expect(mayClose('open', 'committee', ready, false, 'CC 2026-11').ok).toBe(true);
    expect(mayClose('open', 'department', ready, false, '').ok).toBe(true);
  });
  test('not twice, and not by a chair who is the only one to have voted', () => {
    expect(mayClose('closed', 'department', ready, false, '')).toMatchObject({
      reason: 'review/stage-closed',
    });
    expect(mayClose('open', 'department', ready, true, '')).toMatchObject({ reason: 'review/chair-alone' });
    expect(isChairAlone('department', 'c', ['c'])).toBe(true);
    expect(isChairAlone('department', 'c', ['c', 'd'])).toBe(false);
    expect(isChairAlone('department', null, ['c'])).toBe(false);
    expect(isChairAlone('dean', 'c', ['c'])).toBe(false);
  });
});

test('seats follow the role, in the department the department too', () => {
  expect(canSit('department', 'd1', [{ role: 'reviewer', departmentId: 'd1' }])).toBe(true);
  expect(canSit('department', 'd1', [{ role: 'reviewer', departmentId: 'd2' }])).toBe(false);
  expect(canSit('department', null, [{ role: 'chair', departmentId: 'd2' }])).toBe(true);
  expect(canSit('committee', 'd1', [{ role: 'committee_member', departmentId: null }])).toBe(true);
  expect(canSit('dean', 'd1', [{ role: 'registrar', departmentId: null }])).toBe(false);
  expect(seatsOf('committee')).toContain(officeOf('committee'));
});
