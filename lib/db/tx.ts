import { refuse } from '@/lib/kernel/refusal';
import type { Database } from './client';
import type { Prisma } from './generated/client';

/** One transaction with row-level security on; every repository function takes it first. */
export type Tx = Prisma.TransactionClient;

export interface Tenancy {
  tenantId: string;
  /** Of claims, only those of this student are there. */
  studentId?: string;
}

const attempts = 3;

/** @units milliseconds */
interface Limits {
  transaction: number;
  /** Of one statement, and of waiting between two of them, when the role's own limits are too near. */
  statement?: number;
  idle?: number;
}
const usual: Limits = { transaction: 20_000 };
/** For work through a whole file in one transaction: many short statements, each of which handles many rows. */
export const longWork: Limits = { transaction: 1_800_000, statement: 60_000, idle: 60_000 };

/**
 * The only door to tenant data: one transaction whose first statement names the tenant.
 * A transaction that lost a race (40001, 40P01) is run again, at most three times in all. @refuses conflict `command/busy` when
 * another holds what it needs for longer than a person waits · no_room when the disk of the database is full
 */
export async function withTenant<T>(
  database: Database,
  tenancy: Tenancy,
  run: (tx: Tx) => Promise<T>,
  limits: Limits = usual,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await database.prisma.$transaction(
        async (tx) => {
          await tx.$queryRaw`SELECT set_config('app.tenant_id', ${tenancy.tenantId}, true)`;
          if (tenancy.studentId !== undefined)
            await tx.$queryRaw`SELECT set_config('app.student_id', ${tenancy.studentId}, true)`;
          if (limits.statement !== undefined)
            await tx.$queryRaw`SELECT set_config('statement_timeout', ${String(limits.statement)}, true)`;
          if (limits.idle !== undefined)
            await tx.$queryRaw`SELECT set_config('idle_in_transaction_session_timeout', ${String(limits.idle)}, true)`;
          return run(tx);
        },
        { maxWait: 5_000, timeout: limits.transaction },
      );
    } catch (error) {
      if (says(error, /55P03/)) refuse('conflict', 'command/busy');
      if (isDiskFull(error)) refuse('no_room', 'command/no-room');
      if (attempt === attempts || !isLostRace(error)) throw error;
    }
  }
}

/** Whether the database had no room to write. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // Of a pool of our own, of Prisma within a transaction, and of Prisma without one.
  return (
    says(error, /53100/) || ('code' in error && error.code === '53100') || /Code: `53100`/.test(error.message)
  );
}

/** Whether a statement of our own would have stored a second one of what there may be one of. */
export function isTaken(error: unknown): boolean {
  return says(error, /23505/);
}

/** Whether something was not removed because something else rests on it. */
export function isRestedOn(error: unknown): boolean {
  return says(error, /23503|23001/);
}

/** Whether nothing could be asked because a statement before, in the same transaction, had failed. */
export function isAborted(error: unknown): boolean {
  return says(error, /25P02/);
}

function isLostRace(error: unknown): boolean {
  return (
    error instanceof Error && (('code' in error && error.code === 'P2034') || says(error, /40001|40P01/))
  );
}

// A statement of our own fails as P2010 with PostgreSQL's code in its words; others bring no code of Prisma's at all.
function says(error: unknown, sqlState: RegExp): boolean {
  return (
    error instanceof Error && (!('code' in error) || error.code === 'P2010') && sqlState.test(error.message)
  );
}
