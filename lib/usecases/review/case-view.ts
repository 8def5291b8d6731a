import type { VersionStanding } from '@/lib/rule/version-standing';
import type { DenyReason } from '@/lib/access/resource';
import type { HomeUnit } from '@/lib/amount/unit';
import type { CoverageMark, MessageKind, RubricScore } from '@/lib/db/marks-and-scores';
import type { Role } from '@/lib/access/actor';
import type { LostSeat, Stage } from '@/lib/db/stage-at-work';
import type { StageEnd } from '@/lib/db/stage-at-work';
import type { CourseWithOutcomes } from '@/lib/db/institutions';
import type { MicroCredential, MicroCredentialVersion, Recommendation } from '@/lib/db/micro-credentials';
import type { Coverage } from '@/lib/review/coverage';
import type { Round } from '@/lib/review/blind';
import type { Rejection, RejectionKind } from '@/lib/review/rejection-kind';
import type { ScoresToReason } from '@/lib/review/reasons';
import type { ReviewEnd } from '@/lib/review/review-end';
import type { RubricState, Spread } from '@/lib/review/rubric';
import type { DueState } from '@/lib/review/sla';
import type { StageKind } from '@/lib/review/stage-config';
import type { Ask, Rest } from '@/lib/review/turn';
import type { Tally, Votes } from '@/lib/review/tally';
import type { VoteChoice } from '@/lib/review/vote-choice';
import type { VoteGround } from '@/lib/review/vote-ground';
import type { HoursBeside } from '@/lib/review/hours-beside';
import type { RuleNames } from '@/lib/rule/rule-names';
import type { MarkSuggestion } from '@/lib/suggest/likely-mark';
import type { ImportBasis } from '@/lib/rule/import-basis';
import type { RuleBasis, RuleVersion } from '@/lib/rule/rule-version';
import type { Away } from './reviewer-load';
import type { ReviewRecord } from './decided-how';
import type { StageRecord } from './stage-record';

/** What the person is to the case: has yet to declare, is recused, sits in it, may read it, wrote it and reads it without names, or may not. */
export type CaseStanding = 'declare' | 'recused' | 'member' | 'reader' | 'author' | 'none';

export interface SeatView {
  personId: string;
  name: string;
  isVoting: boolean;
  state: 'undeclared' | 'clear' | 'recused' | 'left' | 'roleEnded' | 'second';
  hasVoted: boolean;
  /** Null while the reader may not know it. */
  vote: {
    choice: VoteChoice;
    ground: VoteGround | null;
    rationale: string;
    castAt: string;
    round: Round;
    rejection: Rejection | null;
  } | null;
  /** When the person last took a vote back, in whatever round; null where they did not, or the reader may not know it. */
  tookBackAt: string | null;
  /** What a declared conflict is; null to all but the chair and auditors. */
  conflictNote: string | null;
  canBeUnassigned: boolean;
}

export interface StageView extends StageRecord, Pick<Stage, 'position' | 'rowVersion' | 'config'> {
  due: DueState;
  votes: Votes;
  /** Empty to the authors: they learn why, not who. */
  seats: SeatView[];
  /** Seats that were taken back; empty to the authors as well. */
  lostSeats: LostSeat[];
  /** Null while the reader may not know it. */
  tally: Tally | null;
  /** The casting vote that stands; null while there is none, or the reader may not know it. */
  castingVote: {
    name: string;
    choice: VoteChoice;
    ground: VoteGround | null;
    rationale: string;
    rejection: Rejection | null;
  } | null;
}

export interface MessageView {
  id: string;
  /** Null to the authors, of what a member of the panel said, and to all of what the panel said as one: a return. */
  authorName: string | null;
  kind: MessageKind;
  body: string;
  replyToId: string | null;
  at: string;
  isAnswered: boolean;
}

export interface EvidenceView {
  id: string;
  kind: string;
  title: string;
  url: string | null;
  fileName: string | null;
  /** It can be seen in the page; anything else is saved to be read. */
  isImage: boolean;
}

export interface CertificateView
  extends Pick<MicroCredential, 'id' | 'slug' | 'title' | 'language' | 'provider' | 'platform' | 'url'> {
  version: MicroCredentialVersion | null;
  /** Those that the rule rests on. */
  recommendations: Recommendation[];
}

/** One reviewer's matrix, or one's own. */
export interface MatrixView {
  name: string;
  marks: CoverageMark[];
  coverage: Coverage;
}

/** The version of the mapping that stands before the one that is judged, and its review. */
export interface VersionBefore {
  ruleVersionId: string;
  version: number;
  standing: VersionStanding;
  definition: RuleVersion['definition'];
  /** Null where it was not reviewed here. */
  caseId: string | null;
}

/** What was decided about the same certificates in another mapping. */
export interface PrecedentView {
  ruleVersionId: string;
  ruleCode: string;
  title: string;
  standing: VersionStanding;
  definition: RuleVersion['definition'];
  decidedAt: string | null;
  /** As the public reads it; empty where none was given. */
  reason: string;
  /** The proposal itself names it. */
  isNamed: boolean;
}

/** The question that is asked: shown to everybody on the staff. */
export interface QuestionView {
  ruleVersionId: string;
  /** Null for a first version. */
  before: VersionBefore | null;
  precedents: PrecedentView[];
  /** What stands in the sentences of those. */
  besideNames: RuleNames;
  hours: HoursBeside;
  ruleCode: string;
  title: string;
  version: number;
  status: RuleVersion['status'];
  standing: VersionStanding;
  rowVersion: number;
  definition: RuleVersion['definition'];
  authorNames: string[];
  homeUnit: HomeUnit;
  courses: CourseWithOutcomes[];
  certificates: CertificateView[];
  programs: { code: string; title: string }[];
}

/** What is on the table: shown to whoever may read the deliberation. */
export interface DeliberationView {
  basis: RuleBasis;
  publicNote: string;
  internalNote: string;
  evidence: EvidenceView[];
  /** The import that it rests on, where nobody needs to add evidence. */
  restsOn: Omit<ImportBasis, 'definition'> | null;
  stages: StageView[];
  threshold: number;
  /** One's own work in the present stage; null without a seat. */
  own: {
    marks: CoverageMark[];
    coverage: Coverage;
    scores: RubricScore[];
    rubric: RubricState;
    /** What likely covers which outcome, by the words of both; empty where the institution wants no suggestions. */
    suggestions: MarkSuggestion[];
    /** What the own scores are held against when reasons are asked for. */
    toReason: ScoresToReason;
    vote: {
      choice: VoteChoice;
      ground: VoteGround | null;
      rationale: string;
      rejection: Rejection | null;
    } | null;
  } | null;
  /** What the reader marked and scored here and can no longer change, over all stages; null where there is nothing of it. */
  ownKept: (Omit<MatrixView, 'name'> & { scores: RubricScore[] }) | null;
  /** The others' matrices and scores; null while one may not know them. */
  others: { matrices: MatrixView[]; scores: (RubricScore & { name: string })[]; spread: Spread[] } | null;
  messages: MessageView[];
  /** Whether remarks among reviewers are held back while the stage is blind. */
  hidesRemarks: boolean;
}

export interface CaseView {
  caseId: string;
  standing: CaseStanding;
  denyReason: DenyReason | null;
  question: QuestionView;
  /** The latest stage. */
  stageId: string;
  isOpen: boolean;
  /** What the review came to, why it rejected, which no that is and what the public reads of it; null while it is open, or to whoever may not read it. */
  end: { came: ReviewEnd; reason: string; rejection: Rejection | null } | null;
  /** The stage after the present one, should it pass; null where the review then ends. */
  followedBy: StageKind | null;
  deliberation: DeliberationView | null;
  /** Whose turn it is, of the person who asks, as the queue says it; once it has ended, of what it ended with. */
  turn: Ask | Rest | null;
  reviewRecord: ReviewRecord;
  may: {
    judge: boolean;
    vote: boolean;
    /** The stage is tied, and the person decides it. */
    decideTie: boolean;
    assign: boolean;
    unassign: boolean;
    reveal: boolean;
    nameChair: boolean;
    close: boolean;
    answer: boolean;
    ask: boolean;
    /** Who has said that there is no conflict may find one later. */
    declareLater: boolean;
    settle: boolean;
  };
  /** Which kinds of no can be said to this proposal. */
  rejections: readonly RejectionKind[];
  /** What the own next ballot may do to the stage. */
  ballotEnding: 'ends' | 'mayEnd' | 'stays';
  /** Somebody on the staff can lead the stage, the chair that it names or another. */
  isLed: boolean;
  /** The person was given a seat here and is no longer in the role for it. */
  hasLostRole: boolean;
  /** The stage needs more people who can vote. */
  lacksReviewers: boolean;
  /** Who is no longer in the role for the seat and has not voted, by name; told to whoever assigns. */
  toReplace: string[];
  /** Nobody is left who can take a seat that the stage needs: which role an administrator has to give, and who stepped back. */
  vacancy: { role: Role; steppedBack: string[] } | null;
  /** The stage before the present one, where the person voted in it: told before the own part in the present one is. */
  ownEnded: { kind: StageKind; outcome: StageEnd } | null;
  /** Votes still needed before the stage can be closed. */
  votesToClose: number;
  isClosable: boolean;
  closeProblem: string | null;
  /** Members who can vote and have not, by name; empty to the authors, and once the stage has ended. */
  notVoted: string[];
  /** Who can be named to see to the conditions of an approval; empty to whoever does not close the stage. */
  conditionOwners: { id: string; name: string }[];
  /** Members who have not said whether they have a conflict, by name; what keeps minutes is not closed in silence about them. */
  notAsked: string[];
  /** Why the ballots cannot be revealed yet; null where they can be, or one may not. */
  revealProblem: string | null;
  candidates: { id: string; name: string; away: Away | null }[];
  /** Who could lead the stage in place of its chair. */
  chairCandidates: { id: string; name: string }[];
}
