import type { CivilDate } from '@/lib/kernel/civil-date';
import type { OwedConditions } from '@/lib/review/owed-conditions';
import type { DueState } from '@/lib/review/sla';

export interface NamedPolicy {
  id: string;
  version: number;
  effectiveFrom: CivilDate;
}

export interface DeclaredConflict {
  personId: string;
  name: string;
  /** What the conflict is; null to all but the chair and auditors. */
  note: string | null;
}

export interface Settlement {
  isMet: boolean;
  byName: string;
  at: string;
  proof: string;
  /** What the approval was on; null to whoever may not read the review. */
  conditions: string | null;
}

/** By which policy, with whom standing back, and on which proof a version was decided. */
export interface ReviewRecord {
  /** Of a decided no: the proposal whose review decided it. */
  decidedBy: { ruleVersionId: string; version: number; caseId: string | null } | null;
  /** Null where it was not reviewed here. */
  openedUnder: NamedPolicy | null;
  /** Under which policies it was reviewed before it was returned or pulled back and came back, where they are others, the first one first. */
  earlierUnder: NamedPolicy[];
  /** Null while it is not published. */
  publishedUnder: NamedPolicy | null;
  /** Null to whoever may not read the review, and to the authors. */
  conflicts: DeclaredConflict[] | null;
  /** Who sees to the conditions of an approval, and until when, while that is open; null to whoever neither may read the review nor owes them. */
  owed: (OwedConditions & { due: DueState; isOwn: boolean; conditions: string }) | null;
  settlement: Settlement | null;
}
