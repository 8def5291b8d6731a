import { type Authored, isAuthorOf } from '@/lib/kernel/authors';
import { fail, ok, type Result } from '@/lib/kernel/result';
import type { RuleStatus } from './rule-version';

/** Everything that moves a rule version. The review slice sends the middle five when a stage closes. */
export type RuleEvent =
  | { type: 'submit'; evidenceCount: number; restsOnImport: boolean; hasBasis: boolean; lintErrors: number }
  | { type: 'route'; departmentId: string | null; assigneeIds: readonly string[]; reason?: string }
  /** A stage has passed and another one follows. */
  | { type: 'advance'; to: 'in_committee' | 'in_dean' }
  /** The last stage has passed. */
  | { type: 'approve' }
  | { type: 'approveConditionally' }
  | { type: 'return'; reason: string }
  | { type: 'reject'; reason: string }
  /** The denial that a rejection as "no credit" comes to: the review that rejected has approved it. */
  | { type: 'deny'; reason: string }
  | { type: 'settleConditions'; met: boolean; reason: string }
  | { type: 'publish'; publisherId: string; lintErrors: number }
  | { type: 'suspend'; reason: string }
  | { type: 'resume'; publisherId: string; lintErrors: number; reason: string }
  | { type: 'revoke'; reason: string }
  | { type: 'withdraw'; reason: string }
  /** Back to a draft, by who wrote it, while nobody has voted. */
  | { type: 'pullBack'; voteCount: number };
export type RuleEventType = RuleEvent['type'];

/** What a move depends on; every stored rule version has it. */
export interface Movable extends Authored {
  status: RuleStatus;
}

export interface Move {
  status: RuleStatus;
  /** Kept as the version's reason; empty where the move has none. */
  reason: string;
}

export type MoveReason =
  | 'rule/not-from-this-state'
  | 'rule/linter-errors'
  | 'rule/no-evidence'
  | 'rule/no-basis'
  | 'rule/no-department'
  | 'rule/no-reviewers'
  | 'rule/author-reviews'
  | 'rule/voted-already'
  | 'rule/author-publishes'
  | 'rule/reason-missing';

interface Row {
  /** From which state to which. */
  moves: Partial<Record<RuleStatus, RuleStatus>>;
  /** Who may send it: the row of lib/access/can.ts that must allow it (named, not imported: access reads rule, not the reverse). */
  permission: `rule.${RuleEventType}` | 'review.closeStage';
}

const stages = ['in_department', 'in_committee', 'in_dean'] as const;
const from = <To extends RuleStatus>(to: To, ...states: readonly RuleStatus[]) =>
  Object.fromEntries(states.map((state) => [state, to])) as Partial<Record<RuleStatus, To>>;

/**
 * The only table of rule states: event → from → to, and the permission that allows it. What is not listed is refused,
 * for administrators too. The database keeps the same moves in rule_status_move.
 * @source docs/domain.md §4.8, "Transitions of a rule version"
 */
export const ruleLifecycle: Record<RuleEventType, Row> = {
  submit: { moves: from('submitted', 'draft', 'returned'), permission: 'rule.submit' },
  route: { moves: from('in_department', 'submitted'), permission: 'rule.route' },
  // The target of `advance` is the event's own; a stage never leads back.
  advance: { moves: from('in_committee', 'in_department', 'in_committee'), permission: 'review.closeStage' },
  approve: { moves: from('approved', ...stages), permission: 'review.closeStage' },
  approveConditionally: {
    moves: from('conditionally_approved', 'in_department', 'in_committee'),
    permission: 'review.closeStage',
  },
  return: { moves: from('returned', 'submitted', ...stages, 'approved'), permission: 'review.closeStage' },
  reject: { moves: from('rejected', ...stages), permission: 'review.closeStage' },
  deny: { moves: from('approved', 'draft'), permission: 'review.closeStage' },
  settleConditions: {
    moves: from('approved', 'conditionally_approved'),
    permission: 'rule.settleConditions',
  },
  publish: { moves: from('published', 'approved'), permission: 'rule.publish' },
  suspend: { moves: from('suspended', 'published'), permission: 'rule.suspend' },
  resume: { moves: from('published', 'suspended'), permission: 'rule.resume' },
  revoke: { moves: from('revoked', 'published', 'suspended'), permission: 'rule.revoke' },
  withdraw: {
    moves: from('withdrawn', 'draft', 'returned', 'submitted', ...stages, 'approved'),
    permission: 'rule.withdraw',
  },
  pullBack: { moves: from('draft', 'submitted', 'in_department'), permission: 'rule.pullBack' },
};

/** Versions that may still be changed in place; every other one is frozen and gets a new version. */
export const editableStatuses: readonly RuleStatus[] = ['draft', 'returned'];

/** Handed in and not decided yet. */
export const reviewStatuses: readonly RuleStatus[] = ['submitted', ...stages, 'conditionally_approved'];

/**
 * In force: versions that hold their days of claim. A suspended one gives nothing while it is looked into, but keeps its days, so that
 * a later version ends it like a published one.
 */
export const inForceStatuses: readonly RuleStatus[] = ['published', 'suspended'];

/**
 * Decided, and the decision stands: what another decision can rest on. A proposal says what somebody wished, a rejected one what was not
 * wanted, and a revoked one was wrong from the start.
 */
export const precedentStatuses: readonly RuleStatus[] = ['approved', ...inForceStatuses];

/** Versions that nothing more happens to. */
export const closedStatuses: readonly RuleStatus[] = ['revoked', 'rejected', 'withdrawn'];

/** Whether a version in that state is in force. */
export function isInForce(status: RuleStatus): boolean {
  return inForceStatuses.includes(status);
}

/** Whether a version in that state is still on its way: before there is a decision, or before it is published. */
export function isInWork(status: RuleStatus): boolean {
  return !inForceStatuses.includes(status) && !closedStatuses.includes(status);
}

/** Whether the event is possible from that state, before any guard is looked at: for showing or hiding a button. */
export function isPossible(status: RuleStatus, type: RuleEventType): boolean {
  return ruleLifecycle[type].moves[status] !== undefined;
}

/**
 * Decides the state after an event, or why it cannot happen. Says nothing about who asks: `can` does.
 * @refuses the reasons of MoveReason
 */
export function transition(version: Movable, event: RuleEvent): Result<Move, MoveReason> {
  const to = targetOf(version.status, event);
  if (!to) return fail('rule/not-from-this-state', { from: version.status, event: event.type });
  const reason = guard(version, event);
  if (reason) return fail(reason);
  return ok({ status: to, reason: 'reason' in event ? (event.reason ?? '').trim() : '' });
}

function targetOf(status: RuleStatus, event: RuleEvent): RuleStatus | undefined {
  const to = ruleLifecycle[event.type].moves[status];
  if (!to) return undefined;
  if (event.type === 'advance') return event.to === status ? undefined : event.to;
  if (event.type === 'settleConditions' && !event.met) return 'rejected';
  return to;
}

function guard(version: Movable, event: RuleEvent): MoveReason | null {
  switch (event.type) {
    case 'submit':
      if (event.lintErrors > 0) return 'rule/linter-errors';
      if (event.evidenceCount < 1 && !event.restsOnImport) return 'rule/no-evidence';
      return event.hasBasis ? null : 'rule/no-basis';
    case 'route':
      if (!event.departmentId) return 'rule/no-department';
      if (event.assigneeIds.length === 0) return 'rule/no-reviewers';
      return event.assigneeIds.some((id) => isAuthorOf(version, id)) ? 'rule/author-reviews' : null;
    case 'publish':
    case 'resume':
      if ('reason' in event && !event.reason.trim()) return 'rule/reason-missing';
      if (isAuthorOf(version, event.publisherId)) return 'rule/author-publishes';
      return event.lintErrors > 0 ? 'rule/linter-errors' : null;
    case 'pullBack':
      return event.voteCount > 0 ? 'rule/voted-already' : null;
    case 'advance':
    case 'approve':
    case 'approveConditionally':
      return null;
    case 'settleConditions':
      return event.met || event.reason.trim() ? null : 'rule/reason-missing';
    default:
      return event.reason.trim() ? null : 'rule/reason-missing';
  }
}

/** Which body of a review made a move, where it was not one person: its department, its committee, its dean, or the review as a whole. */
export function bodyOf(
  action: string,
  fromStatus: RuleStatus,
): 'department' | 'committee' | 'dean' | 'review' | null {
  if (action === 'deny') return 'review';
  if (!Object.hasOwn(ruleLifecycle, action)) return null;
  if (ruleLifecycle[action as RuleEventType].permission !== 'review.closeStage') return null;
  switch (fromStatus) {
    case 'in_department':
      return 'department';
    case 'in_committee':
      return 'committee';
    case 'in_dean':
      return 'dean';
    default:
      return null;
  }
}
