import type { CivilDate } from '@/lib/kernel/civil-date';
import { groupedBy } from '@/lib/kernel/grouped-by';
import type { StageKind } from '@/lib/review/stage-config';
import { courseCodesIn, RuleDefinition } from '@/lib/rule/rule-version';
import { toDay } from './codec';
import type { StageAtWork, StageToLead } from './stage-at-work';
import { fromStoredStage, withEverything, withRuleNamed } from './stored-stage';
import type { Tx } from './tx';

/** An open stage with what is asked there, as whoever leads it finds it. */
export interface NamedStage {
  work: StageAtWork;
  title: string;
  /** The certificates of the mapping, each with the language of its title, as listed. */
  named: { title: string; language: string | null }[];
  ruleCode: string;
  courseCodes: string[];
  isDenial: boolean;
}

/**
 * The open stages that somebody may lead, as far as it depends on who leads them, what is due first: those that name them, and those of their
 * offices; of a department where the office is one's.
 */
export async function listStagesToLead(
  tx: Tx,
  personIds: readonly string[],
  offices: readonly { kind: StageKind; departmentId: string | null }[],
): Promise<StageToLead[]> {
  const rows = await tx.$queryRaw<StageToLeadRow[]>`
    SELECT s.id, s.case_id AS "caseId", s.kind, s.chair_id AS "chairId", s.due_on::text AS "dueOn", c.tenant_id AS "tenantId", c.department_id AS "departmentId",
           v.author_id AS "authorId",
           ARRAY(SELECT r.person_id::text FROM rule_contributor r WHERE r.tenant_id = v.tenant_id AND r.rule_version_id = v.id) AS "contributorIds",
           ARRAY(SELECT a.person_id::text FROM review_assignment a WHERE a.tenant_id = s.tenant_id AND a.stage_id = s.id AND a.is_voting) AS "seatedIds",
           ARRAY(SELECT a.person_id::text FROM review_assignment a WHERE a.tenant_id = s.tenant_id AND a.stage_id = s.id AND NOT a.is_voting) AS "besideIds",
           ARRAY(SELECT DISTINCT a.person_id::text FROM review_stage t JOIN review_assignment a ON a.tenant_id = t.tenant_id AND a.stage_id = t.id AND a.is_recused
                  WHERE t.tenant_id = s.tenant_id AND t.case_id = s.case_id) AS "recusedIds"
      FROM review_stage s JOIN review_case c ON c.tenant_id = s.tenant_id AND c.id = s.case_id
      JOIN rule_version v ON v.tenant_id = c.tenant_id AND v.id = c.rule_version_id
     WHERE s.tenant_id = current_tenant() AND s.status = 'open' AND (
       s.chair_id = ANY(${[...personIds]}::uuid[])
       OR EXISTS (SELECT FROM json_to_recordset(${JSON.stringify(offices)}::json) AS o (kind text, "departmentId" uuid)
                   WHERE o.kind = s.kind AND (o."departmentId" IS NULL OR c.department_id IS NULL OR o."departmentId" = c.department_id)))
     ORDER BY s.due_on NULLS LAST, s.case_id`;
  return rows.map(toStageToLead);
}

interface StageToLeadRow {
  id: string;
  caseId: string;
  kind: StageKind;
  chairId: string | null;
  dueOn: CivilDate | null;
  tenantId: string;
  departmentId: string | null;
  authorId: string;
  contributorIds: string[];
  seatedIds: string[];
  besideIds: string[];
  recusedIds: string[];
}

function toStageToLead(row: StageToLeadRow): StageToLead {
  const { id, caseId, kind, chairId, dueOn, tenantId, departmentId } = row;
  const seats = (ids: readonly string[], isVoting: boolean) =>
    ids.map((personId) => ({ personId, isVoting }));
  return {
    stage: { id, kind, chairId, dueOn },
    reviewCase: { id: caseId, tenantId, departmentId },
    authorId: row.authorId,
    contributorIds: row.contributorIds,
    assignments: [...seats(row.seatedIds, true), ...seats(row.besideIds, false)],
    recusedIds: row.recusedIds,
  };
}

/** These open stages whole, what is due first, with what is asked there. */
export async function listNamedStages(tx: Tx, stageIds: readonly string[]): Promise<NamedStage[]> {
  const rows = await tx.reviewStage.findMany({
    where: { status: 'open', id: { in: [...stageIds] } },
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
  const byCase = groupedBy(conflicts, ({ stage }) => stage.caseId);
  return (caseId) => (byCase.get(caseId) ?? []).map(({ personId }) => personId);
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
