import { expect, test } from 'vitest';
import { isStillToDo, type MailGround } from '@/lib/review/still-to-do';

const ground: MailGround = {
  isActive: true,
  ruleStatus: 'in_department',
  stage: { status: 'open', isLedBySomebody: true, isLedByRecipient: true },
  seat: { isVoting: true, isRecused: false, hasVoted: false },
  isAnswered: false,
};
const closed = {
  ...ground,
  stage: { status: 'closed' as const, isLedBySomebody: true, isLedByRecipient: true },
};
const ledByOther = {
  ...ground,
  stage: { status: 'open' as const, isLedBySomebody: true, isLedByRecipient: false },
};

test.each<[string, MailGround, boolean]>([
  ['review.assigned', ground, true],
  ['review.assigned', closed, false],
  ['review.assigned', { ...ground, seat: null }, false],
  ['review.assigned', { ...ground, seat: { isVoting: true, isRecused: true, hasVoted: false } }, false],
  ['review.assigned', { ...ground, seat: { isVoting: true, isRecused: false, hasVoted: true } }, false],
  ['review.assigned', { ...ground, isActive: false }, false],
  ['review.assigned', { ...ground, stage: null }, false],
  ['review.unassigned', { ...ground, seat: null }, true],
  ['review.unassigned', ground, false],
  ['review.chairing', ground, true],
  ['review.chairing', ledByOther, false],
  ['review.chairing', closed, false],
  ['review.chairless', ledByOther, false],
  [
    'review.chairless',
    { ...ground, stage: { status: 'open', isLedBySomebody: false, isLedByRecipient: false } },
    true,
  ],
  ['review.recused', ground, true],
  ['review.recused', ledByOther, false],
  ['review.replaced', ledByOther, true],
  ['review.replaced', ground, false],
  ['review.allVoted', ground, true],
  ['review.allVoted', closed, false],
  ['review.tied', ground, true],
  ['review.tied', ledByOther, false],
  ['review.toSettle', { ...ground, ruleStatus: 'conditionally_approved' }, true],
  ['review.toSettle', { ...ground, ruleStatus: 'approved' }, false],
  ['review.conditional', { ...ground, ruleStatus: 'rejected' }, false],
  ['review.approved', { ...ground, ruleStatus: 'published' }, true],
  ['review.approved', { ...ground, ruleStatus: 'withdrawn' }, false],
  ['review.question', ground, true],
  ['review.question', { ...ground, isAnswered: true }, false],
  ['review.question', closed, false],
  ['review.answer', { ...ground, ruleStatus: 'withdrawn' }, false],
  ['review.answer', ground, true],
  ['review.passed', { ...ground, ruleStatus: 'rejected' }, false],
  ['review.passed', ground, true],
  ['review.returned', { ...ground, ruleStatus: 'returned' }, true],
  ['review.returned', { ...ground, ruleStatus: 'submitted' }, false],
  ['rule.toPublish', { ...ground, ruleStatus: 'approved' }, true],
  ['rule.toPublish', { ...ground, ruleStatus: 'published' }, false],
  ['rule.toPublish', { ...ground, ruleStatus: 'withdrawn' }, false],
  ['review.failed', { ...ground, ruleStatus: 'rejected' }, true],
  ['rule.withdrawn', { ...ground, ruleStatus: 'withdrawn' }, true],
])('%s %j → %s', (kind, given, expected) => {
  expect(isStillToDo(kind, given)).toBe(expected);
});
