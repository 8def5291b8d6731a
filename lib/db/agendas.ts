import { courseCodesIn, RuleDefinition } from '@/lib/rule/rule-version';
import { Prisma } from './generated/client';
import { hasTypedWords } from './has-typed-words';
import type { Meeting } from './meetings';
import type { StageAtWork } from './stage-at-work';
import { fromStoredStage, withRuleNamed } from './stored-stage';
import type { Tx } from './tx';

/** A case that is, or could be, on an agenda, with everything that its votes and who may close it depend on. */
export interface StoredItem {
  work: StageAtWork;
  title: string;
  /** The certificates of the mapping, each with the language of its title, as listed. */
  named: { title: string; language: string | null }[];
  ruleCode: string;
  courseCodes: string[];
  /** It was closed in this meeting. */
  isDecidedHere: boolean;
}

/** These stages, as far as they are here, in this order. */
export async function findAgendaStages(
  tx: Tx,
  meetingId: string,
  stageIds: readonly string[],
): Promise<StoredItem[]> {
  const rows = await tx.reviewStage.findMany({
    where: { id: { in: [...stageIds] } },
    include: withRuleNamed,
  });
  const conflicts = await tx.reviewAssignment.findMany({
    where: { isRecused: true, stage: { caseId: { in: rows.map(({ caseId }) => caseId) } } },
    select: { personId: true, stage: { select: { caseId: true, position: true } } },
  });
  // What is declared in a later stage takes nothing back of how an earlier one was counted.
  const recusedIn = ({ caseId, position }: { caseId: string; position: number }) =>
    conflicts
      .filter(({ stage }) => stage.caseId === caseId && stage.position <= position)
      .map(({ personId }) => personId);
  const found = new Map(
    rows.map((row): [string, StoredItem] => {
      const { rule, sources, definition } = row.reviewCase.ruleVersion;
      const item = {
        work: fromStoredStage(row, recusedIn(row)),
        title: rule.title,
        named: sources.map(({ microCredential }) => microCredential),
        ruleCode: rule.code,
        courseCodes: courseCodesIn(RuleDefinition.parse(definition)),
        isDecidedHere: row.meetingId === meetingId,
      };
      return [row.id, item];
    }),
  );
  return stageIds.flatMap((id) => found.get(id) ?? []);
}

/** The agenda of a meeting, in its order. */
export async function listAgenda(tx: Tx, meetingId: string): Promise<StoredItem[]> {
  const items = await tx.reviewMeetingItem.findMany({
    where: { meetingId },
    select: { stageId: true },
    orderBy: [{ position: 'asc' }, { stageId: 'asc' }],
  });
  return findAgendaStages(
    tx,
    meetingId,
    items.map(({ stageId }) => stageId),
  );
}

/** How many cases were decided in a meeting. */
export async function countDecidedIn(tx: Tx, meetingId: string): Promise<number> {
  return tx.reviewStage.count({ where: { meetingId } });
}

/** Whether a stage is on the agenda of a meeting. */
export async function isOnAgenda(tx: Tx, meetingId: string, stageId: string): Promise<boolean> {
  return (await tx.reviewMeetingItem.count({ where: { meetingId, stageId } })) > 0;
}

/** Open stages that the meeting could decide and has not on its agenda, what is due first; `words` of the title or the code. Not those in which somebody of `byIds`, who changes it, has a conflict. */
export async function listForAgenda(
  tx: Tx,
  { id, kind, departmentId }: Pick<Meeting, 'id' | 'kind' | 'departmentId'>,
  { words, byIds }: { words: string; byIds: readonly string[] },
  size: number,
): Promise<{ rows: StoredItem[]; total: number }> {
  const ids = await tx.$queryRaw<{ id: string; total: bigint }[]>`
    SELECT s.id, count(*) OVER () AS total
      FROM review_stage s
      JOIN review_case c ON c.tenant_id = s.tenant_id AND c.id = s.case_id
      JOIN rule_version v ON v.tenant_id = c.tenant_id AND v.id = c.rule_version_id
      JOIN equivalency_rule r ON r.tenant_id = v.tenant_id AND r.id = v.rule_id
     WHERE s.tenant_id = current_tenant() AND s.status = 'open' AND s.kind = ${kind}
       AND (${departmentId}::uuid IS NULL OR c.department_id IS NULL OR c.department_id = ${departmentId}::uuid)
       AND ${hasTypedWords(Prisma.sql`r.folded`, words)}
       AND NOT EXISTS (SELECT FROM review_meeting_item t WHERE t.tenant_id = s.tenant_id AND t.stage_id = s.id AND t.meeting_id = ${id}::uuid)
       AND NOT EXISTS (SELECT FROM review_assignment x JOIN review_stage y ON y.tenant_id = x.tenant_id AND y.id = x.stage_id
            WHERE x.tenant_id = s.tenant_id AND y.case_id = s.case_id AND x.is_recused AND x.person_id = ANY(${[...byIds]}::uuid[]))
     ORDER BY s.due_on NULLS LAST, s.id LIMIT ${size}`;
  return {
    total: Number(ids[0]?.total ?? 0),
    rows: await findAgendaStages(
      tx,
      id,
      ids.map((row) => row.id),
    ),
  };
}

/** Puts these stages on the agenda, in this order, and takes all others off. What keeps its place is not written. */
export async function keepAgenda(
  tx: Tx,
  { tenantId, meetingId }: { tenantId: string; meetingId: string },
  stageIds: readonly string[],
): Promise<void> {
  await tx.reviewMeetingItem.deleteMany({ where: { meetingId, stageId: { notIn: [...stageIds] } } });
  const stored = await tx.reviewMeetingItem.findMany({ where: { meetingId } });
  const placeOf = new Map(stored.map(({ stageId, position }) => [stageId, position]));
  const wanted = stageIds.map((stageId, n) => ({ tenantId, meetingId, stageId, position: n + 1 }));
  for (const { position, ...item } of wanted)
    if (placeOf.has(item.stageId) && placeOf.get(item.stageId) !== position)
      await tx.reviewMeetingItem.updateMany({ where: item, data: { position } });
  await tx.reviewMeetingItem.createMany({ data: wanted.filter(({ stageId }) => !placeOf.has(stageId)) });
}
