import { expect, test } from 'vitest';
import { StageConfig } from '@/lib/review/stage-config';

const config = {
  kind: 'committee',
  mode: 'quorumVote',
  quorum: 'moreThanHalf',
  threshold: 'majorityCast',
  tie: 'notApproved',
  minReviewers: 1,
  recusedCount: false,
  dueDays: 20,
};

test('a stage configuration is complete and holds nothing else', () => {
  expect(StageConfig.safeParse(config).success).toBe(true);
  expect(StageConfig.safeParse({ ...config, quorum: 0 }).success).toBe(false);
  expect(StageConfig.safeParse({ ...config, kind: 'senate' }).success).toBe(false);
  expect(StageConfig.safeParse({ ...config, outcome: 'passed' }).success).toBe(false);
  expect(StageConfig.safeParse({ ...config, tie: undefined }).success).toBe(false);
});
