import type { Actor, StaffMember, Student } from '@/lib/access/actor';
import type { Database } from '@/lib/db/client';
import type { ReadApart } from '@/lib/import/reading';
import type { KeptCatalog } from './kept-catalog';
import type { KeptQuarters } from './kept-quarters';
import type { KeptHealth } from './kept-health';
import { refuse } from '@/lib/kernel/refusal';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { dayIn } from './day-in';
import type { Suggester } from './ports';

/** All a use case knows of the world around it: who, when, and where the data is. */
export interface Context {
  actor: Actor;
  /** The instant of the request, ISO 8601 in UTC. Use cases never ask a clock. */
  now: string;
  requestId: string;
  newId(): string;
  database: Database;
  /** The public catalog in memory. */
  catalog: KeptCatalog;
  /** Reads strangers' files, outside of this process. */
  readApart: ReadApart;
  /** Suggests by what was decided; without it nothing is suggested. */
  suggester?: Suggester;
  /** What is wrong in rule books, as it was looked at lately; without it each question is a look. */
  health?: KeptHealth;
  /** What happened in quarters that are over, as it was read lately; without it each question reads it. */
  figures?: KeptQuarters;
  /** Whether there is room to save something; without it there is. */
  hasRoom?: () => Promise<boolean>;
  /** Repeats of one form submission carry the same key and get the same answer. */
  idempotencyKey?: string;
}

declare const rolesRead: unique symbol;
/**
 * A context within a transaction, whose actor holds the roles that stand there and then. Only lib/usecases/command.ts makes one, and
 * `authorize` asks for it, so that nobody decides by roles which have ended since the request began. @source docs/domain.md §11.6
 */
export interface Acting extends Context {
  actor: StaffMember;
  readonly [rolesRead]: true;
}

/** A context within a transaction that sees one student's records alone. Only lib/usecases/command.ts makes one. */
export interface ActingStudent extends Context {
  actor: Student;
  readonly [rolesRead]: true;
}

/** The account that is signed in, whatever else it is. @refuses unauthenticated */
export function accountOf(ctx: Context): string {
  if (ctx.actor.kind === 'visitor') refuse('unauthenticated', 'access/sign-in-first');
  return ctx.actor.userId;
}

/** The actor as a member of staff. @refuses unauthenticated when nobody, or nobody on a staff, is signed in. */
export function staffOf(ctx: Context): StaffMember {
  if (ctx.actor.kind !== 'staff') refuse('unauthenticated', 'access/sign-in-first');
  return ctx.actor;
}

/** The civil date of the request in an institution's own time zone. */
export function todayIn(ctx: Context, timeZone: string): CivilDate {
  return dayIn(ctx.now, timeZone);
}

/** The latest day that it is by now at any of these institutions; where there are none, that of universal time. */
export function latestDay(ctx: Context, institutions: readonly { timeZone: string }[]): CivilDate {
  return (
    institutions
      .map(({ timeZone }) => todayIn(ctx, timeZone))
      .sort()
      .at(-1) ?? todayIn(ctx, 'UTC')
  );
}
