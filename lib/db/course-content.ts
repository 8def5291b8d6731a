import type { PlannedOutcomes, StandingOutcome } from '@/lib/institution/course-outcomes';
import { refuse } from '@/lib/kernel/refusal';
import type { Tx } from './tx';

/** The outcomes of a course in order, and which of them somebody has compared with something. */
export async function listOutcomes(tx: Tx, courseId: string): Promise<StandingOutcome[]> {
  return tx.$queryRaw<StandingOutcome[]>`
    SELECT o.id, o.text, EXISTS (SELECT FROM coverage_mark m WHERE m.tenant_id = o.tenant_id AND m.course_outcome_id = o.id) AS "isCompared"
      FROM course_outcome o WHERE o.tenant_id = current_tenant() AND o.course_id = ${courseId}::uuid ORDER BY o.position`;
}

/** Takes what a course has no versions of, and gives it its department. @refuses conflict `course/changed-meanwhile` */
export async function takeCourse(
  tx: Tx,
  id: string,
  expectedVersion: number,
  departmentId: string | null,
): Promise<void> {
  const { count } = await tx.course.updateMany({
    where: { id, rowVersion: expectedVersion },
    data: { rowVersion: { increment: 1 }, departmentId },
  });
  if (count !== 1) refuse('conflict', 'course/changed-meanwhile');
}

/** Puts the outcomes of a course as planned. */
export async function putOutcomes(
  tx: Tx,
  { tenantId, courseId }: { tenantId: string; courseId: string },
  { kept, added, removed }: PlannedOutcomes,
): Promise<void> {
  await tx.courseOutcome.deleteMany({ where: { courseId, id: { in: removed } } });
  // Two have never the same place: out of the way first, all at once.
  await tx.$executeRaw`UPDATE course_outcome SET position = -position WHERE tenant_id = ${tenantId}::uuid AND course_id = ${courseId}::uuid`;
  await tx.$executeRaw`
    UPDATE course_outcome o SET position = k.position FROM json_to_recordset(${JSON.stringify(kept)}::json) AS k(id uuid, position int)
     WHERE o.tenant_id = ${tenantId}::uuid AND o.course_id = ${courseId}::uuid AND o.id = k.id`;
  if (added.length > 0)
    await tx.courseOutcome.createMany({
      data: added.map(({ text, position }) => ({ tenantId, courseId, text, position })),
    });
}
