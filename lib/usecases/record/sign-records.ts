import * as z from 'zod';
import { listPublicInstitutions } from '@/lib/db/public-institutions';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import type { Signer } from '../ports';
import { recordAudit } from '../record-audit';
import { signWaiting } from './sign-waiting';

export const SignRecords = z.strictObject({});

/** Signed by one act at most; others wait for the next, or are signed by themselves. @units records */
export const mostAtOnce = 100;

/**
 * Signs now what would be signed by itself within minutes: published rules that have no record under the policy in force.
 * @refuses forbidden · rule_violation `record/no-secret` · `record/secret-changed` · `record/no-key` · `record/no-policy`
 */
export async function signRecords(
  ctx: Context,
  input: z.output<typeof SignRecords>,
  signer: Signer | null,
): Promise<{ signed: number; left: number }> {
  return command(ctx, 'record.sign', input, async (tx, { tenantId }, ctx) => {
    authorize(ctx, 'record.sign', { tenantId });
    if (signer === null) refuse('rule_violation', 'record/no-secret');
    const institutions = await listPublicInstitutions(ctx.database, ctx);
    const institution = institutions.find(({ id }) => id === tenantId);
    if (institution === undefined || institution.policy === null)
      refuse('rule_violation', 'record/no-policy');
    const { keyId, records, left } = await signWaiting(tx, { ...ctx, signer }, institution, mostAtOnce);
    if (keyId === null) refuse('rule_violation', 'record/no-key');
    await recordAudit(tx, ctx, 'record.sign', {
      objectType: 'signing_key',
      objectId: keyId,
      summary: `${records.length} records signed`,
      after: { records },
    });
    return { signed: records.length, left };
  });
}
