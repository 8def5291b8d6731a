import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import type { Permission } from '@/lib/access/permission';
import { type ManyAct, manyActs } from '@/lib/rule/many-query';

/** Who may do each, by the name of the permission. */
export const manyPermission = {
  department: 'rule.changeDepartment',
  review: 'rule.changeReviewDay',
  reaffirm: 'rule.reaffirm',
} as const satisfies Record<ManyAct, Permission>;

/** What somebody can do to many rules at once. */
export function actsOnManyOf(actor: Actor): ManyAct[] {
  if (actor.kind !== 'staff') return [];
  return manyActs.filter((act) => can(actor, manyPermission[act], { tenantId: actor.tenantId }).allowed);
}
