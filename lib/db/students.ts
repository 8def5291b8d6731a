import type { StatedNumber } from '@/lib/claim/student-numbers';
import { refuse } from '@/lib/kernel/refusal';
import type { Database } from './client';
import type { Tx } from './tx';

/** As whom an account claims credit at one institution. */
export interface StudentRecord {
  tenantId: string;
  studentId: string;
}

/** As whom an account claims credit, the oldest first. */
export async function listStudentRecords(database: Database, userId: string): Promise<StudentRecord[]> {
  return database.prisma.$queryRaw<
    StudentRecord[]
  >`SELECT tenant_id AS "tenantId", student_id AS "studentId" FROM student_records_of(${userId}::uuid)`;
}

/** @refuses not_found `claim/not-found` */
export async function findStudent(
  tx: Tx,
  id: string,
): Promise<{ id: string; userId: string; name: string; mailbox: string }> {
  const row = await tx.student.findFirst({
    where: { id },
    select: { id: true, userId: true, name: true, mailbox: true },
  });
  return row ?? refuse('not_found', 'claim/not-found');
}

/** Every staff record here that is the student's own: by account, by a confirmed mailbox, and all other records of that person. */
export async function staffRecordsOf(tx: Tx, studentId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<
    { id: string }[]
  >`SELECT id FROM staff_records_of_student(current_tenant(), ${studentId}::uuid)`;
  return rows.map(({ id }) => id);
}

/** Makes an account a student of an institution; where another request has just done so, nothing is made. */
export async function keepStudent(
  tx: Tx,
  student: { tenantId: string; id: string; userId: string; name: string; mailbox: string },
): Promise<void> {
  await tx.student.createMany({ data: [student], skipDuplicates: true });
}

/** Nobody else decides about this student's learning before the transaction ends. */
export async function lockStudent(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${`student ${id}`}, 0))`;
}

/**
 * Keeps by which number the student system knows whoever has one of these mailboxes. Answers which were changed; or, where nothing can be
 * kept, the first mailbox that is no student's here, or whose student would share the number of another, with whose.
 */
export async function keepStudentNumbers(
  tx: Tx,
  stated: readonly StatedNumber[],
): Promise<
  | { changed: { id: string; number: string; before: string | null }[] }
  | { unknown: string }
  | { shared: { mailbox: string; other: string } }
> {
  const rows = await tx.$queryRaw<
    { id: string | null; mailbox: string; number: string; before: string | null; other: string | null }[]
  >`
    WITH stated AS (SELECT r.place, r.mailbox, r.number, s.id, s.number AS before FROM json_to_recordset(${JSON.stringify(stated.map((one, place) => ({ ...one, place })))}::json) AS r (place int, mailbox text, number text)
      LEFT JOIN student s ON s.tenant_id = current_tenant() AND lower(s.mailbox) = lower(r.mailbox))
    SELECT a.id, a.mailbox, a.number, a.before, coalesce(
             (SELECT b.mailbox FROM stated b WHERE b.number = a.number AND b.id <> a.id OR b.id = a.id AND b.number <> a.number ORDER BY b.place LIMIT 1),
             (SELECT s.mailbox FROM student s WHERE s.tenant_id = current_tenant() AND s.number = a.number AND s.id <> a.id AND s.id NOT IN (SELECT b.id FROM stated b WHERE b.id IS NOT NULL))) AS other
      FROM stated a ORDER BY a.place`;
  const unknown = rows.find(({ id }) => id === null);
  if (unknown !== undefined) return { unknown: unknown.mailbox };
  for (const { mailbox, other } of rows) if (other !== null) return { shared: { mailbox, other } };
  const changed = rows.flatMap(({ id, number, before }) =>
    id === null || number === before ? [] : [{ id, number, before }],
  );
  // Two students may change their numbers with each other.
  await tx.student.updateMany({ where: { id: { in: changed.map(({ id }) => id) } }, data: { number: null } });
  for (const { id, number } of changed) await tx.student.updateMany({ where: { id }, data: { number } });
  return { changed };
}
