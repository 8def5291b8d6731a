import type { CivilDate } from '@/lib/kernel/civil-date';
import type { OwedConditions } from '@/lib/review/owed-conditions';
import { StageKind } from '@/lib/review/stage-config';
import { standingVotes } from '@/lib/review/vote';
import { courseCodesIn, RuleDefinition, RuleStatus } from '@/lib/rule/rule-version';
import type { StageAtWork } from './stage-at-work';
import { fromStoredStage, toOwedConditions, withEverything } from './stored-stage';
import { StageEnd } from './stage-at-work';
import { toDay, toInstant } from './codec';
import type { Prisma } from './generated/client';
import type { Tx } from './tx';

/** A case with its latest stage, as lists show it. */
export interface CaseRow {
  caseId: string;
  /** The certificates of the mapping, each with the language of its title, as listed. */
  named: { title: string; language: string | null }[];
  title: string;
  ruleCode: string;
  version: number;
  ruleStatus: RuleStatus;
  courseCodes: string[];
  isDenial: boolean;
  stageKind: StageKind;
  status: 'open' | 'closed';
  outcome: StageEnd | null;
  dueOn: CivilDate | null;
  closedAt: string | null;
}

/** An open case with everything that is asked of anybody there. */
export interface OpenCase {
  row: CaseRow;
  work: StageAtWork;
}

const ruleOfCase = {
  version: true,
  status: true,
  definition: true,
  rule: { select: { title: true, code: true } },
  sources: {
    select: { microCredential: { select: { title: true, language: true } } },
    orderBy: { microCredential: { title: 'asc' } },
  },
} satisfies Prisma.RuleVersionSelect;

/** These cases with their open stages, what is due first. What is asked of whom there is lib/review's to say, and nowhere said in SQL. */
export async function listOpenCases(tx: Tx, caseIds: readonly string[]): Promise<OpenCase[]> {
  if (caseIds.length === 0) return [];
  const rows = await tx.reviewStage.findMany({
    where: { status: 'open', caseId: { in: [...caseIds] } },
    include: {
      ...withEverything,
      reviewCase: {
        include: {
          ruleVersion: {
            select: { ...ruleOfCase, authorId: true, contributors: { select: { personId: true } } },
          },
        },
      },
    },
    orderBy: [{ dueOn: { sort: 'asc', nulls: 'last' } }, { caseId: 'asc' }],
  });
  const conflicts = await tx.reviewAssignment.findMany({
    where: { isRecused: true, stage: { caseId: { in: [...caseIds] } } },
    select: { personId: true, stage: { select: { caseId: true } } },
  });
  const recused = new Map<string, string[]>();
  for (const { personId, stage } of conflicts)
    recused.set(stage.caseId, [...(recused.get(stage.caseId) ?? []), personId]);
  return rows.map((stored) => ({
    row: toRow(stored.reviewCase, stored),
    work: fromStoredStage(stored, recused.get(stored.caseId) ?? []),
  }));
}

/** Questions to the authors of a case that have no answer: how many, and since when the oldest was asked; null where there is none. */
export interface OpenQuestions {
  count: number;
  askedAt: string | null;
}

/** The open questions of each of these cases. */
export async function openQuestionsIn(
  tx: Tx,
  caseIds: readonly string[],
): Promise<(caseId: string) => OpenQuestions> {
  const open = new Map<string, OpenQuestions>();
  if (caseIds.length > 0) {
    const said = await tx.reviewMessage.findMany({
      where: { caseId: { in: [...caseIds] } },
      select: { id: true, caseId: true, kind: true, replyToId: true, at: true },
      orderBy: { at: 'asc' },
    });
    const answered = new Set(said.map(({ replyToId }) => replyToId));
    for (const { id, caseId, kind, at } of said) {
      if (kind !== 'question' || answered.has(id)) continue;
      const { count, askedAt } = open.get(caseId) ?? { count: 0, askedAt: null };
      open.set(caseId, { count: count + 1, askedAt: askedAt ?? toInstant(at) });
    }
  }
  return (caseId) => open.get(caseId) ?? { count: 0, askedAt: null };
}

export async function countClosedCases(tx: Tx): Promise<number> {
  return tx.reviewCase.count({ where: { status: 'closed' } });
}

/** One page of the cases that have ended, with the stage that ended them, the last first; of these versions where some are named. `page` counts from 1. */
export async function listClosedCases(
  tx: Tx,
  page: number,
  size: number,
  versionIds?: readonly string[],
): Promise<ClosedCase[]> {
  const rows = await tx.reviewCase.findMany({
    where: { status: 'closed', ...(versionIds && { ruleVersionId: { in: [...versionIds] } }) },
    include: {
      ruleVersion: { select: ruleOfCase },
      stages: {
        orderBy: { position: 'desc' },
        take: 1,
        include: {
          conditionsOwner: { select: { name: true } },
          assignments: { where: { isVoting: true, isRecused: false }, select: { personId: true } },
          votes: { select: { personId: true, ordinal: true, choice: true } },
        },
      },
    },
    orderBy: [{ closedAt: 'desc' }, { id: 'asc' }],
    take: size,
    skip: (page - 1) * size,
  });
  return rows.flatMap(({ stages, ...reviewCase }) => {
    const { closedAt } = reviewCase;
    // One that has ended has ended at some time: the database holds it.
    if (closedAt === null) return [];
    return stages.map((stage) => {
      const voters = new Set(standingVotes(stage.votes).map(({ personId }) => personId));
      return {
        ...toRow(reviewCase, stage),
        closedAt: toInstant(closedAt),
        ruleVersionId: reviewCase.ruleVersionId,
        departmentId: reviewCase.departmentId,
        owed: toOwedConditions(stage),
        seated: stage.assignments.length,
        voted: stage.assignments.filter(({ personId }) => voters.has(personId)).length,
      };
    });
  });
}

export interface ClosedCase extends CaseRow {
  closedAt: string;
  ruleVersionId: string;
  departmentId: string | null;
  /** Who sees to the conditions that it ended with, and until when. */
  owed: OwedConditions | null;
  seated: number;
  voted: number;
}

function toRow(
  reviewCase: {
    id: string;
    status: string;
    closedAt: Date | null;
    ruleVersion: {
      version: number;
      status: string;
      definition: unknown;
      rule: { title: string; code: string };
      sources: { microCredential: CaseRow['named'][number] }[];
    };
  },
  stage: { kind: string; outcome: string | null; dueOn: Date | null },
): CaseRow {
  const { version, status, rule, sources } = reviewCase.ruleVersion;
  const definition = RuleDefinition.parse(reviewCase.ruleVersion.definition);
  return {
    caseId: reviewCase.id,
    title: rule.title,
    named: sources.map(({ microCredential }) => microCredential),
    ruleCode: rule.code,
    version,
    ruleStatus: RuleStatus.parse(status),
    courseCodes: courseCodesIn(definition),
    isDenial: definition.deny === true,
    stageKind: StageKind.parse(stage.kind),
    status: reviewCase.status === 'open' ? 'open' : 'closed',
    outcome: stage.outcome === null ? null : StageEnd.parse(stage.outcome),
    dueOn: toDay(stage.dueOn),
    closedAt: toInstant(reviewCase.closedAt),
  };
}
