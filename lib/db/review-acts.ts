import type { CivilDate } from '@/lib/kernel/civil-date';
import { fromDay, toDay, toInstant } from './codec';
import { touchStage } from './review-seats';
import type { Tx } from './tx';

/** What whoever leads a stage did while it waited. */
export interface Reminder {
  stageId: string;
  personId: string;
  name: string;
  remindedOn: CivilDate;
  byName: string;
  at: string;
}
export interface Replacement {
  stageId: string;
  name: string;
  successorName: string;
  reason: string;
  byName: string;
  at: string;
}
export interface Extension {
  stageId: string;
  dueBefore: CivilDate;
  dueOn: CivilDate;
  /** Business days that were given. */
  days: number;
  reason: string;
  byName: string;
  at: string;
}

const named = { select: { name: true } } as const;

/** Reminders in some stages, the oldest first. */
export async function listReminders(tx: Tx, stageIds: readonly string[]): Promise<Reminder[]> {
  const rows = await tx.reviewReminder.findMany({
    where: { stageId: { in: [...stageIds] } },
    include: { person: named, by: named },
    orderBy: [{ at: 'asc' }, { personId: 'asc' }],
  });
  return rows.map(({ stageId, personId, remindedOn, at, person, by }) => ({
    stageId,
    personId,
    name: person.name,
    remindedOn: toDay(remindedOn),
    byName: by.name,
    at: toInstant(at),
  }));
}

/** Seats that were given to somebody else, the oldest first. */
export async function listReplacements(tx: Tx, stageIds: readonly string[]): Promise<Replacement[]> {
  const rows = await tx.reviewReplacement.findMany({
    where: { stageId: { in: [...stageIds] } },
    include: { person: named, successor: named, by: named },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ stageId, reason, at, person, successor, by }) => ({
    stageId,
    name: person.name,
    successorName: successor.name,
    reason,
    byName: by.name,
    at: toInstant(at),
  }));
}

/** Due days that were moved on, the oldest first. */
export async function listExtensions(tx: Tx, stageIds: readonly string[]): Promise<Extension[]> {
  const rows = await tx.reviewExtension.findMany({
    where: { stageId: { in: [...stageIds] } },
    include: { by: named },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ stageId, dueBefore, dueOn, days, reason, at, by }) => ({
    stageId,
    dueBefore: toDay(dueBefore),
    dueOn: toDay(dueOn),
    days,
    reason,
    byName: by.name,
    at: toInstant(at),
  }));
}

interface Act {
  tenantId: string;
  stageId: string;
  byId: string;
  at: string;
}

/** Something that was done in place of somebody else. */
export interface ActFor {
  action: string;
  at: string;
  byName: string;
  forName: string;
}

/** Acts of a case that were done in place of somebody else, as they stand on record. */
export async function listActsFor(tx: Tx, caseId: string): Promise<ActFor[]> {
  const rows = await tx.$queryRaw<{ action: string; at: Date; byName: string; forName: string }[]>`
    SELECT e.action, e.at, a.name AS "byName", p.name AS "forName"
      FROM audit_event e
      JOIN audit_detail d ON d.tenant_id = e.tenant_id AND d.seq = e.seq
      JOIN person a ON a.tenant_id = e.tenant_id AND a.id = e.actor_id
      JOIN person p ON p.tenant_id = e.tenant_id AND p.id = (d.after ->> 'onBehalfOfId')::uuid
     WHERE e.tenant_id = current_tenant() AND e.object_type = 'review_case' AND e.object_id = ${caseId}`;
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
}

/** Keeps that somebody was reminded; the database refuses a second time on the same day. */
export async function keepReminder(
  tx: Tx,
  { at, remindedOn, ...act }: Act & { personId: string; remindedOn: CivilDate },
): Promise<void> {
  await tx.reviewReminder.create({
    data: { ...act, remindedOn: fromDay(remindedOn) as Date, at: new Date(at) },
  });
}

/** Keeps that a seat is given to somebody else; the same transaction takes it back and gives it. */
export async function keepReplacement(
  tx: Tx,
  { at, ...act }: Act & { personId: string; successorId: string; reason: string },
): Promise<void> {
  await tx.reviewReplacement.create({ data: { ...act, at: new Date(at) }, select: { id: true } });
}

/** Moves the due day of a stage on, on record. */
export async function moveDueDay(
  tx: Tx,
  {
    at,
    dueBefore,
    dueOn,
    ...act
  }: Act & { dueBefore: CivilDate; dueOn: CivilDate; days: number; reason: string },
): Promise<void> {
  const { tenantId, stageId } = act;
  await tx.reviewExtension.create({
    data: {
      ...act,
      dueBefore: fromDay(dueBefore) as Date,
      dueOn: fromDay(dueOn) as Date,
      at: new Date(at),
    },
    select: { id: true },
  });
  await tx.reviewStage.update({
    where: { tenantId_id: { tenantId, id: stageId } },
    data: { dueOn: fromDay(dueOn) },
    select: { id: true },
  });
  await touchStage(tx, tenantId, stageId);
}
