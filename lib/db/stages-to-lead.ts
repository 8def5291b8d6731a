import type { CivilDate } from '@/lib/kernel/civil-date';
import type { StageKind } from '@/lib/review/stage-config';
import { courseCodesIn, RuleDefinition } from '@/lib/rule/rule-version';
import { toDay } from './codec';
import type { StageAtWork } from './stage-at-work';
import { fromStoredStage, withEverything, withRuleNamed } from './stored-stage';
import type { Tx } from './tx';

/** An open stage with what is asked there, as whoever leads it finds it. */
export interface StageToLead {
  work: StageAtWork;
  title: string;
  /** The certificates of the mapping, each with the language of its title, as listed. */
  named: { title: string; language: string | null }[];
  ruleCode: string;
  courseCodes: string[];
  isDenial: boolean;
}

/** The open stages that somebody may lead: those that name them, and those of their offices; of a department where the office is one's. */
export async function listStagesToLead(
  tx: Tx,
  personIds: readonly string[],
  offices: readonly { kind: StageKind; departmentId: string | null }[],
): Promise<StageToLead[]> {
  const rows = await tx.reviewStage.findMany({
    where: {
      status: 'open',
      OR: [
        { chairId: { in: [...personIds] } },
        ...offices.map(({ kind, departmentId }) => ({
          kind,
          ...(departmentId !== null && { reviewCase: { OR: [{ departmentId }, { departmentId: null }] } }),
        })),
      ],
    },
    include: withRuleNamed,
    orderBy: [{ dueOn: { sort: 'asc', nulls: 'last' } }, { caseId: 'asc' }],
  });
  const recusedIn = await listRecused(
    tx,
    rows.map(({ caseId }) => caseId),
  );
  return rows.map((row) => {
    const { rule, sources, ...version } = row.reviewCase.ruleVersion;
    const definition = RuleDefinition.parse(version.definition);
    return {
      work: fromStoredStage(row, recusedIn(row.caseId)),
      title: rule.title,
      named: sources.map(({ microCredential }) => microCredential),
      ruleCode: rule.code,
      courseCodes: courseCodesIn(definition),
      isDenial: definition.deny === true,
    };
  });
}

/** Every open stage with a due day, by id. */
export async function listOpenStageIds(tx: Tx): Promise<string[]> {
  const rows = await tx.reviewStage.findMany({
    where: { status: 'open', dueOn: { not: null } },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ id }) => id);
}

/** These stages, as far as they are open, what is due first. */
export async function listOpenStages(tx: Tx, stageIds: readonly string[]): Promise<StageAtWork[]> {
  const rows = await tx.reviewStage.findMany({
    where: { status: 'open', id: { in: [...stageIds] } },
    include: withEverything,
    orderBy: [{ dueOn: { sort: 'asc', nulls: 'last' } }, { caseId: 'asc' }],
  });
  const recusedIn = await listRecused(
    tx,
    rows.map(({ caseId }) => caseId),
  );
  return rows.map((row) => fromStoredStage(row, recusedIn(row.caseId)));
}

/** Who declared a conflict in any stage of some review cases. */
async function listRecused(tx: Tx, caseIds: readonly string[]): Promise<(caseId: string) => string[]> {
  const conflicts = await tx.reviewAssignment.findMany({
    where: { isRecused: true, stage: { caseId: { in: [...caseIds] } } },
    select: { personId: true, stage: { select: { caseId: true } } },
  });
  return (caseId) => conflicts.filter(({ stage }) => stage.caseId === caseId).map(({ personId }) => personId);
}

/** Every seat in an open stage whose person has yet to vote, with the day on which that stage is due. */
export async function listSeatsToVote(tx: Tx): Promise<{ personId: string; dueOn: CivilDate | null }[]> {
  const rows = await tx.$queryRaw<{ personId: string; dueOn: Date | null }[]>`
    SELECT a.person_id AS "personId", s.due_on AS "dueOn"
      FROM review_stage s JOIN review_assignment a ON a.tenant_id = s.tenant_id AND a.stage_id = s.id AND a.is_voting AND NOT a.is_recused
     WHERE s.tenant_id = current_tenant() AND s.status = 'open'
       AND NOT EXISTS (SELECT FROM vote v WHERE v.tenant_id = a.tenant_id AND v.stage_id = a.stage_id AND v.person_id = a.person_id AND NOT v.is_casting AND stands(v))`;
  return rows.map(({ personId, dueOn }) => ({ personId, dueOn: toDay(dueOn) }));
}
