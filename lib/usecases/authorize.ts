import { can } from '@/lib/access/can';
import type { DenyReason, Resource } from '@/lib/access/resource';
import type { Permission, PublicPermission, StudentPermission } from '@/lib/access/permission';
import { refuse, type RefusalCode } from '@/lib/kernel/refusal';
import type { Acting, ActingStudent, Context } from './context';

/**
 * First act of every use case once its resource is loaded. What is not open to everybody is decided by the roles that the actor holds
 * in the transaction at hand.
 * @refuses unauthenticated · not_found (another institution's things do not exist here) · forbidden
 */
export function authorize(
  ctx: Pick<Context, 'actor'>,
  permission: PublicPermission,
  resource: Resource,
): void;
export function authorize(ctx: ActingStudent, permission: StudentPermission, resource: Resource): void;
export function authorize(ctx: Acting, permission: Permission, resource: Resource): void;
export function authorize(ctx: Pick<Context, 'actor'>, permission: Permission, resource: Resource): void {
  const verdict = can(ctx.actor, permission, resource);
  if (!verdict.allowed) refuse(codeOf(verdict.reason), verdict.reason);
}

function codeOf(reason: DenyReason): RefusalCode {
  if (reason === 'access/sign-in-first') return 'unauthenticated';
  return reason === 'access/other-institution' ? 'not_found' : 'forbidden';
}
