import { describe, expect, test } from 'vitest';
import type { ReviewPolicy } from '@/lib/institution/policy-version';
import { eventOf, nextStage } from '@/lib/review/next-stage';
import type { StageConfig, StageKind } from '@/lib/review/stage-config';

const stage = (kind: StageKind): StageConfig => ({
  kind,
  mode: 'single',
  quorum: 1,
  threshold: 'majorityCast',
  tie: 'notApproved',
  minReviewers: 1,
  recusedCount: false,
  dueDays: 5,
});
const policy = (...kinds: StageKind[]): ReviewPolicy => ({
  stages: kinds.map(stage),
  coverageThreshold: 80,
  reReviewMonths: 36,
});

describe('next stage', () => {
  const all = policy('department', 'committee', 'dean');
  test('department, committee, dean, in the order of the policy', () => {
    expect(nextStage(all, null, true)?.kind).toBe('department');
    expect(nextStage(all, 'department', true)?.kind).toBe('committee');
    expect(nextStage(all, 'committee', true)?.kind).toBe('dean');
    expect(nextStage(all, 'dean', true)).toBeNull();
  });
  test('the dean sees large rules only', () => {
    expect(nextStage(all, 'committee', false)).toBeNull();
  });
  test('a stage that the policy does not name ends the review', () => {
    expect(nextStage(policy('department'), 'committee', true)).toBeNull();
    expect(nextStage(policy('department'), 'department', true)).toBeNull();
  });
});

test('what a closed stage does to the rule', () => {
  expect(eventOf('passed', null, '')).toEqual({ type: 'approve' });
  expect(eventOf('passed', stage('committee'), '')).toEqual({ type: 'advance', to: 'in_committee' });
  expect(eventOf('passed', stage('dean'), '')).toEqual({ type: 'advance', to: 'in_dean' });
  expect(eventOf('failed', stage('dean'), 'because')).toEqual({ type: 'reject', reason: 'because' });
  expect(eventOf('returned', null, 'because')).toEqual({ type: 'return', reason: 'because' });
});
