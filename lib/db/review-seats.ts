import type { Tx } from './tx';

export interface NewSeat {
  personId: string;
  isVoting: boolean;
  /** A conflict that was declared earlier in the same case and stays. */
  knownConflict: string | null;
}

export async function assign(
  tx: Tx,
  { tenantId, stageId }: { tenantId: string; stageId: string },
  seats: readonly NewSeat[],
  assignedById: string,
  at: string,
): Promise<void> {
  const data = seats.map(({ personId, isVoting, knownConflict }) => ({
    tenantId,
    stageId,
    personId,
    isVoting,
    assignedById,
    assignedAt: new Date(at),
    ...(knownConflict !== null && { conflictDeclared: true, isRecused: true, conflictNote: knownConflict }),
  }));
  await tx.reviewAssignment.createMany({ data, skipDuplicates: true });
  // Who led the stage without a vote keeps what was said about conflicts, and now has one.
  await tx.reviewAssignment.updateMany({
    where: { stageId, isVoting: false, personId: { in: seats.map(({ personId }) => personId) } },
    data: { isVoting: true },
  });
  await touchStage(tx, tenantId, stageId);
}

/** Takes an assignment back; the database refuses it once its person has voted or declared a conflict. */
export async function unassign(
  tx: Tx,
  { tenantId, stageId, personId }: { tenantId: string; stageId: string; personId: string },
): Promise<void> {
  await tx.reviewAssignment.delete({
    where: { tenantId_stageId_personId: { tenantId, stageId, personId } },
    select: { id: true },
  });
  await touchStage(tx, tenantId, stageId);
}

/** Conflicts declared in any stage of a case: person → what was said. */
export async function listConflicts(tx: Tx, caseId: string): Promise<Map<string, string>> {
  const rows = await tx.reviewAssignment.findMany({
    where: { isRecused: true, stage: { caseId } },
    select: { personId: true, conflictNote: true },
  });
  return new Map(rows.map((row) => [row.personId, row.conflictNote]));
}

/** Keeps what somebody said about conflicts; whoever leads the stage without a vote gets a place without one. */
export async function declare(
  tx: Tx,
  { tenantId, stageId, personId }: { tenantId: string; stageId: string; personId: string },
  hasConflict: boolean,
  conflictNote: string,
  at: string,
): Promise<void> {
  const said = { conflictDeclared: hasConflict, isRecused: hasConflict, conflictNote };
  await tx.reviewAssignment.upsert({
    where: { tenantId_stageId_personId: { tenantId, stageId, personId } },
    update: said,
    create: {
      tenantId,
      stageId,
      personId,
      isVoting: false,
      assignedById: personId,
      assignedAt: new Date(at),
      ...said,
    },
    select: { id: true },
  });
  await touchStage(tx, tenantId, stageId);
}

/** Lets a stage show that something happened in it: whoever closes it has seen it all. */
export async function touchStage(tx: Tx, tenantId: string, stageId: string): Promise<void> {
  await tx.reviewStage.update({
    where: { tenantId_id: { tenantId, id: stageId } },
    data: { rowVersion: { increment: 1 } },
    select: { id: true },
  });
}
