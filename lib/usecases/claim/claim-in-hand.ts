import * as z from 'zod';
import type { Resource } from '@/lib/access/resource';
import type { CreditClaim } from '@/lib/db/credit-claims';

/** Which claim a member of staff acts on. */
export const ClaimInHand = z.strictObject({
  claimId: z.uuid(),
  expectedVersion: z.coerce.number().int(),
});

/** What a decision about a claim depends on. */
export function claimResource({ tenantId, studentId, student }: CreditClaim): Resource {
  return { tenantId, studentId, claimantId: student.userId };
}
