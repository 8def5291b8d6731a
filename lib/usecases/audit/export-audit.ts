import { authorize } from '../authorize';
import { readOnRecord } from '../command';
import type { Context } from '../context';
import { mailTexts } from '../mail-words';
import { tellAdministrators } from '../person/tell-administrators';
import { recordAudit } from '../record-audit';
import { exportPages } from './export-page';

/**
 * The whole trail of the institution as lines of JSON, the oldest entry first; states before and after only where asked for. That it
 * was taken is on record before the first line leaves, and the other administrators are told: whoever stole a session is seen.
 */
export async function* exportAudit(ctx: Context, options: { details: boolean }): AsyncGenerator<string> {
  const actor = await readOnRecord(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'audit.export', { tenantId: actor.tenantId });
    // One mail an hour and person: who goes on exporting does not fill a mailbox.
    await tellAdministrators(tx, actor, {
      kind: 'audit.exported',
      key: `${actor.personId}:${ctx.now.slice(0, 13)}`,
      words: mailTexts.audit.exported,
      personId: actor.personId,
    });
    await recordAudit(tx, ctx, 'audit.export', {
      objectType: 'institution',
      objectId: actor.tenantId,
      summary: options.details ? 'trail exported with states' : 'trail exported',
      after: options,
    });
    return actor;
  });
  yield* exportPages(ctx.database, actor, { ...options, reader: actor });
}
