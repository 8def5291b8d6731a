import { createHash, randomBytes } from 'node:crypto';
import type { RecordedAct } from '@/lib/access/permission';
import { canonicalJson } from '@/lib/kernel/canonical-json';
import * as audit from '@/lib/db/audit';
import type { Tx } from '@/lib/db/tx';
import { type Context, staffOf } from './context';

export interface AuditNote {
  objectType: string;
  objectId: string;
  /** A short fact without personal data ("version 2 published"). */
  summary?: string;
  before?: unknown;
  after?: unknown;
}

/**
 * Last act of every write, in its transaction. The entry itself holds ids and a salted commitment; the states before and
 * after stand beside it, where they can be erased without breaking the chain.
 */
export async function recordAudit(tx: Tx, ctx: Context, action: RecordedAct, note: AuditNote): Promise<void> {
  // A student is nobody of the staff: the trail names the claim, and the claim names the student.
  const [tenantId, actorId] =
    ctx.actor.kind === 'student'
      ? [ctx.actor.tenantId, null]
      : [staffOf(ctx).tenantId, staffOf(ctx).personId];
  const { commitment, ...detail } = sealed(note);
  await audit.append(
    tx,
    {
      tenantId,
      at: ctx.now,
      actorId,
      action,
      objectType: note.objectType,
      objectId: note.objectId,
      summary: note.summary ?? '',
      requestId: ctx.requestId,
      commitment,
    },
    detail,
  );
}

/** The same for what happens by itself: nobody acts, and the trail says so. */
export async function recordUnattended(
  tx: Tx,
  { tenantId, now, requestId }: { tenantId: string; now: string; requestId: string },
  action: RecordedAct,
  note: AuditNote,
): Promise<void> {
  const { commitment, ...detail } = sealed(note);
  const { objectType, objectId, summary = '' } = note;
  await audit.append(
    tx,
    { tenantId, at: now, actorId: null, action, objectType, objectId, summary, requestId, commitment },
    detail,
  );
}

/** What stands beside an entry, and the salted commitment to it that the entry itself holds. */
export function sealed(note: Pick<AuditNote, 'before' | 'after'>): {
  salt: string;
  before: unknown;
  after: unknown;
  commitment: string;
} {
  const salt = randomBytes(16).toString('hex');
  // As they will be stored: a date becomes text, an absent key goes. Otherwise the commitment would be to something else.
  const states = JSON.parse(JSON.stringify({ before: note.before ?? null, after: note.after ?? null })) as {
    before: unknown;
    after: unknown;
  };
  const commitment = createHash('sha256')
    .update(salt + canonicalJson(states))
    .digest('hex');
  return { salt, ...states, commitment };
}
