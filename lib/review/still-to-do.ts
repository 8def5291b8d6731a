import type { RuleStatus } from '@/lib/rule/rule-version';
import type { StageStatus } from './eligibility';

/** What a queued mail rests on, as it is when the mail is about to be sent. */
export interface MailGround {
  /** The recipient is at work here. */
  isActive: boolean;
  ruleStatus: RuleStatus | null;
  stage: { status: StageStatus; isLedBySomebody: boolean; isLedByRecipient: boolean } | null;
  /** The recipient's seat in the stage; null without one. */
  seat: { isVoting: boolean; isRecused: boolean; hasVoted: boolean } | null;
  /** The question that the mail is about has its answer. */
  isAnswered: boolean;
}

const isOpen = ({ stage }: MailGround) => stage?.status === 'open';

/** Mail that asks for something or tells how a review stands → whether it still holds. What is not listed tells of what has happened. */
const holds: Record<string, (ground: MailGround) => boolean> = {
  'review.assigned': (ground) =>
    isOpen(ground) && ground.seat !== null && !ground.seat.isRecused && !ground.seat.hasVoted,
  'review.unassigned': (ground) => isOpen(ground) && ground.seat?.isVoting !== true,
  'review.chairing': (ground) => isOpen(ground) && ground.stage?.isLedByRecipient === true,
  'review.chairless': (ground) => isOpen(ground) && ground.stage?.isLedBySomebody === false,
  'review.recused': (ground) => isOpen(ground) && ground.stage?.isLedByRecipient === true,
  'review.replaced': (ground) => isOpen(ground) && ground.stage?.isLedByRecipient === false,
  'review.allVoted': (ground) => isOpen(ground) && ground.stage?.isLedByRecipient === true,
  'review.tied': (ground) => isOpen(ground) && ground.stage?.isLedByRecipient === true,
  'review.toSettle': ({ ruleStatus }) => ruleStatus === 'conditionally_approved',
  'review.conditional': ({ ruleStatus }) => ruleStatus === 'conditionally_approved',
  'review.approved': ({ ruleStatus }) => ruleStatus !== 'withdrawn',
  'review.question': (ground) => isOpen(ground) && !ground.isAnswered,
  'review.answer': ({ ruleStatus }) => ruleStatus !== 'withdrawn' && ruleStatus !== 'rejected',
  'review.passed': ({ ruleStatus }) =>
    ruleStatus !== 'withdrawn' && ruleStatus !== 'rejected' && ruleStatus !== 'returned',
  'review.returned': ({ ruleStatus }) => ruleStatus === 'returned',
  'rule.toPublish': ({ ruleStatus }) => ruleStatus === 'approved',
};

/** Whether a queued mail is still to be sent: nobody is told to do what is no longer to do. */
export function isStillToDo(kind: string, ground: MailGround): boolean {
  return ground.isActive && (holds[kind]?.(ground) ?? true);
}
