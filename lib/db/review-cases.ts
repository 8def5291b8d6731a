import type { ReviewCase, Stage, StageAtWork } from './stage-at-work';
import type { Authored } from '@/lib/kernel/authors';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { groupedBy } from '@/lib/kernel/grouped-by';
import { refuse } from '@/lib/kernel/refusal';
import type { OwingRole } from '@/lib/review/owed-conditions';
import { type StageConfig, StageKind } from '@/lib/review/stage-config';
import type { Vote } from '@/lib/review/vote';
import { fromDay, toDay, toInstant } from './codec';
import { listConflicts, touchStage } from './review-seats';
import { fromStoredStage, toCase, withEverything } from './stored-stage';
import type { StageEnd } from './stage-at-work';
import type { Tx } from './tx';

/** A stage for a command: its row is locked first, so that votes and closing happen one after the other. @refuses not_found */
export async function lockStage(tx: Tx, stageId: string): Promise<StageAtWork> {
  await tx.$queryRaw`SELECT id FROM review_stage WHERE id = ${stageId}::uuid FOR UPDATE`;
  const row =
    (await tx.reviewStage.findFirst({ where: { id: stageId }, include: withEverything })) ??
    refuse('not_found', 'review/not-found');
  return fromStoredStage(row, [...(await listConflicts(tx, row.caseId)).keys()]);
}

/** A stage as it stands, without keeping others from it. */
export async function findStage(tx: Tx, stageId: string): Promise<StageAtWork | null> {
  const row = await tx.reviewStage.findFirst({ where: { id: stageId }, include: withEverything });
  return row && fromStoredStage(row, [...(await listConflicts(tx, row.caseId)).keys()]);
}

/** All stages of a case, the first one first. */
export async function listStages(tx: Tx, caseId: string): Promise<StageAtWork[]> {
  return (await listStagesOf(tx, [caseId])).get(caseId) ?? [];
}

/** The stages of each of these cases, the first one first, by case. */
export async function listStagesOf(tx: Tx, caseIds: readonly string[]): Promise<Map<string, StageAtWork[]>> {
  const all = await tx.reviewStage.findMany({
    where: { caseId: { in: [...caseIds] } },
    include: withEverything,
    orderBy: { position: 'asc' },
  });
  const byCase = groupedBy(all, ({ caseId }) => caseId);
  return new Map([...byCase].map(([caseId, rows]) => [caseId, stagesFrom(rows)]));
}

function stagesFrom(rows: readonly Parameters<typeof fromStoredStage>[0][]): StageAtWork[] {
  // What is declared in a later stage takes nothing back of how an earlier one was counted.
  const recusedUpTo = (position: number) =>
    new Set(
      rows
        .filter((row) => row.position <= position)
        .flatMap(({ assignments }) =>
          assignments.filter((seat) => seat.isRecused).map((seat) => seat.personId),
        ),
    );
  return rows.map((row) => fromStoredStage(row, [...recusedUpTo(row.position)]));
}

export async function findCase(tx: Tx, id: string): Promise<ReviewCase | null> {
  const row = await tx.reviewCase.findFirst({ where: { id } });
  return row && toCase(row);
}

/** As much of a stage as the trail needs to know who may read what was said in it. */
export type StageOnRecord = Pick<Stage, 'id' | 'kind' | 'dueOn' | 'status' | 'revealedAt' | 'chairId'>;

/** Some cases with their stages, and who wrote what is judged in them. */
export async function listCasesOnRecord(
  tx: Tx,
  caseIds: readonly string[],
): Promise<(Authored & { id: string; stages: StageOnRecord[] })[]> {
  if (caseIds.length === 0) return [];
  const rows = await tx.reviewCase.findMany({
    where: { id: { in: [...caseIds] } },
    select: {
      id: true,
      ruleVersion: { select: { authorId: true, contributors: { select: { personId: true } } } },
      stages: {
        select: { id: true, kind: true, status: true, dueOn: true, revealedAt: true, chairId: true },
        orderBy: { position: 'asc' },
      },
    },
  });
  return rows.map(({ id, ruleVersion, stages }) => ({
    id,
    authorId: ruleVersion.authorId,
    contributorIds: ruleVersion.contributors.map(({ personId }) => personId),
    stages: stages.map(({ kind, status, dueOn, revealedAt, ...ids }) => ({
      ...ids,
      status: status === 'open' ? 'open' : 'closed',
      kind: StageKind.parse(kind),
      dueOn: toDay(dueOn),
      revealedAt: toInstant(revealedAt),
    })),
  }));
}

/** Opens the case of a rule version, or the closed one again when the rule was returned and comes back. */
export async function openCase(
  tx: Tx,
  wanted: {
    tenantId: string;
    id: string;
    ruleVersionId: string;
    departmentId: string | null;
    policyVersionId: string;
    at: string;
  },
): Promise<{ id: string; stages: number }> {
  const { at, ...data } = wanted;
  const known = await tx.reviewCase.findFirst({
    where: { ruleVersionId: wanted.ruleVersionId },
    select: { id: true, _count: { select: { stages: true } } },
  });
  if (!known) {
    await tx.reviewCase.create({ data: { ...data, openedAt: new Date(at) } });
    return { id: wanted.id, stages: 0 };
  }
  await tx.reviewCase.update({
    where: { tenantId_id: { tenantId: wanted.tenantId, id: known.id } },
    data: {
      status: 'open',
      closedAt: null,
      departmentId: wanted.departmentId,
      policyVersionId: wanted.policyVersionId,
      rowVersion: { increment: 1 },
    },
  });
  return { id: known.id, stages: known._count.stages };
}

export async function closeCase(
  tx: Tx,
  { tenantId, id }: Pick<ReviewCase, 'tenantId' | 'id'>,
  at: string,
): Promise<void> {
  await tx.reviewCase.update({
    where: { tenantId_id: { tenantId, id } },
    data: { status: 'closed', closedAt: new Date(at), rowVersion: { increment: 1 } },
  });
}

export interface NewStage {
  tenantId: string;
  id: string;
  caseId: string;
  position: number;
  config: StageConfig;
  chairId: string | null;
  dueOn: CivilDate;
  at: string;
}

export async function addStage(tx: Tx, { at, dueOn, config, ...stage }: NewStage): Promise<void> {
  await tx.reviewStage.create({
    data: { ...stage, kind: config.kind, config, dueOn: fromDay(dueOn), openedAt: new Date(at) },
  });
}

export interface StageClosing {
  outcome: StageEnd;
  /** Null when the votes themselves closed it. */
  closedById: string | null;
  minutesRef: string;
  closeNote: string;
  /** Who sees to the conditions that the note states, and until when. */
  conditions: { owner: { personId: string | null; role: OwingRole | null }; dueOn: CivilDate } | null;
  /** The meeting in which it was closed; null where it was none. */
  meetingId: string | null;
  at: string;
}

export async function endStage(
  tx: Tx,
  { stage, reviewCase }: StageAtWork,
  { at, conditions = null, ...closing }: StageClosing,
): Promise<void> {
  await tx.reviewStage.update({
    where: keyOf(reviewCase.tenantId, stage.id),
    data: {
      ...closing,
      ...(conditions && {
        conditionsOwnerId: conditions.owner.personId,
        conditionsOwnerRole: conditions.owner.role,
        conditionsDueOn: fromDay(conditions.dueOn),
      }),
      status: 'closed',
      closedAt: new Date(at),
      rowVersion: { increment: 1 },
    },
  });
}

/** Ballots about a rule version since it was handed in last; of what was never handed in, none. */
export async function countVotesSinceSubmitted(
  tx: Tx,
  { id, submittedAt }: { id: string; submittedAt: string | null },
): Promise<number> {
  if (submittedAt === null) return 0;
  const at = new Date(submittedAt);
  return tx.vote.count({
    where: {
      // Of votes at the very instant, those of the open stage count: others may be of a review before.
      OR: [{ castAt: { gt: at } }, { castAt: at, stage: { status: 'open' } }],
      stage: { reviewCase: { ruleVersionId: id } },
    },
  });
}

/** Keeps ballots from being cast until the transaction ends, where a stage of its review is open. */
export async function lockOpenStage(tx: Tx, ruleVersionId: string): Promise<void> {
  const open = await tx.reviewStage.findFirst({
    where: { status: 'open', reviewCase: { ruleVersionId } },
    select: { id: true },
  });
  if (open) await lockStage(tx, open.id);
}

/** Ends the review of a rule version that its author took back; does nothing where none is open. */
export async function withdrawCase(
  tx: Tx,
  ruleVersionId: string,
  closedById: string,
  at: string,
): Promise<void> {
  const open = await tx.reviewStage.findFirst({
    where: { status: 'open', reviewCase: { ruleVersionId } },
    select: { id: true },
  });
  if (!open) return;
  const work = await lockStage(tx, open.id);
  if (work.stage.status !== 'open') return;
  await endStage(tx, work, {
    outcome: 'withdrawn',
    closedById,
    minutesRef: '',
    closeNote: '',
    meetingId: null,
    conditions: null,
    at,
  });
  await closeCase(tx, work.reviewCase, at);
}

/** Ends the blind round. */
export async function reveal(
  tx: Tx,
  { tenantId, stageId }: { tenantId: string; stageId: string },
  revealedById: string,
  at: string,
): Promise<void> {
  await tx.reviewStage.update({
    where: keyOf(tenantId, stageId),
    data: { revealedAt: new Date(at), revealedById, rowVersion: { increment: 1 } },
    select: { id: true },
  });
}

/** Names who leads the stage; null while nobody can. */
export async function setChair(
  tx: Tx,
  { tenantId, stageId }: { tenantId: string; stageId: string },
  chairId: string | null,
): Promise<void> {
  await tx.reviewStage.update({
    where: keyOf(tenantId, stageId),
    data: { chairId, rowVersion: { increment: 1 } },
    select: { id: true },
  });
}

/** Appends a vote; the database refuses it from whoever may not vote, and notes itself on which ballots a casting vote rests. */
export async function addVote(
  tx: Tx,
  {
    tenantId,
    stageId,
    at,
    rejection,
    onBallots: _,
    ...vote
  }: Vote & { tenantId: string; stageId: string; at: string },
): Promise<void> {
  await tx.vote.create({
    data: {
      tenantId,
      stageId,
      ...vote,
      ...(rejection && { rejectionKind: rejection.kind, publicReason: rejection.publicReason }),
      castAt: new Date(at),
    },
  });
  await touchStage(tx, tenantId, stageId);
}

/** Appends that a person took the own vote back; the database refuses it where none stands. */
export async function addWithdrawal(
  tx: Tx,
  ballot: { tenantId: string; stageId: string; personId: string; ordinal: number; round: number; at: string },
): Promise<void> {
  const { at, ...rest } = ballot;
  await tx.vote.create({
    data: { ...rest, choice: 'withdrawn', rationale: '', castAt: new Date(at) },
  });
  await touchStage(tx, ballot.tenantId, ballot.stageId);
}

function keyOf(tenantId: string, id: string) {
  return { tenantId_id: { tenantId, id } };
}
