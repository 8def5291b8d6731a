import type { RuleStatus } from '@/lib/rule/rule-version';
import type { Ask } from './turn';

/** What a queued mail rests on, as it is when the mail is about to be sent. */
export interface MailGround {
  /** The recipient is at work here. */
  isActive: boolean;
  ruleStatus: RuleStatus | null;
  /** The stage that it is about: what is asked of the recipient there, who leads it, and whether they have a voting seat. */
  stage: { isOpen: boolean; asks: readonly Ask[]; isLed: boolean; isSeated: boolean } | null;
  /** The question that the mail is about has its answer. */
  isAnswered: boolean;
}

const isOpen = ({ stage }: MailGround) => stage?.isOpen === true;
const asks = ({ stage }: MailGround, ...any: Ask[]) => any.some((ask) => stage?.asks.includes(ask));
const leads = (ground: MailGround) => isOpen(ground) && ground.stage?.isLed === true;

/** What the clock reminds of. */
const awaitedByClock: Ask[] = ['declare', 'vote', 'tie', 'assign', 'close'];

/** Mail that asks for something or tells how a review stands → whether it still holds. What is not listed tells of what has happened. */
const holds: Record<string, (ground: MailGround) => boolean> = {
  'review.assigned': (ground) => asks(ground, 'vote'),
  'review.unassigned': (ground) => isOpen(ground) && ground.stage?.isSeated !== true,
  'review.reminded': (ground) => asks(ground, 'vote', 'answer'),
  'review.extended': isOpen,
  'review.clockHalf': (ground) => asks(ground, ...awaitedByClock),
  'review.clockMost': (ground) => asks(ground, ...awaitedByClock),
  'review.clockDue': (ground) => asks(ground, ...awaitedByClock),
  'review.clockLate': (ground) => asks(ground, ...awaitedByClock),
  'review.clockEscalated': isOpen,
  'review.chairing': leads,
  'review.chairless': (ground) => asks(ground, 'name'),
  'review.recused': leads,
  'review.replaced': (ground) => isOpen(ground) && !leads(ground),
  'review.allVoted': (ground) => asks(ground, 'close', 'assign'),
  'review.tied': (ground) => asks(ground, 'tie'),
  'review.toSettle': ({ ruleStatus }) => ruleStatus === 'conditionally_approved',
  'review.toMeet': ({ ruleStatus }) => ruleStatus === 'conditionally_approved',
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
