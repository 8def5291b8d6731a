import type { HeldRole } from '@/lib/access/actor';
import { addDays, type CivilDate } from '@/lib/kernel/civil-date';
import { fail, ok, type Result } from '@/lib/kernel/result';
import type { StageStatus } from './blind';
import { canSit, officeOf } from './eligibility';
import type { StageKind } from './stage-config';

/** Cases on one agenda, at most: papers of more are read by nobody, and its page is made in one go. @units cases */
export const mostItems = 30;

/** A moment by the institution's own clock. */
export interface LocalMoment {
  day: CivilDate;
  /** HH:MM, of 24 hours. */
  time: string;
}

/** As much of a meeting as what can be done about it depends on. */
export interface MeetingStanding {
  kind: StageKind;
  /** Of which department; null where the kind of stage belongs to none. */
  departmentId: string | null;
  day: CivilDate;
  starts: string;
  isCancelled: boolean;
}

/** When a meeting takes place. */
export interface MeetingTime extends Pick<MeetingStanding, 'day' | 'starts'> {
  /** @units minutes */
  minutes: number;
}

/** Whether a meeting has begun: from its first minute on, until it is called off. */
export function hasBegun({ day, starts, isCancelled }: MeetingStanding, now: LocalMoment): boolean {
  return !isCancelled && `${day} ${starts}` <= `${now.day} ${now.time}`;
}

/** When a meeting ends by the same clock, as YYYY-MM-DDTHH:MM: nobody meets over the hour that summer time adds or takes. */
export function endsAt({ day, starts, minutes }: MeetingTime): string {
  const [hours = 0, past = 0] = starts.split(':').map(Number);
  const end = hours * 60 + past + minutes;
  const inDay = end % (24 * 60);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${addDays(day, Math.floor(end / (24 * 60)))}T${two(Math.floor(inDay / 60))}:${two(inDay % 60)}`;
}

/** Whether the time of a meeting is over, whatever became of it. */
export function isOver(time: MeetingTime, now: LocalMoment): boolean {
  return endsAt(time) <= `${now.day}T${now.time}`;
}

/** Whether a meeting can be called for that day: today or later; its minute may have passed, so that one that has begun can be entered. @refuses meeting/over */
export function mayCall(day: CivilDate, today: CivilDate): Result<true, 'meeting/over'> {
  return day < today ? fail('meeting/over') : ok(true);
}

/**
 * Whether a meeting can be moved or called off: not once it was called off, nor once something was decided in it, which was decided then
 * and there; `decided` is how many of its cases were.
 * @refuses meeting/cancelled · meeting/decided-in
 */
export function mayChangeMeeting(
  { isCancelled }: Pick<MeetingStanding, 'isCancelled'>,
  decided: number,
): Result<true, 'meeting/cancelled' | 'meeting/decided-in'> {
  if (isCancelled) return fail('meeting/cancelled');
  return decided > 0 ? fail('meeting/decided-in') : ok(true);
}

/** An item of an agenda, or one to be. */
export interface AgendaStage {
  stageId: string;
  kind: StageKind;
  departmentId: string | null;
  status: StageStatus;
  /** It was closed in this meeting. */
  isDecidedHere: boolean;
  /** Its place is for whoever changes the agenda to say: neither they, nor whom they lead for, have a conflict in the case. */
  mayPlace: boolean;
}

export type AgendaReason =
  | 'meeting/cancelled'
  | 'meeting/too-many'
  | 'meeting/other-kind'
  | 'meeting/stage-closed'
  | 'meeting/decided-stays'
  | 'meeting/own-conflict';

/**
 * Whether an agenda can become this one. What is new on it is an open stage of the kind of the meeting and, in a department, of its own;
 * what was decided in the meeting stays on its agenda. A case whose place is not theirs to say comes onto it, leaves it and passes another
 * case by somebody else.
 * @refuses the reasons of AgendaReason
 */
export function maySetAgenda(
  meeting: MeetingStanding,
  before: readonly AgendaStage[],
  after: readonly AgendaStage[],
): Result<true, AgendaReason> {
  if (meeting.isCancelled) return fail('meeting/cancelled');
  if (after.length > mostItems) return fail('meeting/too-many');
  const kept = new Set(after.map(({ stageId }) => stageId));
  if (before.some(({ stageId, isDecidedHere }) => isDecidedHere && !kept.has(stageId)))
    return fail('meeting/decided-stays');
  const known = new Set(before.map(({ stageId }) => stageId));
  const added = after.filter(({ stageId }) => !known.has(stageId));
  const isLeft = ({ stageId, mayPlace }: AgendaStage) =>
    mayPlace ||
    (kept.has(stageId) &&
      known.has(stageId) &&
      isSame(
        idsAhead(before, stageId).filter((id) => kept.has(id)),
        idsAhead(after, stageId),
      ));
  if (![...before, ...after].every(isLeft)) return fail('meeting/own-conflict');
  if (added.some(({ status }) => status !== 'open')) return fail('meeting/stage-closed');
  return added.every(
    ({ kind, departmentId }) =>
      kind === meeting.kind &&
      (kind !== 'department' || departmentId === null || departmentId === meeting.departmentId),
  )
    ? ok(true)
    : fail('meeting/other-kind');
}

function idsAhead(stages: readonly AgendaStage[], id: string): string[] {
  const ids = stages.map(({ stageId }) => stageId);
  return ids.slice(0, ids.indexOf(id));
}

/** Whether two lists hold the same, in whatever order: what stands ahead of a case may change places there. */
function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((id) => others.includes(id));
}

/**
 * Whether a stage can be closed in a meeting: once that has begun, and as a case of its agenda. Everything else that closing asks for is
 * asked as it is without one (`mayClose`).
 * @refuses meeting/cancelled · meeting/not-on-agenda · meeting/not-begun
 */
export function mayDecideIn(
  meeting: MeetingStanding,
  isOnAgenda: boolean,
  now: LocalMoment,
): Result<true, 'meeting/cancelled' | 'meeting/not-on-agenda' | 'meeting/not-begun'> {
  if (meeting.isCancelled) return fail('meeting/cancelled');
  if (!isOnAgenda) return fail('meeting/not-on-agenda');
  return hasBegun(meeting, now) ? ok(true) : fail('meeting/not-begun');
}

/** Whether somebody with these roles belongs to a meeting: who could sit in what it decides, or leads such reviews. */
export function belongsTo(
  { kind, departmentId }: Pick<MeetingStanding, 'kind' | 'departmentId'>,
  roles: readonly HeldRole[],
): boolean {
  return (
    canSit(kind, departmentId, roles) ||
    roles.some(
      (held) => held.role === officeOf(kind) && (kind !== 'department' || held.departmentId === departmentId),
    )
  );
}
