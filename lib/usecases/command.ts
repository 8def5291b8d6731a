import { createHash } from 'node:crypto';
import type { StaffMember } from '@/lib/access/actor';
import type { Permission } from '@/lib/access/permission';
import * as idempotency from '@/lib/db/idempotency';
import { type Tx, withTenant } from '@/lib/db/tx';
import { Refusal, refuse } from '@/lib/kernel/refusal';
import { type Context, staffOf } from './context';

/**
 * The road of every write: one transaction in the actor's own institution; a repeated command (same key, same content)
 * answers as it did the first time and does nothing. `run` authorizes, checks the version, saves, and records the audit
 * entry last. Replies are plain JSON.
 * @refuses unauthenticated · conflict `command/key-reused` when one key comes with different content
 */
export async function command<T>(ctx: Context, verb: Permission, input: unknown, run: Run<T>): Promise<T> {
  try {
    return await runImport(ctx, verb, input, run);
  } catch (error) {
    if (error instanceof Refusal) error.command ??= verb;
    throw error;
  }
}

type Run<T> = (tx: Tx, actor: StaffMember) => Promise<T>;

async function runImport<T>(ctx: Context, verb: Permission, input: unknown, run: Run<T>): Promise<T> {
  const actor = staffOf(ctx);
  const key = ctx.idempotencyKey;
  return withTenant(ctx.database, actor, async (tx) => {
    if (!key) return run(tx, actor);
    const claim = {
      tenantId: actor.tenantId,
      actorId: actor.personId,
      verb,
      key,
      fingerprint: fingerprintOf(input),
    };
    const earlier = await idempotency.claim(tx, claim);
    if (earlier) {
      if (earlier.fingerprint !== claim.fingerprint) refuse('conflict', 'command/key-reused');
      return earlier.reply as T;
    }
    const reply = await run(tx, actor);
    await idempotency.keepReply(tx, claim, reply ?? null);
    return reply;
  });
}

/** A read in the actor's own institution. @refuses unauthenticated */
export async function query<T>(ctx: Context, run: Run<T>): Promise<T> {
  const actor = staffOf(ctx);
  return withTenant(ctx.database, actor, (tx) => run(tx, actor));
}

function fingerprintOf(input: unknown): string {
  const plain = JSON.stringify(input, (_, value: unknown) =>
    value instanceof Uint8Array ? createHash('sha256').update(value).digest('hex') : value,
  );
  return createHash('sha256')
    .update(plain ?? '')
    .digest('hex');
}
