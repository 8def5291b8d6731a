import { expect, test } from 'vitest';
import { isWithheld, seesOthers } from '@/lib/review/visibility';

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
  expect(
    seesOthers('open', { ...viewer, isChair: true, isMember: true, isVoting: true, hasVoted: true }),
  ).toBe(true);
});

test('what the panel says in an open stage is withheld from the record until that stage closes', () => {
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
