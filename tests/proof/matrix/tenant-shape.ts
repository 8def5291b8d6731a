import type { HeldRole } from '@/lib/access/actor';
import type { Resource } from '@/lib/access/resource';
import type { ListingStatus } from '@/lib/micro-credential/listing-life';
import type { RuleStatus } from '@/lib/rule/rule-version';
import type { StageKind } from '@/lib/review/stage-config';

export interface Thing {
  tenantId: string;
  id: string;
  label: string;
}
export interface RuleThing extends Thing {
  kind: 'rule';
  status: RuleStatus;
  rowVersion: number;
  title: string;
  facts: Resource;
  evidenceId: string;
  microCredentialId: string;
  courseCode: string;
}
export interface StageThing extends Thing {
  kind: 'stage';
  caseId: string;
  status: 'open' | 'closed';
  stageKind: StageKind;
  ruleVersionId: string;
  authorId: string;
  facts: Resource;
  undeclaredIds: readonly string[];
  /** Who sat in stages before this one. */
  earlierIds: readonly string[];
  title: string;
  questionId: string;
  courseOutcomeId: string;
  /** Said among the reviewers: read by whoever may read the deliberation, and by nobody else. */
  secret: string;
  /** Why somebody voted in a stage that is over; null while it is open. */
  pastVote: string | null;
}
export interface PersonThing extends Thing {
  kind: 'person';
  name: string;
  email: string;
  rowVersion: number;
}
export interface PlainThing extends Thing {
  rowVersion: number;
  /** Text that shows the thing, and nothing else does. */
  shown: string;
  authorId?: string;
  importedById?: string;
  status?: string;
}

export interface ListingThing extends Thing {
  kind: 'listing';
  status: ListingStatus;
  rowVersion: number;
  title: string;
  facts: Resource;
}

export interface RequestThing extends Thing {
  isOpen: boolean;
  rowVersion: number;
  title: string;
  /** Of somebody who asks: nobody's to read. */
  mailbox: string;
}

export interface StudentThing extends Thing {
  userId: string;
  /** The name, which staff and the student read. */
  shown: string;
  mailbox: string;
}

export interface ClaimThing extends Thing {
  holdingId: string;
  decisionId: string;
  studentId: string;
  /** The account of the student. */
  userId: string;
  /** The institution's address here. */
  at: string;
  /** Everybody who has decided it. */
  deciderIds: string[];
  state: 'draft' | 'evaluating' | 'decided';
  shown: string;
  /** What was said of it. */
  note: string;
  rowVersion: number;
  ruleVersionId: string;
}

export type Seat =
  | 'author'
  | 'evaluator'
  | 'editor'
  | 'reviewer'
  | 'undeclared'
  | 'unassigned'
  | 'recused'
  | 'reviewerElsewhere'
  | 'chair'
  | 'chairElsewhere'
  | 'member'
  | 'committeeChair'
  | 'dean'
  | 'registrar'
  | 'registrar2'
  | 'administrator'
  | 'auditor'
  | 'suspended'
  | 'ended';

export interface Person {
  id: string;
  userId: string;
  name: string;
  email: string;
  roles: HeldRole[];
}

export interface Tenant {
  id: string;
  slug: string;
  /** Part of every text of this institution that is not public. */
  canary: string;
  people: Record<Seat, Person>;
  departments: { own: PlainThing; other: PlainThing };
  rules: RuleThing[];
  stages: StageThing[];
  persons: PersonThing[];
  grants: PlainThing[];
  /** Roles that wait for a second administrator. */
  proposals: (Thing & { facts: Resource })[];
  /** Issuers of badges that are trusted, and that wait. */
  issuers: (Thing & { facts: Resource; shown: string })[];
  absences: (Thing & { facts: Resource })[];
  delegations: (Thing & { facts: Resource })[];
  /** Of the committee, and of the own department. */
  meetings: (Thing & { facts: Resource; place: string })[];
  courses: PlainThing[];
  programs: PlainThing[];
  policies: PlainThing[];
  /** Saved lists of mappings: one shared, one kept to its owner. */
  views: (Thing & { facts: Resource; isShared: boolean })[];
  /** Changes of a course under a rule, looked at already. */
  notices: (Thing & { facts: Resource })[];
  imports: PlainThing[];
  listings: ListingThing[];
  requests: RequestThing[];
  students: StudentThing[];
  claims: ClaimThing[];
  /** Batches for the student system. */
  batches: PlainThing[];
  /** Keys: the one that signs, and one that signed. */
  keys: PlainThing[];
  /** Badges of awards; `shown` is what they say. */
  badges: PlainThing[];
  auditEntries: PlainThing[];
  /** Entries about votes: `shown` is the reason in the entry's state, `status` says whether that stage is open. */
  auditedVotes: PlainThing[];
  microCredential: { id: string; slug: string; title: string };
}
