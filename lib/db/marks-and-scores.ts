import { CoverageLevel } from '@/lib/review/coverage';
import { Criterion } from '@/lib/review/rubric';
import { toInstant } from './codec';
import type { Tx } from './tx';

export interface CoverageMark {
  personId: string;
  courseOutcomeId: string;
  /** Where in the certificate it is covered. */
  learningOutcomeId: string | null;
  coverage: CoverageLevel;
  note: string;
}
export interface RubricScore {
  personId: string;
  criterion: Criterion;
  score: number;
  rationale: string;
}
export type MessageKind = 'question' | 'answer' | 'comment' | 'return';
export interface ReviewMessage {
  id: string;
  authorId: string;
  authorName: string;
  kind: MessageKind;
  body: string;
  replyToId: string | null;
  at: string;
}

/** The coverage marks of a case, of one reviewer or of all. */
export async function listMarks(tx: Tx, caseId: string, personId?: string): Promise<CoverageMark[]> {
  const rows = await tx.coverageMark.findMany({
    where: { caseId, ...(personId && { personId }) },
    orderBy: [{ personId: 'asc' }, { courseOutcomeId: 'asc' }],
  });
  return rows.map((row) => ({
    personId: row.personId,
    courseOutcomeId: row.courseOutcomeId,
    learningOutcomeId: row.learningOutcomeId,
    coverage: CoverageLevel.parse(row.coverage),
    note: row.note,
  }));
}

/** Saves one reviewer's marks; a mark that is not given stays as it is. */
export async function saveMarks(
  tx: Tx,
  owner: { tenantId: string; caseId: string; personId: string },
  marks: readonly Omit<CoverageMark, 'personId'>[],
  at: string,
): Promise<void> {
  for (const { courseOutcomeId, ...mark } of marks) {
    const said = { ...mark, markedAt: new Date(at) };
    await tx.coverageMark.upsert({
      where: { tenantId_caseId_personId_courseOutcomeId: { ...owner, courseOutcomeId } },
      create: { ...owner, courseOutcomeId, ...said },
      update: said,
    });
  }
}

/** The rubric scores of all stages of a case, each with its stage. */
export async function listScores(
  tx: Tx,
  where: { caseId: string } | { stageId: string; personId: string },
): Promise<(RubricScore & { stageId: string })[]> {
  const filter = 'caseId' in where ? { stage: { caseId: where.caseId } } : where;
  const rows = await tx.rubricScore.findMany({
    where: filter,
    orderBy: [{ criterion: 'asc' }, { personId: 'asc' }],
  });
  return rows.map((row) => ({
    stageId: row.stageId,
    personId: row.personId,
    criterion: Criterion.parse(row.criterion),
    score: row.score,
    rationale: row.rationale,
  }));
}

export async function saveScores(
  tx: Tx,
  owner: { tenantId: string; stageId: string; personId: string },
  scores: readonly Omit<RubricScore, 'personId'>[],
  at: string,
): Promise<void> {
  for (const { criterion, ...score } of scores) {
    const said = { ...score, scoredAt: new Date(at) };
    await tx.rubricScore.upsert({
      where: { tenantId_stageId_personId_criterion: { ...owner, criterion } },
      create: { ...owner, criterion, ...said },
      update: said,
    });
  }
}

/** What was asked, answered and said about a case, the oldest first. */
export async function listMessages(tx: Tx, caseId: string): Promise<ReviewMessage[]> {
  const rows = await tx.reviewMessage.findMany({
    where: { caseId },
    include: { author: { select: { name: true } } },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ id, authorId, author, kind, body, replyToId, at }) => ({
    id,
    authorId,
    authorName: author.name,
    kind: kind as MessageKind,
    body,
    replyToId,
    at: toInstant(at),
  }));
}

/** Whether the message has an answer. What is no message has none. */
export async function hasAnswer(tx: Tx, messageId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<
    unknown[]
  >`SELECT 1 FROM review_message WHERE reply_to_id::text = ${messageId}::text LIMIT 1`;
  return rows.length > 0;
}

export async function addMessage(
  tx: Tx,
  { at, ...message }: Omit<ReviewMessage, 'authorName'> & { tenantId: string; caseId: string },
): Promise<void> {
  await tx.reviewMessage.create({ data: { ...message, at: new Date(at) } });
}
