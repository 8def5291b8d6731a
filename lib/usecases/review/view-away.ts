import { type Absence, listAbsences } from '@/lib/db/absences';
import { listHolding } from '@/lib/db/colleagues';
import { type Delegation, listDelegations } from '@/lib/db/delegations';
import { allDepartments } from '@/lib/db/institutions';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { kindLedBy, type Office, officesAmong, shareADay } from '@/lib/review/delegation';
import { canLead } from '@/lib/review/eligibility';
import { authorize } from '../authorize';
import { query } from '../command';
import type { Context } from '../context';
import { todayAt } from '../today-at';
import { delegationIsAllowed } from './delegation-policy';
import { type Away, awayIn } from './reviewer-load';
import { leadingRoles } from './stage-resource';

export interface AwayView {
  today: CivilDate;
  absences: Absence[];
  /** Who leads reviews for the person, with days of these on which they are away themselves. */
  given: (Delegation & { away: Away | null })[];
  /** For whom the person leads reviews. */
  taken: Delegation[];
  /** The offices that can be delegated; none where the policy allows no delegation. */
  offices: (Office & { departmentName: string | null })[];
  isAllowed: boolean;
  /** Who could lead for one of the offices. */
  candidates: { id: string; name: string; away: Away | null }[];
}

/** The own days away, and who leads reviews for whom. */
export async function viewAway(ctx: Context): Promise<AwayView> {
  return query(ctx, async (tx, actor, ctx) => {
    const { tenantId, personId } = actor;
    authorize(ctx, 'review.list', { tenantId });
    const today = await todayAt(tx, ctx, tenantId);
    const delegations = await listDelegations(tx, personId, today);
    const isAllowed = await delegationIsAllowed(tx, ctx, today);
    const own = officesAmong(actor.roles);
    const departments = own.length === 0 ? [] : await allDepartments(tx);
    const people = own.length === 0 ? [] : await listHolding(tx, leadingRoles);
    const absences = await listAbsences(
      tx,
      [personId, ...delegations.map(({ delegateId }) => delegateId), ...people.map(({ id }) => id)],
      today,
    );
    const away = awayIn(absences);
    return {
      today,
      absences: absences.filter((days) => days.personId === personId),
      given: delegations
        .filter(({ delegatorId }) => delegatorId === personId)
        .map((one) => ({
          ...one,
          away: absences.find((days) => days.personId === one.delegateId && shareADay(days, one)) ?? null,
        })),
      taken: delegations.filter(({ delegateId }) => delegateId === personId),
      offices: isAllowed
        ? own.map((office) => ({
            ...office,
            departmentName: departments.find(({ id }) => id === office.departmentId)?.name ?? null,
          }))
        : [],
      isAllowed,
      candidates: people
        .filter(
          ({ id, roles }) =>
            id !== personId &&
            own.some(({ role, departmentId }) => {
              const kind = kindLedBy(role);
              return kind !== null && canLead(kind, departmentId, roles);
            }),
        )
        .map(({ id, name }) => ({ id, name, away: away.get(id) ?? null })),
    };
  });
}
