import type { CivilDate } from '@/lib/kernel/civil-date';
import type { ClockStep } from '@/lib/review/clock';
import { fromDay, toInstant } from './codec';
import type { Tx } from './tx';

/** Keeps that the clock told somebody of a step; false where it had before, whichever process did. */
export async function keepClockMail(
  tx: Tx,
  {
    at,
    dueOn,
    ...mail
  }: { tenantId: string; stageId: string; personId: string; step: ClockStep; dueOn: CivilDate; at: string },
): Promise<boolean> {
  const data = [{ ...mail, dueOn: fromDay(dueOn) as Date, at: new Date(at) }];
  const { count } = await tx.reviewClockMail.createMany({ data, skipDuplicates: true });
  return count === 1;
}

/** Questions to the authors of these review cases and when each had its first answer: case → spans. */
export async function listWaits(
  tx: Tx,
  caseIds: readonly string[],
): Promise<Map<string, { from: string; to: string | null }[]>> {
  const said = await tx.reviewMessage.findMany({
    where: { caseId: { in: [...caseIds] } },
    select: { id: true, caseId: true, kind: true, replyToId: true, at: true },
    orderBy: { at: 'asc' },
  });
  const waits = new Map<string, { from: string; to: string | null }[]>();
  for (const { id, caseId, kind, at } of said) {
    if (kind !== 'question') continue;
    const answer = said.find(({ replyToId }) => replyToId === id);
    const wait = { from: toInstant(at), to: answer ? toInstant(answer.at) : null };
    waits.set(caseId, [...(waits.get(caseId) ?? []), wait]);
  }
  return waits;
}
