import { enqueueMail } from '@/lib/db/outbox';
import { listHolding } from '@/lib/db/colleagues';
import { type Tx, withTenant } from '@/lib/db/tx';
import type { StaffMember } from '@/lib/access/actor';
import { authorize } from '../authorize';
import { query } from '../command';
import type { Context } from '../context';
import { mailTexts, mailWords } from '../mail-words';
import { recordAudit } from '../record-audit';
import { exportPage } from './export-page';

/**
 * The whole trail of the institution as lines of JSON, the oldest entry first; states before and after only where asked for. That it
 * was taken is on record before the first line leaves, and the other administrators are told: whoever stole a session is seen.
 */
export async function* exportAudit(ctx: Context, options: { details: boolean }): AsyncGenerator<string> {
  const actor = await query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'audit.export', { tenantId: actor.tenantId });
    await tellAdministrators(tx, ctx, actor);
    await recordAudit(tx, ctx, 'audit.export', {
      objectType: 'institution',
      objectId: actor.tenantId,
      summary: options.details ? 'trail exported with states' : 'trail exported',
      after: options,
    });
    return actor;
  });
  for (let after: string | null = '0'; after !== null; ) {
    const from: string = after;
    const { lines, next } = await withTenant(ctx.database, actor, (tx) =>
      exportPage(tx, from, { ...options, reader: actor }),
    );
    if (lines !== '') yield lines;
    after = next;
  }
}

/** One mail an hour and person: who goes on exporting does not fill a mailbox. */
async function tellAdministrators(
  tx: Tx,
  { now }: Context,
  { tenantId, personId, name }: StaffMember,
): Promise<void> {
  for (const person of await listHolding(tx, ['administrator'])) {
    if (person.id === personId) continue;
    await enqueueMail(tx, {
      tenantId,
      kind: 'audit.exported',
      dedupeKey: `audit.exported:${personId}:${now.slice(0, 13)}:${person.id}`,
      payload: {
        to: person.email,
        ...mailWords(mailTexts.audit.exported, { name }),
        path: `/administration/people/${personId}`,
      },
    });
  }
}
