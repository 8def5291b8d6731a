import { addDays } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import { isOver, type LocalMoment, type MeetingStanding, type MeetingTime } from '@/lib/review/meeting';
import { StageKind } from '@/lib/review/stage-config';
import { fromDay, toDay, toInstant } from './codec';
import type { Prisma } from './generated/client';
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
  asked: { now: LocalMoment; past: boolean; page: number; size: number; of?: MeetingsOf },
): Promise<{ rows: MeetingRow[]; total: number }> {
  const { now, past, page, size, of } = asked;
  const near = await nearIn(tx, now);
  const where: Prisma.ReviewMeetingWhereInput = {
    AND: [
      {
        OR: [
          { day: past ? { lt: near.from } : { gt: near.to } },
          { id: { in: near.times.filter((time) => isOver(time, now) === past).map(({ id }) => id) } },
        ],
      },
      ...(of ? [{ OR: of.map(({ kind, departmentId }) => ({ kind, departmentId })) }] : []),
    ],
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

/** The meetings of today and of the day before, which are over or not by their time; one on another day is over by its day. */
async function nearIn(
  tx: Tx,
  { day }: LocalMoment,
): Promise<{ from: Date; to: Date; times: (MeetingTime & { id: string })[] }> {
  const [from, to] = [fromDay(addDays(day, -1)) as Date, fromDay(day) as Date];
  const rows = await tx.reviewMeeting.findMany({
    where: { day: { gte: from, lte: to } },
    select: { id: true, day: true, starts: true, minutes: true },
  });
  return { from, to, times: rows.map(({ day: on, ...row }) => ({ ...row, day: toDay(on) })) };
}

const countsOf = ({ items, decided }: { items: number; decided: number }) => ({ items, decided });

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
