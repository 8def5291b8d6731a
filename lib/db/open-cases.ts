import type { Role, StaffMember } from '@/lib/access/actor';
import { holds } from '@/lib/access/actor';
import type { CivilDate } from '@/lib/kernel/civil-date';
import type { OpenSeat } from '@/lib/review/seats-at-stake';
import { StageKind } from '@/lib/review/stage-config';
import { Prisma } from './generated/client';
import type { Tx } from './tx';

/** Offices that lead some kind of stage; a stage whose chair cannot any more is led by whoever holds its office. */
const offices: readonly Role[] = ['chair', 'committee_chair', 'dean'];

/** How many reviews are open. */
export async function countOpenCases(tx: Tx): Promise<number> {
  return tx.reviewStage.count({ where: { status: 'open' } });
}

/** The open cases whose due day is before that day, what was due first. */
export async function listLateCases(tx: Tx, today: CivilDate): Promise<string[]> {
  const rows = await tx.reviewStage.findMany({
    where: { status: 'open', dueOn: { lt: new Date(today) } },
    select: { caseId: true },
    orderBy: [{ dueOn: 'asc' }, { caseId: 'asc' }],
  });
  return rows.map(({ caseId }) => caseId);
}

/** One page of the open cases, what is due first; some can be left out. `from` counts from 0. */
export async function pageOfOpenCases(
  tx: Tx,
  from: number,
  size: number,
  leftOut: readonly string[] = [],
): Promise<string[]> {
  if (size <= 0) return [];
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT s.case_id AS id FROM review_stage s
     WHERE s.tenant_id = current_tenant() AND s.status = 'open' AND s.case_id <> ALL(${[...leftOut]}::uuid[])
     ORDER BY s.due_on ASC NULLS LAST, s.case_id LIMIT ${size} OFFSET ${from}`;
  return rows.map(({ id }) => id);
}

/**
 * The open cases in which something may be asked of the person: no other can be their turn. Wider than the answer, which lib/review/turn.ts
 * gives: led by them or by whom they stand in for, a seat that has yet to declare or vote, a question to them as an author, or a chair who
 * may not be able to lead, where they hold an office, be it for somebody else, or are a registrar.
 */
export async function casesConcerning(tx: Tx, actor: StaffMember): Promise<string[]> {
  const me = Prisma.sql`${actor.personId}::uuid`;
  const standsInFor = actor.standsInFor ?? [];
  const chairs = [actor.personId, ...standsInFor.flatMap(({ personIds }) => personIds)];
  const mayStandIn = standsInFor.length > 0 || holds(actor, [...offices, 'registrar']);
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT s.case_id AS id
      FROM review_stage s JOIN review_case c ON c.tenant_id = s.tenant_id AND c.id = s.case_id
     WHERE s.tenant_id = current_tenant() AND s.status = 'open' AND (
       s.chair_id = ANY(${chairs}::uuid[])
       OR EXISTS (SELECT FROM review_assignment a WHERE a.tenant_id = s.tenant_id AND a.stage_id = s.id AND a.person_id = ${me}
           AND a.is_voting AND NOT a.is_recused AND (a.conflict_declared IS NULL OR NOT EXISTS (
             SELECT FROM vote b WHERE b.tenant_id = s.tenant_id AND b.stage_id = s.id AND b.person_id = ${me} AND NOT b.is_casting AND stands(b))))
       OR EXISTS (SELECT FROM review_message q WHERE q.tenant_id = s.tenant_id AND q.case_id = s.case_id AND q.kind = 'question'
           AND NOT EXISTS (SELECT FROM review_message r WHERE r.tenant_id = q.tenant_id AND r.reply_to_id = q.id)
           AND is_rule_author(s.tenant_id, c.rule_version_id, ${me}))
       OR (${mayStandIn} AND NOT (${chairIsSurelyAble})))`;
  return rows.map(({ id }) => id);
}

/** The named chair is at work, holds an office or a seat's role for the stage, wrote nothing of it and has no conflict in the case. */
const chairIsSurelyAble = Prisma.sql`s.chair_id IS NOT NULL
  AND EXISTS (SELECT FROM person p JOIN role_grant g ON g.tenant_id = p.tenant_id AND g.person_id = p.id AND g.ended_at IS NULL
       WHERE p.tenant_id = s.tenant_id AND p.id = s.chair_id AND p.status = 'active'
         AND (g.role = ANY(${[...offices]}::text[]) OR (s.kind = 'committee' AND g.role = 'committee_member')
           OR (s.kind = 'department' AND g.role = 'reviewer' AND (c.department_id IS NULL OR g.department_id = c.department_id))))
  AND NOT is_rule_author(s.tenant_id, c.rule_version_id, s.chair_id)
  AND NOT EXISTS (SELECT FROM review_assignment x JOIN review_stage y ON y.tenant_id = x.tenant_id AND y.id = x.stage_id
       WHERE x.tenant_id = s.tenant_id AND y.case_id = s.case_id AND x.person_id = s.chair_id AND x.is_recused)`;

/** The open stages that the person has a vote in or leads, by title. */
export async function openSeatsOf(tx: Tx, personId: string): Promise<OpenSeat[]> {
  const seat = { personId, isVoting: true, isRecused: false };
  const rows = await tx.reviewStage.findMany({
    where: { status: 'open', OR: [{ chairId: personId }, { assignments: { some: seat } }] },
    select: {
      caseId: true,
      kind: true,
      chairId: true,
      assignments: { where: seat, select: { personId: true } },
      reviewCase: {
        select: { departmentId: true, ruleVersion: { select: { rule: { select: { title: true } } } } },
      },
    },
    orderBy: [{ reviewCase: { ruleVersion: { rule: { title: 'asc' } } } }, { caseId: 'asc' }],
  });
  return rows.map(({ caseId, kind, chairId, assignments, reviewCase }) => ({
    caseId,
    title: reviewCase.ruleVersion.rule.title,
    kind: StageKind.parse(kind),
    departmentId: reviewCase.departmentId,
    isVoting: assignments.length > 0,
    isChair: chairId === personId,
  }));
}
