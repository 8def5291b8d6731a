import type { CivilDate } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import type { AgendaStage, MeetingStanding } from '@/lib/review/meeting';
import { StageKind } from '@/lib/review/stage-config';
import { hasVoted, standingVotes } from '@/lib/review/vote';
import { courseCodesIn, RuleDefinition } from '@/lib/rule/rule-version';
import { fromDay, likePattern, toDay, toInstant } from './codec';
import type { Prisma } from './generated/client';
import { StageEnd } from './stage-at-work';
import type { Tx } from './tx';

export interface Meeting extends MeetingStanding {
  id: string;
  departmentName: string | null;
  /** @units minutes */
  minutes: number;
  place: string;
  /** Who called or changed it last, and when. */
  byName: string;
  changedAt: string;
  rowVersion: number;
}

/** A meeting in a list, with how many cases it has and how many were decided in it. */
export interface MeetingRow extends Meeting {
  items: number;
  decided: number;
}

/** A case that is, or could be, on an agenda. */
export interface AgendaItem extends AgendaStage {
  caseId: string;
  title: string;
  /** The certificates of the mapping, each with the language of its title, as listed. */
  named: { title: string; language: string | null }[];
  ruleCode: string;
  courseCodes: string[];
  dueOn: CivilDate | null;
  outcome: StageEnd | null;
  minutesRef: string;
  seated: number;
  voted: number;
}

const named = {
  department: { select: { name: true } },
  by: { select: { name: true } },
} satisfies Prisma.ReviewMeetingInclude;
type Stored = Prisma.ReviewMeetingGetPayload<{ include: typeof named }>;

function toMeeting({ id, departmentId, starts, minutes, place, rowVersion, ...row }: Stored): Meeting {
  return {
    ...{ id, departmentId, starts, minutes, place, rowVersion },
    kind: StageKind.parse(row.kind),
    departmentName: row.department?.name ?? null,
    day: toDay(row.day),
    isCancelled: row.cancelledAt !== null,
    byName: row.by.name,
    changedAt: toInstant(row.changedAt),
  };
}

export async function findMeeting(tx: Tx, id: string): Promise<Meeting | null> {
  const row = await tx.reviewMeeting.findFirst({ where: { id }, include: named });
  return row && toMeeting(row);
}

/** A meeting for a command, whose changes happen one after the other. @refuses not_found */
export async function lockMeeting(tx: Tx, id: string): Promise<Meeting> {
  await tx.$queryRaw`SELECT id FROM review_meeting WHERE id = ${id}::uuid FOR UPDATE`;
  return (await findMeeting(tx, id)) ?? refuse('not_found', 'meeting/not-found');
}

/** Whose meetings are asked for: of some kinds, in a department of its own. */
export type MeetingsOf = readonly Pick<MeetingStanding, 'kind' | 'departmentId'>[];

/** One page of meetings, those to come first and the nearest of them on top, then those that are over, the latest on top. `page` counts from 1. */
export async function listMeetings(
  tx: Tx,
  asked: { today: CivilDate; past: boolean; page: number; size: number; of?: MeetingsOf },
): Promise<{ rows: MeetingRow[]; total: number }> {
  const { today, past, page, size, of } = asked;
  const where: Prisma.ReviewMeetingWhereInput = {
    day: past ? { lt: fromDay(today) as Date } : { gte: fromDay(today) as Date },
    ...(of && { OR: of.map(({ kind, departmentId }) => ({ kind, departmentId })) }),
  };
  const order = past ? 'desc' : 'asc';
  const [total, rows] = await Promise.all([
    tx.reviewMeeting.count({ where }),
    tx.reviewMeeting.findMany({
      where,
      include: { ...named, _count: { select: { items: true, decided: true } } },
      orderBy: [{ day: order }, { starts: order }, { id: 'asc' }],
      take: size,
      skip: (page - 1) * size,
    }),
  ]);
  return {
    total,
    rows: rows.map(({ _count, ...row }) => ({ ...toMeeting(row), ...countsOf(_count) })),
  };
}

const countsOf = ({ items, decided }: { items: number; decided: number }) => ({ items, decided });

const itemOf = {
  id: true,
  kind: true,
  status: true,
  dueOn: true,
  outcome: true,
  minutesRef: true,
  meetingId: true,
  assignments: { where: { isVoting: true, isRecused: false }, select: { personId: true } },
  votes: { select: { personId: true, ordinal: true, choice: true, isCasting: true } },
  reviewCase: {
    select: {
      id: true,
      departmentId: true,
      ruleVersion: {
        select: {
          definition: true,
          rule: { select: { title: true, code: true } },
          sources: {
            select: { microCredential: { select: { title: true, language: true } } },
            orderBy: { microCredential: { title: 'asc' } },
          },
        },
      },
    },
  },
} satisfies Prisma.ReviewStageSelect;

function toItem(
  { id, kind, status, reviewCase, ...stage }: Prisma.ReviewStageGetPayload<{ select: typeof itemOf }>,
  meetingId: string,
): AgendaItem {
  const { rule, sources, definition } = reviewCase.ruleVersion;
  const standing = standingVotes(stage.votes);
  return {
    stageId: id,
    kind: StageKind.parse(kind),
    departmentId: reviewCase.departmentId,
    status: status === 'open' ? 'open' : 'closed',
    isDecidedHere: stage.meetingId === meetingId,
    caseId: reviewCase.id,
    title: rule.title,
    named: sources.map(({ microCredential }) => microCredential),
    ruleCode: rule.code,
    courseCodes: courseCodesIn(RuleDefinition.parse(definition)),
    dueOn: toDay(stage.dueOn),
    outcome: stage.outcome === null ? null : StageEnd.parse(stage.outcome),
    minutesRef: stage.minutesRef,
    seated: stage.assignments.length,
    voted: stage.assignments.filter(({ personId }) => hasVoted(standing, personId)).length,
  };
}

/** The agenda of a meeting, in its order. */
export async function listAgenda(tx: Tx, meetingId: string): Promise<AgendaItem[]> {
  const rows = await tx.reviewMeetingItem.findMany({
    where: { meetingId },
    select: { stage: { select: itemOf } },
    orderBy: [{ position: 'asc' }, { stageId: 'asc' }],
  });
  return rows.map(({ stage }) => toItem(stage, meetingId));
}

/** These stages, as far as they are here. */
export async function findAgendaStages(
  tx: Tx,
  meetingId: string,
  stageIds: readonly string[],
): Promise<AgendaItem[]> {
  const rows = await tx.reviewStage.findMany({ where: { id: { in: [...stageIds] } }, select: itemOf });
  return rows.map((row) => toItem(row, meetingId));
}

/** Open stages that the meeting could decide and has not on its agenda, what is due first; `words` of the title or the code. */
export async function listForAgenda(
  tx: Tx,
  { id, kind, departmentId }: Pick<Meeting, 'id' | 'kind' | 'departmentId'>,
  words: string,
  size: number,
): Promise<{ rows: AgendaItem[]; total: number }> {
  const like = words === '' ? null : likePattern(words);
  const ids = await tx.$queryRaw<{ id: string; total: bigint }[]>`
    SELECT s.id, count(*) OVER () AS total
      FROM review_stage s
      JOIN review_case c ON c.tenant_id = s.tenant_id AND c.id = s.case_id
      JOIN rule_version v ON v.tenant_id = c.tenant_id AND v.id = c.rule_version_id
      JOIN equivalency_rule r ON r.tenant_id = v.tenant_id AND r.id = v.rule_id
     WHERE s.tenant_id = current_tenant() AND s.status = 'open' AND s.kind = ${kind}
       AND (${departmentId}::uuid IS NULL OR c.department_id IS NULL OR c.department_id = ${departmentId}::uuid)
       AND (${like}::text IS NULL OR r.title ILIKE ${like} OR r.code ILIKE ${like})
       AND NOT EXISTS (SELECT FROM review_meeting_item t WHERE t.tenant_id = s.tenant_id AND t.stage_id = s.id AND t.meeting_id = ${id}::uuid)
     ORDER BY s.due_on NULLS LAST, s.id LIMIT ${size}`;
  const found = await findAgendaStages(
    tx,
    id,
    ids.map((row) => row.id),
  );
  return {
    total: Number(ids[0]?.total ?? 0),
    rows: ids.flatMap((row) => found.filter(({ stageId }) => stageId === row.id)),
  };
}

/** Meetings that have a stage on their agenda and were not called off, the first one first. */
export async function listMeetingsOfStage(tx: Tx, stageId: string): Promise<Meeting[]> {
  const rows = await tx.reviewMeeting.findMany({
    where: { cancelledAt: null, items: { some: { stageId } } },
    include: named,
    orderBy: [{ day: 'asc' }, { starts: 'asc' }],
  });
  return rows.map(toMeeting);
}

/** What a meeting is called with. */
export type MeetingFacts = Pick<Meeting, 'day' | 'starts' | 'minutes' | 'place'>;

export async function addMeeting(
  tx: Tx,
  {
    at,
    day,
    ...given
  }: MeetingFacts &
    Pick<Meeting, 'id' | 'kind' | 'departmentId'> & { tenantId: string; byId: string; at: string },
): Promise<void> {
  await tx.reviewMeeting.create({
    data: { ...given, day: fromDay(day) as Date, calledAt: new Date(at), changedAt: new Date(at) },
  });
}

/** Says something else of a meeting, or nothing else than that its agenda was changed; null where it changed meanwhile. */
export async function updateMeeting(
  tx: Tx,
  { tenantId, id, expectedVersion }: { tenantId: string; id: string; expectedVersion: number },
  { day, ...facts }: Partial<MeetingFacts> & { isCancelled?: true },
  by: { id: string; at: string },
): Promise<boolean> {
  const { isCancelled, ...rest } = facts;
  const { count } = await tx.reviewMeeting.updateMany({
    where: { tenantId, id, rowVersion: expectedVersion },
    data: {
      ...rest,
      ...(day && { day: fromDay(day) as Date }),
      ...(isCancelled && { cancelledAt: new Date(by.at) }),
      byId: by.id,
      changedAt: new Date(by.at),
      rowVersion: { increment: 1 },
    },
  });
  return count === 1;
}

/** Puts these stages on the agenda, in this order, and takes all others off. What keeps its place is not written. */
export async function keepAgenda(
  tx: Tx,
  { tenantId, meetingId }: { tenantId: string; meetingId: string },
  stageIds: readonly string[],
): Promise<void> {
  await tx.reviewMeetingItem.deleteMany({ where: { meetingId, stageId: { notIn: [...stageIds] } } });
  const stored = await tx.reviewMeetingItem.findMany({ where: { meetingId } });
  const placeOf = new Map(stored.map(({ stageId, position }) => [stageId, position]));
  const wanted = stageIds.map((stageId, n) => ({ tenantId, meetingId, stageId, position: n + 1 }));
  for (const { position, ...item } of wanted)
    if (placeOf.has(item.stageId) && placeOf.get(item.stageId) !== position)
      await tx.reviewMeetingItem.updateMany({ where: item, data: { position } });
  await tx.reviewMeetingItem.createMany({ data: wanted.filter(({ stageId }) => !placeOf.has(stageId)) });
}
