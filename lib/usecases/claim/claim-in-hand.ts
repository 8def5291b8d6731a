import * as z from 'zod';
import type { Resource } from '@/lib/access/resource';
import { decidersOf } from '@/lib/db/claim-decisions';
import type { CreditClaim } from '@/lib/db/credit-claims';
import { staffRecordsOf } from '@/lib/db/students';
import type { Tx } from '@/lib/db/tx';

/** Which claim a member of staff acts on. */
export const ClaimInHand = z.strictObject({
  claimId: z.uuid(),
  expectedVersion: z.coerce.number().int(),
});

/** What a decision about a claim depends on. */
export async function claimResource(
  tx: Tx,
  { tenantId, id, studentId, student }: CreditClaim,
): Promise<Resource> {
  return {
    tenantId,
    studentId,
    claimantId: student.userId,
    claimantRecordIds: await staffRecordsOf(tx, studentId),
    deciderIds: await decidersOf(tx, id),
  };
}
