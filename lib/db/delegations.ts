import { Role, type StandIn } from '@/lib/access/actor';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { fromDay, toDay } from './codec';
import { recordsOfSamePeople } from './same-people';
import type { Tx } from './tx';

/** Who leads reviews for others today: person → whose offices. */
export async function listStandIns(tx: Tx): Promise<Map<string, StandIn[]>> {
  const rows = await tx.$queryRaw<
    { delegateId: string; delegatorId: string; name: string; role: string; departmentId: string | null }[]
  >`SELECT delegate_id AS "delegateId", delegator_id AS "delegatorId", delegator_name AS name, role, department_id AS "departmentId"
      FROM stand_ins(current_tenant()) ORDER BY delegator_name, delegator_id`;
  const found = new Map<string, StandIn[]>();
  for (const { delegateId, delegatorId, name, role, departmentId } of rows) {
    const others = (await recordsOfSamePeople(tx, [delegatorId])).filter((id) => id !== delegatorId);
    const one = { role: Role.parse(role), departmentId, personIds: [delegatorId, ...others], name };
    found.set(delegateId, [...(found.get(delegateId) ?? []), one]);
  }
  return found;
}

/** Who led a stage for somebody else, be it only for a time, and has no vote there. */
export async function listWhoStoodIn(tx: Tx, stageId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<
    { id: string }[]
  >`SELECT person_id AS id FROM stood_in(current_tenant(), ${stageId}::uuid)`;
  return rows.map(({ id }) => id);
}

/** That somebody leads reviews for somebody else. */
export interface Delegation {
  id: string;
  delegatorId: string;
  delegatorName: string;
  delegateId: string;
  delegateName: string;
  role: Role;
  departmentId: string | null;
  departmentName: string | null;
  fromDay: CivilDate;
  toDay: CivilDate;
}

const named = { select: { name: true } } as const;

/** What somebody has delegated or been delegated, not taken back and not over on that day, the first to begin first. */
export async function listDelegations(tx: Tx, personId: string, today: CivilDate): Promise<Delegation[]> {
  const rows = await tx.delegation.findMany({
    where: {
      withdrawnAt: null,
      toDay: { gte: fromDay(today) as Date },
      OR: [{ delegatorId: personId }, { delegateId: personId }],
    },
    include: { delegator: named, delegate: named, department: named },
    orderBy: [{ fromDay: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ id, delegatorId, delegateId, departmentId, ...row }) => ({
    ...{ id, delegatorId, delegateId, departmentId },
    delegatorName: row.delegator.name,
    delegateName: row.delegate.name,
    departmentName: row.department?.name ?? null,
    role: Role.parse(row.role),
    fromDay: toDay(row.fromDay),
    toDay: toDay(row.toDay),
  }));
}

/** A delegation that has not been taken back; `lock` keeps whoever acts by it until the transaction ends. */
export async function findDelegation(
  tx: Tx,
  id: string,
): Promise<Omit<Delegation, 'delegatorName' | 'delegateName' | 'departmentName'> | null> {
  const row = await tx.delegation.findFirst({ where: { id, withdrawnAt: null } });
  if (!row) return null;
  const { delegatorId, delegateId, departmentId } = row;
  return {
    ...{ id, delegatorId, delegateId, departmentId },
    role: Role.parse(row.role),
    fromDay: toDay(row.fromDay),
    toDay: toDay(row.toDay),
  };
}

/** Keeps a delegation; the database refuses a second one for the same days. */
export async function addDelegation(
  tx: Tx,
  given: {
    tenantId: string;
    delegatorId: string;
    delegateId: string;
    role: Role;
    departmentId: string | null;
    fromDay: CivilDate;
    toDay: CivilDate;
    at: string;
  },
): Promise<string> {
  const { fromDay: from, toDay: to, at, ...rest } = given;
  const { id } = await tx.delegation.create({
    data: {
      ...rest,
      fromDay: fromDay(from) as Date,
      toDay: fromDay(to) as Date,
      statedAt: new Date(at),
    },
    select: { id: true },
  });
  return id;
}

/** Takes a delegation back, after whatever its delegate is doing just now. */
export async function endDelegation(
  tx: Tx,
  { tenantId, id, delegateId }: { tenantId: string; id: string; delegateId: string },
  byId: string,
  at: string,
): Promise<number> {
  await tx.$queryRaw`SELECT id FROM person WHERE tenant_id = ${tenantId}::uuid AND id = ${delegateId}::uuid FOR UPDATE`;
  const { count } = await tx.delegation.updateMany({
    where: { id, withdrawnAt: null },
    data: { withdrawnAt: new Date(at), withdrawnById: byId },
  });
  return count;
}
