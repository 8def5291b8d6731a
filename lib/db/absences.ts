import type { CivilDate } from '@/lib/kernel/civil-date';
import { fromDay, toDay } from './codec';
import type { Tx } from './tx';

/** Days on which somebody is away. */
export interface Absence {
  id: string;
  personId: string;
  fromDay: CivilDate;
  toDay: CivilDate;
}

/** Days away that are not over, of some people, the first ones first. */
export async function listAbsences(
  tx: Tx,
  personIds: readonly string[],
  today: CivilDate,
): Promise<Absence[]> {
  const rows = await tx.absence.findMany({
    where: {
      personId: { in: [...personIds] },
      withdrawnAt: null,
      toDay: { gte: fromDay(today) as Date },
    },
    orderBy: [{ fromDay: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ id, personId, fromDay: from, toDay: to }) => ({
    ...{ id, personId },
    fromDay: toDay(from),
    toDay: toDay(to),
  }));
}

export async function findAbsence(tx: Tx, id: string): Promise<{ id: string; personId: string } | null> {
  return tx.absence.findFirst({ where: { id, withdrawnAt: null }, select: { id: true, personId: true } });
}

export async function addAbsence(
  tx: Tx,
  given: { tenantId: string; personId: string; fromDay: CivilDate; toDay: CivilDate; at: string },
): Promise<string> {
  const { fromDay: from, toDay: to, at, ...rest } = given;
  const { id } = await tx.absence.create({
    data: { ...rest, fromDay: fromDay(from) as Date, toDay: fromDay(to) as Date, statedAt: new Date(at) },
    select: { id: true },
  });
  return id;
}

export async function endAbsence(tx: Tx, id: string, at: string): Promise<number> {
  const { count } = await tx.absence.updateMany({
    where: { id, withdrawnAt: null },
    data: { withdrawnAt: new Date(at) },
  });
  return count;
}
