import { expect, test } from 'vitest';
import { seesOthers } from '@/lib/review/sight';

const viewer = { isMember: false, isVoting: false, hasVoted: false, isChair: false };

test('a closed stage is open to all who may read it', () => {
  expect(seesOthers('closed', viewer)).toBe(true);
});

test('while it is open, members see others once they have voted', () => {
  expect(seesOthers('open', { ...viewer, isMember: true, isVoting: true })).toBe(false);
  expect(seesOthers('open', { ...viewer, isMember: true, isVoting: true, hasVoted: true })).toBe(true);
  expect(seesOthers('open', viewer)).toBe(false);
});

test('a chair without a vote sees them; a chair with a vote votes first', () => {
  expect(seesOthers('open', { ...viewer, isChair: true })).toBe(true);
  expect(seesOthers('open', { ...viewer, isChair: true, isMember: true, isVoting: true })).toBe(false);
  expect(seesOthers('open', { ...viewer, isChair: true, isMember: true, isVoting: true, hasVoted: true })).toBe(true);
});
