import type { Limit } from '@/lib/credit/input';
import { refuse } from '@/lib/kernel/refusal';
import type { Prisma } from './generated/client';
import type { Course, Program } from './institutions';
import type { Tx } from './tx';

/** @refuses not_found */
export async function getCourse(tx: Tx, id: string): Promise<Course> {
  const row = await tx.course.findFirst({ where: { id } });
  if (!row) refuse('not_found', 'course/not-found');
  const { tenantId: _, source: __, status, ...course } = row;
  return { ...course, status: status === 'inactive' ? 'inactive' : 'active' };
}

/** @refuses conflict `course/changed-meanwhile` */
export async function updateCourse(
  tx: Tx,
  id: string,
  expectedVersion: number,
  change: Pick<Course, 'title' | 'credits' | 'level' | 'status' | 'departmentId'>,
): Promise<void> {
  const { count } = await tx.course.updateMany({
    where: { id, rowVersion: expectedVersion },
    data: { ...change, rowVersion: { increment: 1 } },
  });
  if (count !== 1) refuse('conflict', 'course/changed-meanwhile');
}

/** @refuses conflict `program/changed-meanwhile` */
export async function updateProgram(
  tx: Tx,
  id: string,
  expectedVersion: number,
  change: Pick<Program, 'title' | 'totalCredits' | 'status'> & { limits: Limit[] },
): Promise<void> {
  const { limits, ...rest } = change;
  const { count } = await tx.program.updateMany({
    where: { id, rowVersion: expectedVersion },
    data: { ...rest, limits: limits as Prisma.InputJsonValue, rowVersion: { increment: 1 } },
  });
  if (count !== 1) refuse('conflict', 'program/changed-meanwhile');
}
