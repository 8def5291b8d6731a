import { listActsFor } from '@/lib/db/review-acts';
import type { StaffMember } from '@/lib/access/actor';
import type { StageAtWork } from '@/lib/db/stage-at-work';
import * as evidence from '@/lib/db/evidence';
import {
  type CoverageMark,
  listMarks,
  listMessages,
  listScores,
  type ReviewMessage,
  type RubricScore,
} from '@/lib/db/marks-and-scores';
import * as rules from '@/lib/db/rules';
import type { Tx } from '@/lib/db/tx';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { coverageOf } from '@/lib/review/coverage';
import { mayUnassign } from '@/lib/review/eligibility';
import { spreadOf } from '@/lib/review/rubric';
import { isBlind, seesBallotOf } from '@/lib/review/blind';
import { dueState, type Holidays } from '@/lib/review/sla';
import { castingVoteIn } from '@/lib/review/casting-vote';
import { votesOf } from '@/lib/review/tally';
import { lastVotes, membersVotes } from '@/lib/review/vote';
import type { RuleVersion } from '@/lib/rule/rule-version';
import { hasEverVotedIn } from './ballots';
import { importItRestsOn } from '../rule/import-it-rests-on';
import { readsConflictNotes } from './case-standing';
import type { DeliberationView, MatrixView, StageView } from './case-view';
import { ownJudgementOf } from './own-judgement';
import type { ReviewSubject } from './review-subject';
import { namedIn, type StageRecord, stageRecordOf } from './stage-record';
import { tallyOf } from './stage-resource';

interface Table {
  actor: StaffMember;
  rule: RuleVersion;
  subject: ReviewSubject;
  stages: readonly StageAtWork[];
  current: StageAtWork;
  today: CivilDate;
  holidays: Holidays;
  threshold: number;
  /** The institution wants suggestions. */
  suggests: boolean;
  /** Who said and decided what is told; the authors learn why, not who. */
  seesNames: boolean;
  /** The chair that the present stage names is still in a role to lead it. */
  isChairAble: boolean;
}

/** Everything on the table of a case, without what the person may not know yet. */
export async function deliberationOf(tx: Tx, table: Table): Promise<DeliberationView> {
  const { actor, rule, subject, stages, current, today, holidays, threshold, seesNames, isChairAble } = table;
  const { suggests } = table;
  const caseId = current.reviewCase.id;
  const marks = await listMarks(tx, caseId);
  const scores = await listScores(tx, { caseId });
  const messages = await listMessages(tx, caseId);
  const seat = current.assignments.find((assignment) => assignment.personId === actor.personId);
  const leaders = await rules.namesOf(tx, [
    ...namedIn(stages),
    ...stages.flatMap(({ votes }) =>
      votes.filter(({ isCasting }) => isCasting).map(({ personId }) => personId),
    ),
  ]);
  const actsFor = seesNames ? await listActsFor(tx, caseId) : [];
  const recordOf = (work: StageAtWork): StageRecord => {
    const record = stageRecordOf(work, leaders, seesNames, today, rule.submittedAt, actsFor);
    const isLed = isChairAble || work !== current || record.status === 'closed';
    return { ...record, chairName: isLed ? record.chairName : null };
  };
  const ownMarks = marks.filter((mark) => mark.personId === actor.personId);
  const ownScores = scores.filter(
    (score) => score.stageId === current.stage.id && score.personId === actor.personId,
  );
  const sees = (ownerId: string) => seesBallotOf(current.stage, ownerId, actor.personId);
  const visible = visiblePeople(stages, current, actor.personId);
  const names = new Map(
    stages.flatMap(({ assignments }) => assignments.map(({ personId, name }) => [personId, name] as const)),
  );
  const others = scores
    .filter((score) => score.personId !== actor.personId && visible.has(score.personId))
    .map((score) => ({ ...score, name: names.get(score.personId) ?? '' }));
  // What was said before the present stage opened was said in one that has ended.
  const isShown = (message: ReviewMessage) =>
    message.kind !== 'comment' ||
    (seesNames && (message.at < current.stage.openedAt || sees(message.authorId)));
  const isByPanel = ({ kind }: ReviewMessage) => kind !== 'answer';
  return {
    basis: rule.basis,
    publicNote: rule.publicNote,
    internalNote: rule.internalNote,
    restsOn: await importItRestsOn(tx, rule),
    evidence: (await evidence.list(tx, rule.id)).map(({ id, kind, title, url, fileName, mediaType }) => ({
      id,
      kind,
      title,
      url,
      fileName,
      isImage: mediaType?.startsWith('image/') === true,
    })),
    stages: stages.map((work) => stageView(work, recordOf(work), leaders, today, holidays, actor, seesNames)),
    threshold,
    own: seat?.isVoting
      ? ownJudgementOf({ actor, subject, current, threshold, suggests, marks: ownMarks, scores })
      : null,
    ownKept: ownKeptOf(
      ownMarks,
      scores.filter(({ personId }) => personId === actor.personId),
      current,
      seat?.isVoting === true,
      (marks) => coverageOf(subject.coursesToCover, marks, threshold),
    ),
    others:
      seesNames && visible.size > 0
        ? {
            matrices: matricesOf(marks, visible, names, subject, threshold),
            scores: others,
            spread: spreadOf(isBlind(current.stage) ? others : [...others, ...ownScores]),
          }
        : null,
    messages: messages.filter(isShown).map((message) => ({
      id: message.id,
      authorName: message.kind !== 'return' && (seesNames || !isByPanel(message)) ? message.authorName : null,
      kind: message.kind,
      body: message.body,
      replyToId: message.replyToId,
      at: message.at,
      isAnswered: messages.some((other) => other.replyToId === message.id),
    })),
    hidesRemarks: seesNames && !messages.every(isShown),
  };
}

/**
 * What somebody judged stays readable to them once the stage has ended in which they did: all but what the form of the present stage,
 * where they have a seat in it, still shows.
 */
function ownKeptOf(
  marks: readonly CoverageMark[],
  scores: readonly (RubricScore & { stageId: string })[],
  { stage }: StageAtWork,
  hasSeat: boolean,
  coverage: (marks: readonly CoverageMark[]) => MatrixView['coverage'],
): DeliberationView['ownKept'] {
  const isInForm = stage.status === 'open' && hasSeat;
  const kept = {
    marks: isInForm ? [] : [...marks],
    scores: isInForm ? scores.filter(({ stageId }) => stageId !== stage.id) : [...scores],
  };
  return kept.marks.length === 0 && kept.scores.length === 0
    ? null
    : { ...kept, coverage: coverage(kept.marks) };
}

/**
 * Whose matrices and scores the person may see, besides the own ones: of stages that have ended everybody's, of the present one those
 * of whoever has voted, once it is no longer blind. A matrix is one for the whole case, so a member of the present stage shows none.
 */
function visiblePeople(stages: readonly StageAtWork[], current: StageAtWork, personId: string): Set<string> {
  const voted = new Set(membersVotes(current.votes).map((vote) => vote.personId));
  const isShown = ({ stage }: StageAtWork, id: string) =>
    seesBallotOf(stage, id, personId) && (stage.status === 'closed' || voted.has(id));
  const inPresent = new Set(
    current.stage.status === 'open' ? current.assignments.map((seat) => seat.personId) : [],
  );
  const people = stages.flatMap((work) =>
    work.assignments
      .filter(
        (seat) =>
          !seat.isRecused &&
          isShown(work, seat.personId) &&
          (work === current || !inPresent.has(seat.personId) || isShown(current, seat.personId)),
      )
      .map((seat) => seat.personId),
  );
  return new Set(people.filter((id) => id !== personId));
}

function matricesOf(
  marks: readonly CoverageMark[],
  visible: ReadonlySet<string>,
  names: ReadonlyMap<string, string>,
  subject: ReviewSubject,
  threshold: number,
): MatrixView[] {
  return [...visible].flatMap((personId) => {
    const own = marks.filter((mark) => mark.personId === personId);
    return own.length === 0
      ? []
      : [
          {
            name: names.get(personId) ?? '',
            marks: own,
            coverage: coverageOf(subject.coursesToCover, own, threshold),
          },
        ];
  });
}

/** One stage with its seats and its count, as this reader may know them. */
export function stageView(
  work: StageAtWork,
  record: StageRecord,
  leaders: ReadonlyMap<string, string>,
  today: CivilDate,
  holidays: Holidays,
  actor: StaffMember,
  seesNames: boolean,
): StageView {
  const { kind, position, status, dueOn, rowVersion, config } = work.stage;
  const count = tallyOf(work, today);
  const readsConflicts = readsConflictNotes(work.stage, actor);
  const votes = new Map(
    lastVotes(membersVotes(work.votes)).map(
      ({ personId: voter, choice, ground, rationale, castAt, round, rejection }) => [
        voter,
        { choice, ground, rationale, castAt, round, rejection },
      ],
    ),
  );
  const casting = seesNames ? castingVoteIn(work.votes, work.recusedIds) : null;
  return {
    ...record,
    position,
    rowVersion,
    config,
    due: status === 'open' ? dueState(today, dueOn, holidays) : { state: 'none' },
    votes: votesOf(config, count),
    lostSeats: seesNames ? work.lostSeats : [],
    seats: (seesNames ? work.assignments : []).map((seat) => ({
      personId: seat.personId,
      name: seat.name,
      isVoting: seat.isVoting,
      hasVoted: votes.has(seat.personId),
      state: seat.isRecused
        ? 'recused'
        : seat.isSecond
          ? 'second'
          : seat.hasLeft
            ? seat.isActive
              ? 'roleEnded'
              : 'left'
            : seat.conflictDeclared === null
              ? 'undeclared'
              : 'clear',
      vote: seesBallotOf(work.stage, seat.personId, actor.personId)
        ? (votes.get(seat.personId) ?? null)
        : null,
      tookBackAt: seesBallotOf(work.stage, seat.personId, actor.personId)
        ? (work.withdrawals.filter(({ personId }) => personId === seat.personId).at(-1)?.castAt ?? null)
        : null,
      conflictNote: seat.isRecused && readsConflicts ? seat.conflictNote : null,
      canBeUnassigned: mayUnassign({
        status,
        kind,
        seat,
        hasVoted: hasEverVotedIn(work, seat.personId),
        actorId: actor.personId,
      }).ok,
    })),
    tally: isBlind(work.stage) || !seesNames ? null : count,
    castingVote:
      casting !== null && seesBallotOf(work.stage, casting.personId, actor.personId)
        ? {
            name: leaders.get(casting.personId) ?? '',
            choice: casting.choice,
            ground: casting.ground,
            rationale: casting.rationale,
            rejection: casting.rejection,
          }
        : null,
  };
}
