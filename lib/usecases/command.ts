import { createHash } from 'node:crypto';
import type { StaffMember } from '@/lib/access/actor';
import type { Permission } from '@/lib/access/permission';
import * as idempotency from '@/lib/db/idempotency';
import { findStanding } from '@/lib/db/sessions';
import { findStudent, keepStudent, listStudentRecords } from '@/lib/db/students';
import { longWork, type Tx, withTenant } from '@/lib/db/tx';
import { Refusal, refuse } from '@/lib/kernel/refusal';
import { accountOf, type Acting, type ActingStudent, type Context, staffOf } from './context';
import { inTurnToWrite } from './turns-to-write';

/**
 * The road of every write: one transaction in the actor's own institution, with the roles that the actor holds in it; a repeated command (same key, same content)
 * answers as it did the first time and does nothing. `run` authorizes, checks the version, saves, and records the audit
 * entry last. Replies are plain JSON.
 * @refuses unauthenticated · conflict `command/key-reused` when one key comes with different content, `command/slow` when too many are
 * under way · no_room when the disk is nearly full
 */
export async function command<T>(ctx: Context, verb: Permission, input: unknown, run: Run<T>): Promise<T> {
  try {
    await refuseWithoutRoom(ctx);
    return await inTurnToWrite(ctx.database, () => carryOut(ctx, verb, input, run));
  } catch (error) {
    if (error instanceof Refusal) error.command ??= verb;
    throw error;
  }
}

type Run<T> = (tx: Tx, actor: StaffMember, ctx: Acting) => Promise<T>;

async function carryOut<T>(ctx: Context, verb: Permission, input: unknown, run: Run<T>): Promise<T> {
  return withTenant(ctx.database, staffOf(ctx), async (tx) => {
    const acting = await actIn(tx, ctx, 'kept');
    const { actor } = acting;
    return once(tx, acting, actor.personId, verb, input, () => run(tx, actor, acting));
  });
}

/** A repeated command answers as it did the first time. @refuses conflict `command/key-reused` */
async function once<T>(
  tx: Tx,
  { actor: { tenantId }, idempotencyKey: key }: Acting | ActingStudent,
  actorId: string,
  verb: Permission,
  input: unknown,
  run: () => Promise<T>,
): Promise<T> {
  if (!key) return run();
  const claim = { tenantId, actorId, verb, key, fingerprint: fingerprintOf(input) };
  const earlier = await idempotency.claim(tx, claim);
  if (earlier) {
    if (earlier.fingerprint !== claim.fingerprint) refuse('conflict', 'command/key-reused');
    return earlier.reply as T;
  }
  const reply = await run();
  await idempotency.keepReply(tx, claim, reply ?? null);
  return reply;
}

/**
 * A write of somebody who is nobody here, at the institution that it is for: nothing of it is anybody's act, so no trail tells of it.
 * @refuses conflict `command/slow` · no_room
 */
export async function visit<T>(ctx: Context, tenantId: string, run: (tx: Tx) => Promise<T>): Promise<T> {
  await refuseWithoutRoom(ctx);
  return inTurnToWrite(ctx.database, () => withTenant(ctx.database, { tenantId }, run));
}

/** A read in the actor's own institution. @refuses unauthenticated */
export async function query<T>(ctx: Context, run: Run<T>): Promise<T> {
  return withTenant(ctx.database, staffOf(ctx), async (tx) => {
    const acting = await actIn(tx, ctx, 'read');
    return run(tx, acting.actor, acting);
  });
}

/** A read of which the trail tells; nothing is read where the entry would find no room. @refuses unauthenticated · no_room */
export async function readOnRecord<T>(ctx: Context, run: Run<T>): Promise<T> {
  await refuseWithoutRoom(ctx);
  return query(ctx, run);
}

/**
 * Work through a whole file, in one transaction that may take half an hour. The roles are those at its start: keeping them for so long
 * would keep an administrator from ending them. @refuses unauthenticated · no_room
 */
export async function workThrough<T>(ctx: Context, run: Run<T>): Promise<T> {
  await refuseWithoutRoom(ctx);
  return withTenant(
    ctx.database,
    staffOf(ctx),
    async (tx) => {
      const acting = await actIn(tx, ctx, 'read');
      return run(tx, acting.actor, acting);
    },
    longWork,
  );
}

type StudentRun<T> = (tx: Tx, ctx: ActingStudent) => Promise<T>;

/**
 * The road of every write of a student: as `command`, in a transaction that sees and writes nothing of claims but this student's own.
 * @refuses unauthenticated · not_found `claim/not-found` where the account claims nothing there and is no newcomer · as `command`
 */
export async function studentCommand<T>(
  ctx: Context,
  whose: { tenantId: string; newcomer?: { name: string; mailbox: string } },
  verb: Permission,
  input: unknown,
  run: StudentRun<T>,
): Promise<T> {
  try {
    await refuseWithoutRoom(ctx);
    return await inTurnToWrite(ctx.database, () =>
      asStudent(ctx, whose, (tx, acting) =>
        once(tx, acting, acting.actor.studentId, verb, input, () => run(tx, acting)),
      ),
    );
  } catch (error) {
    if (error instanceof Refusal) error.command ??= verb;
    throw error;
  }
}

/** A read of what is a student's own. @refuses unauthenticated · not_found `claim/not-found` */
export async function studentQuery<T>(ctx: Context, tenantId: string, run: StudentRun<T>): Promise<T> {
  return asStudent(ctx, { tenantId }, run);
}

async function asStudent<T>(
  ctx: Context,
  { tenantId, newcomer }: { tenantId: string; newcomer?: { name: string; mailbox: string } },
  run: StudentRun<T>,
): Promise<T> {
  const userId = accountOf(ctx);
  const known = (await listStudentRecords(ctx.database, userId)).find((one) => one.tenantId === tenantId);
  if (known === undefined && newcomer === undefined) refuse('not_found', 'claim/not-found');
  const own = known ?? { tenantId, studentId: ctx.newId() };
  return withTenant(ctx.database, own, async (tx) => {
    if (known === undefined && newcomer !== undefined)
      await keepStudent(tx, { tenantId, id: own.studentId, userId, ...newcomer });
    const { name } = await findStudent(tx, own.studentId);
    const actor = { kind: 'student' as const, userId, name, ...own };
    return run(tx, { ...ctx, actor } as ActingStudent);
  });
}

async function refuseWithoutRoom({ hasRoom }: Context): Promise<void> {
  if (hasRoom !== undefined && !(await hasRoom())) refuse('no_room', 'command/no-room');
}

/** Kept roles do not end before the transaction does, so that the trail never shows an act after the role that it rested on. */
async function actIn(tx: Tx, ctx: Context, roles: 'kept' | 'read'): Promise<Acting> {
  const { userId, ...before } = staffOf(ctx);
  const actor = (await findStanding(tx, before, roles)) ?? refuse('unauthenticated', 'access/sign-in-first');
  return { ...ctx, actor: { ...before, ...actor, userId } } as Acting;
}

function fingerprintOf(input: unknown): string {
  const plain = JSON.stringify(input, (_, value: unknown) =>
    value instanceof Uint8Array ? createHash('sha256').update(value).digest('hex') : value,
  );
  return createHash('sha256')
    .update(plain ?? '')
    .digest('hex');
}
