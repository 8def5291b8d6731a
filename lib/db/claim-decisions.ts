import type { ClaimOutcome } from '@/lib/claim/lifecycle';
import { freesLearning, type ReversalGround } from '@/lib/claim/reversal';
import type { ClaimSnapshot } from '@/lib/claim/snapshot';
import { refuse } from '@/lib/kernel/refusal';
import { toInstant } from './codec';
import type { Prisma } from './generated/client';
import { isTaken, type Tx } from './tx';

interface OfClaim {
  tenantId: string;
  id: string;
  studentId: string;
}

export interface AwardLine {
  line: number;
  ruleVersionId: string;
  ruleTitle: string;
  target: string;
  awarded: string;
  counted: string;
  unit: string;
  answer: 'accepted' | 'declined' | null;
}

export interface ClaimDecision {
  id: string;
  outcome: ClaimOutcome;
  decidedById: string | null;
  decidedByName: string | null;
  decidedAt: string;
  reason: string;
  lines: AwardLine[];
  /** That it was taken back, and why; null while it stands. */
  reversal: { ground: ReversalGround | null; reason: string; at: string; byName: string | null } | null;
}

/** Keeps what a decision can rest on; each is kept. */
export async function addSnapshot(
  tx: Tx,
  { tenantId, id: claimId, studentId }: OfClaim,
  snapshot: ClaimSnapshot,
  takenAt: string,
): Promise<void> {
  const seq = (await tx.claimSnapshot.count({ where: { claimId } })) + 1;
  await tx.claimSnapshot.create({
    data: { tenantId, claimId, studentId, seq, takenAt, ...snapshot },
    select: { seq: true },
  });
}

/** The first or the newest snapshot of a claim. @refuses not_found `claim/not-found` for a draft */
export async function findSnapshot(
  tx: Tx,
  claimId: string,
  which: 'first' | 'newest',
): Promise<ClaimSnapshot & { seq: number }> {
  const row = await tx.claimSnapshot.findFirst({
    where: { claimId },
    orderBy: { seq: which === 'first' ? 'asc' : 'desc' },
  });
  if (row === null) refuse('not_found', 'claim/not-found');
  const { seq, engineVersion, creditCase, evaluation } = row;
  return { seq, engineVersion, creditCase, evaluation };
}

const told = {
  decidedBy: { select: { name: true } },
  reversals: {
    select: { ground: true, reason: true, decidedAt: true, decidedBy: { select: { name: true } } },
  },
  lines: {
    orderBy: { line: 'asc' },
    include: { ruleVersion: { select: { rule: { select: { title: true } } } } },
  },
} satisfies Prisma.ClaimDecisionInclude;

function toDecision(row: Prisma.ClaimDecisionGetPayload<{ include: typeof told }>): ClaimDecision {
  return {
    id: row.id,
    outcome: row.outcome as ClaimOutcome,
    decidedById: row.decidedById,
    decidedByName: row.decidedBy?.name ?? null,
    decidedAt: toInstant(row.decidedAt),
    reason: row.reason,
    reversal: reversalOf(row.reversals),
    lines: row.lines.map(({ line, ruleVersionId, ruleVersion, target, awarded, counted, unit, answer }) => ({
      line,
      ruleVersionId,
      ruleTitle: ruleVersion.rule.title,
      target,
      awarded,
      counted,
      unit,
      answer: answer as AwardLine['answer'],
    })),
  };
}

function reversalOf([row]: {
  ground: string | null;
  reason: string;
  decidedAt: Date;
  decidedBy: { name: string } | null;
}[]): ClaimDecision['reversal'] {
  return row === undefined
    ? null
    : {
        ground: row.ground as ReversalGround | null,
        reason: row.reason,
        at: toInstant(row.decidedAt),
        byName: row.decidedBy?.name ?? null,
      };
}

/** The decision that stands: not taken back. Null where there is none. */
export async function findDecision(tx: Tx, claimId: string): Promise<ClaimDecision | null> {
  const row = await tx.claimDecision.findFirst({
    where: { claimId, outcome: { not: 'reversed' }, reversals: { none: {} } },
    include: told,
    orderBy: { decidedAt: 'desc' },
  });
  return row && toDecision(row);
}

/** What was decided about a claim and taken back, the newest first: it stays on record. */
export async function reversedDecisions(tx: Tx, claimId: string): Promise<ClaimDecision[]> {
  const rows = await tx.claimDecision.findMany({
    where: { claimId, outcome: { not: 'reversed' }, reversals: { some: {} } },
    include: told,
    orderBy: [{ decidedAt: 'desc' }, { id: 'asc' }],
  });
  return rows.map(toDecision);
}

/** Everybody who has decided a claim, also what was taken back, or who took an accepted award back; nobody where rules did. */
export async function decidersOf(tx: Tx, claimId: string): Promise<string[]> {
  const rows = await tx.claimDecision.findMany({
    where: { claimId, OR: [{ outcome: { not: 'reversed' } }, { ground: { not: null } }] },
    select: { decidedById: true },
  });
  return rows.flatMap(({ decidedById }) => decidedById ?? []);
}

export interface NewDecision {
  id: string;
  snapshotSeq: number;
  outcome: ClaimOutcome;
  decidedById: string | null;
  decidedAt: string;
  reason: string;
  lines: readonly Pick<AwardLine, 'ruleVersionId' | 'target' | 'awarded' | 'counted' | 'unit'>[];
  /** The units of learning that each rule uses up. */
  uses: readonly { ruleVersionId: string; microCredentialId: string }[];
}

/** Writes down a decision with its awards. @refuses conflict `claim/learning-awarded` where something was awarded before, for life */
export async function addDecision(
  tx: Tx,
  { tenantId, id: claimId, studentId }: OfClaim,
  { lines, uses, ...decision }: NewDecision,
): Promise<void> {
  const decisionId = decision.id;
  await tx.claimDecision.create({
    data: { tenantId, claimId, studentId, ...decision },
    select: { id: true },
  });
  await tx.awardLine.createMany({
    data: lines.map((line, at) => ({ tenantId, decisionId, studentId, line: at + 1, ...line })),
  });
  try {
    for (const { ruleVersionId, microCredentialId } of uses)
      await tx.$executeRaw`INSERT INTO learning_use (tenant_id, decision_id, micro_credential_id, student_id, rule_version_id)
        VALUES (${tenantId}::uuid, ${decisionId}::uuid, ${microCredentialId}::uuid, ${studentId}::uuid, ${ruleVersionId}::uuid)`;
  } catch (error) {
    if (isTaken(error)) refuse('conflict', 'claim/learning-awarded');
    throw error;
  }
}

/** Takes a decision back by another one; what it used up is free again, unless it counts elsewhere. */
export async function reverseDecision(
  tx: Tx,
  { tenantId, id: claimId, studentId }: OfClaim,
  {
    reversesId,
    ground = null,
    ...by
  }: {
    reversesId: string;
    ground?: ReversalGround | null;
    decidedById: string;
    decidedAt: string;
    reason: string;
  },
): Promise<void> {
  const { seq: snapshotSeq } = await findSnapshot(tx, claimId, 'newest');
  await tx.claimDecision.create({
    data: { tenantId, claimId, studentId, snapshotSeq, outcome: 'reversed', reversesId, ground, ...by },
    select: { id: true },
  });
  if (freesLearning(ground))
    await tx.learningUse.updateMany({
      where: { decisionId: reversesId, endedAt: null },
      data: { endedAt: by.decidedAt },
    });
}

/** Frees what the decisions of a claim used up, where it is decided anew though it counted elsewhere. */
export async function freeLearningOf(tx: Tx, claimId: string, at: string): Promise<void> {
  await tx.learningUse.updateMany({
    where: { endedAt: null, decision: { claimId } },
    data: { endedAt: at },
  });
}

/** Keeps what a student answers to each line; what is declined as a whole is free to be claimed again. */
export async function saveAnswers(
  tx: Tx,
  { id: decisionId, lines }: Pick<ClaimDecision, 'id' | 'lines'>,
  accepted: ReadonlySet<number>,
  at: string,
): Promise<void> {
  for (const { line } of lines)
    await tx.awardLine.updateMany({
      where: { decisionId, line },
      data: { answer: accepted.has(line) ? 'accepted' : 'declined', answeredAt: at },
    });
  const kept = new Set(
    lines.filter(({ line }) => accepted.has(line)).map(({ ruleVersionId }) => ruleVersionId),
  );
  await tx.learningUse.updateMany({
    where: { decisionId, endedAt: null, ruleVersionId: { notIn: [...kept] } },
    data: { endedAt: at },
  });
}

/** The units of learning for which a student has credit. */
export async function awardedLearning(tx: Tx, studentId: string): Promise<string[]> {
  const rows = await tx.learningUse.findMany({
    where: { studentId, endedAt: null },
    select: { microCredentialId: true },
  });
  return rows.map(({ microCredentialId }) => microCredentialId);
}

/** How these rule versions stand now. */
export async function statusesOfRules(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.ruleVersion.findMany({ where: { id: { in: [...ids] } }, select: { status: true } });
  return rows.map(({ status }) => status);
}

/** What these rule versions are called, by their ids. */
export async function titlesOfRules(tx: Tx, ids: readonly string[]): Promise<Record<string, string>> {
  const rows = await tx.ruleVersion.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, rule: { select: { title: true } } },
  });
  return Object.fromEntries(rows.map(({ id, rule }) => [id, rule.title]));
}

/** By which code and version the public knows these rule versions, by their ids. */
export async function codesOfRules(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, { code: string; version: number }>> {
  const rows = await tx.ruleVersion.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, version: true, rule: { select: { code: true } } },
  });
  return new Map(rows.map(({ id, version, rule: { code } }) => [id, { code, version }]));
}
