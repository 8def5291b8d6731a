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
 * Keeps by which number the student system knows whoever has one of these mailboxes. Answers which were changed, and how many mailboxes are
 * no student's here.
 */
export async function keepStudentNumbers(
  tx: Tx,
  stated: readonly StatedNumber[],
): Promise<{ unknown: number; changed: { id: string; number: string; before: string | null }[] }> {
  const rows = await tx.$queryRaw<{ id: string | null; number: string; before: string | null }[]>`
    SELECT s.id, r.number, s.number AS before FROM json_to_recordset(${JSON.stringify(stated)}::json) AS r (mailbox text, number text)
      LEFT JOIN student s ON s.tenant_id = current_tenant() AND lower(s.mailbox) = lower(r.mailbox)`;
  const changed = rows.flatMap(({ id, ...row }) =>
    id === null || row.number === row.before ? [] : [{ id, ...row }],
  );
  for (const { id, number } of changed) await tx.student.updateMany({ where: { id }, data: { number } });
  return { unknown: rows.filter(({ id }) => id === null).length, changed };
}
