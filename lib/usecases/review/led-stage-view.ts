import type { StaffMember } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import type { NamedStage } from '@/lib/db/stages-to-lead';
import { listExtensions, listReminders } from '@/lib/db/review-acts';
import { type Experience, listExperience } from '@/lib/db/reviewer-experience';
import type { StageAtWork } from '@/lib/db/stage-at-work';
import type { Tx } from '@/lib/db/tx';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { maySeat } from '@/lib/review/casting-vote';
import { mayUnassign } from '@/lib/review/eligibility';
import { extendedDueDay, extensionLeft, mayExtend, mayRemind } from '@/lib/review/leading';
import type { Holidays } from '@/lib/review/sla';
import type { Awaited } from '@/lib/review/stage-turn';
import { hasCastingVote } from '@/lib/review/tally';
import type { Place } from '@/lib/review/turn';
import { hasVoted } from '@/lib/review/vote';
import { hasEverVotedIn } from './ballots';
import { candidatesFor } from './candidates';
import { type Away, type Load, noLoad } from './reviewer-load';
import { placeIn, settlingOf, stageResource, tallyOf } from './stage-resource';

/** Somebody with a part in a stage, as whoever leads it sees them. */
export interface LedSeat {
  personId: string;
  name: string;
  state: 'voted' | 'vote' | 'answer' | 'recused' | 'left';
  /** Since when something is awaited; null where nothing is. */
  since: string | null;
  /** The days on which they were reminded, the first one first. */
  remindedOn: CivilDate[];
  canBeReminded: boolean;
  canBeReplaced: boolean;
}

export interface Candidate extends Load, Experience {
  id: string;
  name: string;
  away: Away | null;
}

/** What whoever leads a stage can do in it now. */
export interface LedStageView {
  stageId: string;
  caseId: string;
  rowVersion: number;
  title: string;
  named: { title: string; language: string | null }[];
  /** False until the person has said that there is no conflict. */
  canAct: boolean;
  seats: LedSeat[];
  lacksReviewers: boolean;
  /** Who can be given a seat, who knows most of the subject and has least to do first. */
  candidates: Candidate[];
  extension: {
    /** Days that can be chosen, each with the day that it leads to. */
    choices: { days: number; dueOn: CivilDate }[];
    /** Why the due day stays; null where it can be moved. */
    problem: string | null;
  };
}

/** The part of a stage that its leader acts on; before the own word about conflicts nothing of it but its name. */
export async function ledStageView(
  tx: Tx,
  {
    work,
    title,
    named,
    courseCodes,
    place,
    awaited,
  }: NamedStage & { place: Place; awaited: readonly Awaited[] },
  at: {
    actor: StaffMember;
    today: CivilDate;
    holidays: Holidays;
    loads: ReadonlyMap<string, Load>;
    away: ReadonlyMap<string, Away>;
  },
): Promise<LedStageView> {
  const { stage, reviewCase } = work;
  const canAct =
    placeIn(work, at.actor.personId)?.conflictDeclared === false &&
    can(at.actor, 'review.replace', stageResource(work)).allowed;
  const view = {
    stageId: stage.id,
    caseId: reviewCase.id,
    rowVersion: stage.rowVersion,
    title,
    named,
    canAct,
    lacksReviewers: place.lacksReviewers,
  };
  if (!canAct) return { ...view, seats: [], candidates: [], extension: { choices: [], problem: null } };
  const people = maySeat(settlingOf(work, at.today)).ok ? await candidatesFor(tx, work) : [];
  const experience = await listExperience(
    tx,
    people.map(({ id }) => id),
    { ...reviewCase, caseId: reviewCase.id, courseCodes },
  );
  const candidates = people
    .map(({ id, name }) => ({
      id,
      name,
      ...(at.loads.get(id) ?? noLoad),
      away: at.away.get(id) ?? null,
      ...(experience.get(id) ?? { ofDepartment: 0, ofSubject: 0 }),
    }))
    .sort((a, b) => b.ofSubject - a.ofSubject || a.open - b.open || a.name.localeCompare(b.name));
  return {
    ...view,
    seats: await seatsIn(tx, work, { ...at, awaited }),
    candidates,
    extension: await extensionIn(tx, work, at),
  };
}

async function seatsIn(
  tx: Tx,
  work: StageAtWork,
  { actor, today, awaited }: { actor: StaffMember; today: CivilDate; awaited: readonly Awaited[] },
): Promise<LedSeat[]> {
  const { stage, assignments } = work;
  const reminders = await listReminders(tx, [stage.id]);
  const toSeat = (
    personId: string,
    name: string,
    state: LedSeat['state'],
    canBeReplaced: boolean,
  ): LedSeat => {
    const remindedOn = reminders
      .filter((reminder) => reminder.personId === personId)
      .map((reminder) => reminder.remindedOn);
    return {
      personId,
      name,
      state,
      since: awaited.find((one) => one.personId === personId)?.since ?? null,
      remindedOn,
      canBeReminded: mayRemind({
        status: stage.status,
        isOneself: personId === actor.personId,
        isAwaited: state === 'vote' || state === 'answer',
        remindedOn,
        today,
      }).ok,
      canBeReplaced,
    };
  };
  const seats = assignments
    .filter(({ isVoting, hasLeft }) => isVoting || hasLeft)
    .map((seat) => {
      const voted = hasVoted(work.votes, seat.personId);
      const state = seat.isRecused ? 'recused' : voted ? 'voted' : seat.isInRole ? 'vote' : 'left';
      return toSeat(
        seat.personId,
        seat.name,
        state,
        maySeat(settlingOf(work, today)).ok &&
          mayUnassign({
            status: stage.status,
            kind: stage.kind,
            seat,
            hasVoted: hasEverVotedIn(work, seat.personId),
            actorId: actor.personId,
          }).ok,
      );
    });
  const authors = awaited
    .filter(({ ask }) => ask === 'answer')
    .map(({ personId, name }) => toSeat(personId, name, 'answer', false));
  return [...seats, ...authors];
}

async function extensionIn(
  tx: Tx,
  work: StageAtWork,
  { today, holidays }: { today: CivilDate; holidays: Holidays },
): Promise<LedStageView['extension']> {
  const { stage } = work;
  const { dueOn } = stage;
  const left = extensionLeft(stage.config, await listExtensions(tx, [stage.id]));
  const verdict = mayExtend({
    status: stage.status,
    days: 1,
    left,
    givesCastingVote: hasCastingVote(stage.config),
    isQuorate: tallyOf(work, today).missing === 0,
    isRevealed: stage.revealedAt !== null,
  });
  if (dueOn === null) return { choices: [], problem: 'review/extend-no-day' };
  if (!verdict.ok) return { choices: [], problem: verdict.reason };
  const choices = Array.from({ length: left }, (_, n) => ({
    days: n + 1,
    dueOn: extendedDueDay(dueOn, today, n + 1, holidays),
  }));
  return { choices, problem: null };
}
