import * as z from 'zod';
import { closings, type Closing, type RequestKind } from '@/lib/catalog/certificate-request';
import { lockRequest } from '@/lib/db/certificate-requests';
import { idsBySlug } from '@/lib/db/imported-micro-credentials';
import type { Tx } from '@/lib/db/tx';
import { refuse } from '@/lib/kernel/refusal';
import { entryWordIn } from '@/lib/micro-credential/listing-content';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { settleAndTell } from './settle-request';

export const CloseRequest = z.strictObject({
  requestId: z.uuid(),
  expectedVersion: z.coerce.number().int(),
  answer: z.enum([...closings.list, ...closings.decide]),
  /** The last part of the address of the entry that it is, or the whole address. */
  entry: z.string().trim().max(2_000).default('').transform(entryWordIn),
});
export type CloseRequest = z.output<typeof CloseRequest>;

/**
 * Closes a request with a reason; whoever left an address is told.
 * @refuses not_found · invalid_transition `request/settled` · conflict `request/changed-meanwhile` · invalid_input where the reason is not
 * of this kind, or the entry is not there
 */
export async function closeRequest(ctx: Context, input: CloseRequest): Promise<{ kind: RequestKind }> {
  return command(ctx, 'request.close', input, async (tx, actor, ctx) => {
    const request = await lockRequest(tx, input.requestId);
    authorize(ctx, 'request.close', { tenantId: request.tenantId });
    if (request.answer !== null) refuse('invalid_transition', 'request/settled');
    if (request.rowVersion !== input.expectedVersion) refuse('conflict', 'request/changed-meanwhile');
    const { answer } = input;
    if (!(closings[request.kind] as readonly Closing[]).includes(answer))
      refuse('invalid_input', 'field/choose', { fieldErrors: { answer: 'field/choose' } });
    const microCredentialId =
      answer === 'listed_already' ? await entryCalled(tx, input.entry) : request.microCredentialId;
    await settleAndTell(tx, request, {
      answer,
      microCredentialId,
      closedById: actor.personId,
      at: ctx.now,
    });
    await recordAudit(tx, ctx, 'request.close', {
      objectType: 'certificate_request',
      objectId: request.id,
      summary: `request to ${request.kind} closed`,
      before: { title: request.title, provider: request.provider },
      after: { answer, microCredentialId },
    });
    return { kind: request.kind };
  });
}

async function entryCalled(tx: Tx, slug: string): Promise<string> {
  return (
    (await idsBySlug(tx, [slug])).get(slug) ??
    refuse('invalid_input', 'request/no-such-entry', { fieldErrors: { entry: 'request/no-such-entry' } })
  );
}
