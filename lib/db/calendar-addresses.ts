import { createHash } from 'node:crypto';
import { toInstant } from './codec';
import type { Tx } from './tx';

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/** Since when somebody's calendar has an address here; null where it has none. */
export async function findCalendarAddress(
  tx: Tx,
  personId: string,
): Promise<{ id: string; givenAt: string } | null> {
  const row = await tx.calendarAddress.findFirst({ where: { personId, withdrawnAt: null } });
  return row && { id: row.id, givenAt: toInstant(row.givenAt) };
}

/** Whose calendar has the address; null where it was taken back or never was one. */
export async function findCalendarOwner(tx: Tx, token: string): Promise<string | null> {
  const row = await tx.calendarAddress.findFirst({
    where: { tokenHash: hashOf(token), withdrawnAt: null },
    select: { personId: true },
  });
  return row?.personId ?? null;
}

export async function addCalendarAddress(
  tx: Tx,
  { tenantId, personId, token, at }: { tenantId: string; personId: string; token: string; at: string },
): Promise<string> {
  const { id } = await tx.calendarAddress.create({
    data: { tenantId, personId, tokenHash: hashOf(token), givenAt: new Date(at) },
    select: { id: true },
  });
  return id;
}

/** Takes the person's address back, where there is one; what its id was. */
export async function endCalendarAddress(tx: Tx, personId: string, at: string): Promise<string | null> {
  const found = await findCalendarAddress(tx, personId);
  if (found)
    await tx.calendarAddress.updateMany({
      where: { id: found.id, withdrawnAt: null },
      data: { withdrawnAt: new Date(at) },
    });
  return found?.id ?? null;
}

/** How often the due day of each of these stages was moved; 0 where it never was. */
export async function countMovesOf(
  tx: Tx,
  stageIds: readonly string[],
): Promise<(stageId: string) => number> {
  const rows = await tx.reviewExtension.groupBy({
    by: ['stageId'],
    where: { stageId: { in: [...stageIds] } },
    _count: true,
  });
  const moves = new Map(rows.map(({ stageId, _count }) => [stageId, _count]));
  return (stageId) => moves.get(stageId) ?? 0;
}
