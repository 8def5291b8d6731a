import type { KeptRelation } from '@/lib/institution/course-relation';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import { fromDay } from './codec';
import type { Tx } from './tx';

/** A relation with what its two courses are called on the day. */
export interface RelationOfCourse extends KeptRelation {
  credits: string | null;
  firstDay: CivilDate | null;
  lastDay: CivilDate | null;
  code: string;
  title: string;
  otherCode: string;
  otherTitle: string;
}

/** Every relation that the course is in, on the day or later, in the order of codes. */
export async function listRelationsOf(tx: Tx, courseId: string, day: CivilDate): Promise<RelationOfCourse[]> {
  return tx.$queryRaw<RelationOfCourse[]>`
    SELECT r.kind, r.course_id AS "courseId", r.other_course_id AS "otherCourseId", r.credits, r.first_day::text AS "firstDay", r.last_day::text AS "lastDay",
           one.code, one.title, other.code AS "otherCode", other.title AS "otherTitle"
      FROM course_relation r JOIN course_on(${day}::date) one ON one.tenant_id = r.tenant_id AND one.id = r.course_id
      JOIN course_on(${day}::date) other ON other.tenant_id = r.tenant_id AND other.id = r.other_course_id
     WHERE r.tenant_id = current_tenant() AND (r.course_id = ${courseId}::uuid OR r.other_course_id = ${courseId}::uuid)
       AND (r.last_day IS NULL OR r.last_day >= ${day}::date)
     ORDER BY one.code, other.code, r.kind`;
}

/** Every relation of the institution that holds on the day or later; whoever asks is the only one to add some until the transaction ends. */
export async function lockRelations(tx: Tx, day: CivilDate): Promise<KeptRelation[]> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(current_tenant()::text || '/course-relations', 0))`;
  return tx.$queryRaw<KeptRelation[]>`
    SELECT r.kind, r.course_id AS "courseId", r.other_course_id AS "otherCourseId" FROM course_relation r
     WHERE r.tenant_id = current_tenant() AND (r.last_day IS NULL OR r.last_day >= ${day}::date)`;
}

/** The database says from which day on it holds. @refuses conflict `course/relation-ended` for one that was said before and has ended */
export async function insertRelation(
  tx: Tx,
  tenantId: string,
  { kind, courseId, otherCourseId }: KeptRelation,
  credits: string | null,
): Promise<void> {
  const added = await tx.$executeRaw`
    INSERT INTO course_relation (tenant_id, course_id, other_course_id, kind, credits)
    VALUES (${tenantId}::uuid, ${courseId}::uuid, ${otherCourseId}::uuid, ${kind}, ${credits}) ON CONFLICT DO NOTHING`;
  if (added !== 1)
    refuse('conflict', 'course/relation-ended', { fieldErrors: { otherCode: 'course/relation-ended' } });
}

/** @refuses not_found `course/relation-not-found` for one that is not there, or has ended */
export async function endRelation(
  tx: Tx,
  { kind, courseId, otherCourseId }: KeptRelation,
  lastDay: CivilDate,
  today: CivilDate,
): Promise<void> {
  const at = fromDay(today) as Date;
  const { count } = await tx.courseRelation.updateMany({
    where: { kind, courseId, otherCourseId, OR: [{ lastDay: null }, { lastDay: { gte: at } }] },
    data: { lastDay: fromDay(lastDay) },
  });
  if (count !== 1) refuse('not_found', 'course/relation-not-found');
}
