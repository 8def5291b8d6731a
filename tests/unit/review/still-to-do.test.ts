import { expect, test } from 'vitest';
import { isStillToDo, type MailGround } from '@/lib/review/still-to-do';
import type { Ask } from '@/lib/review/turn';

const open = { isOpen: true, asks: [], isLed: true, isSeated: true } as const;
const ground: MailGround = { isActive: true, ruleStatus: 'in_department', stage: open, isAnswered: false };
const asked = (...asks: Ask[]): MailGround => ({ ...ground, stage: { ...open, asks } });
const closed: MailGround = { ...ground, stage: { ...open, isOpen: false } };
const ledByOther: MailGround = { ...ground, stage: { ...open, isLed: false } };

test.each<[string, MailGround, boolean]>([
  ['review.assigned', asked('declare', 'vote'), true],
  ['review.assigned', asked('vote'), true],
  ['review.assigned', ground, false],
  ['review.assigned', { ...asked('vote'), isActive: false }, false],
  ['review.assigned', { ...ground, stage: null }, false],
  ['review.unassigned', { ...ground, stage: { ...open, isSeated: false } }, true],
  ['review.unassigned', ground, false],
  ['review.reminded', asked('vote'), true],
  ['review.reminded', asked('answer'), true],
  ['review.reminded', asked('close'), false],
  ['review.clockDue', asked('vote'), true],
  ['review.clockLate', asked('close'), true],
  ['review.clockHalf', asked('answer'), false],
  ['review.clockMost', ground, false],
  ['review.clockEscalated', ledByOther, true],
  ['review.clockEscalated', closed, false],
  ['review.extended', ledByOther, true],
  ['review.extended', closed, false],
  ['review.chairing', ground, true],
  ['review.chairing', ledByOther, false],
  ['review.chairing', closed, false],
  ['review.chairless', ground, false],
  ['review.chairless', asked('name'), true],
  ['review.recused', ground, true],
  ['review.recused', ledByOther, false],
  ['review.replaced', ledByOther, true],
  ['review.replaced', ground, false],
  ['review.allVoted', asked('close'), true],
  ['review.allVoted', asked('declare', 'assign'), true],
  ['review.allVoted', ground, false],
  ['review.tied', asked('declare', 'tie'), true],
  ['review.tied', asked('close'), false],
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
