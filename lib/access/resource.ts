import type { seatRoles } from './stage-roles';

/** What a decision depends on. `tenantId: null` marks public data. */
export interface Resource {
  tenantId: string | null;
  departmentId?: string | null;
  /** Who began the rule version or the policy version. */
  authorId?: string;
  /** Who else wrote its text: authors as well. */
  contributorIds?: readonly string[];
  /** The text is the review's own: it said no, and `authorId` is whoever led it. */
  isReviewsOwn?: boolean;
  /** Who imported it, for decisions taken over from an earlier system. */
  importedById?: string;
  /** Everybody assigned to the stage at hand, and those of them who are recused. */
  assigneeIds?: readonly string[];
  recusedIds?: readonly string[];
  /** Those of them who have a vote. */
  seatedIds?: readonly string[];
  /** Who leads the stage at hand. */
  chairId?: string | null;
  /** Whether somebody on the staff can lead it. */
  isLed?: boolean;
  /** Kind of the stage at hand. */
  stageKind?: keyof typeof seatRoles;
  /** Everybody whose vote carried the approval. */
  voterIds?: readonly string[];
  /** Whom a role or a staff record is about. */
  personId?: string;
  /** Who proposed the role that waits, and everybody who cannot be the second opinion on it (`involvedIn`). */
  proposedById?: string;
  involvedIds?: readonly string[];
  /** The student whose claim it is, that one's account, and every staff record that is that one's own. */
  studentId?: string;
  claimantId?: string;
  claimantRecordIds?: readonly string[];
  /** Everybody who has decided the claim, also what was taken back. */
  deciderIds?: readonly string[];
}

export type DenyReason =
  | 'access/sign-in-first'
  | 'access/other-institution'
  | 'access/role-missing'
  | 'access/other-department'
  | 'access/author'
  | 'access/not-author'
  | 'access/led-review'
  | 'access/not-assigned'
  | 'access/recused'
  | 'access/not-chair'
  | 'access/not-own'
  | 'access/sole-reviewer'
  | 'access/importer'
  | 'access/oneself'
  | 'access/involved'
  | 'access/proposer'
  | 'access/not-proposer'
  | 'access/not-student'
  | 'access/claimant'
  | 'access/first-decider';

export type Verdict = { allowed: true } | { allowed: false; reason: DenyReason };
