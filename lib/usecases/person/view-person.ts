import { can } from '@/lib/access/can';
import { type Department, allDepartments } from '@/lib/db/institutions';
import { openSeatsOf } from '@/lib/db/open-cases';
import * as people from '@/lib/db/people';
import { type OpenSeat, seatsAtStake } from '@/lib/review/seats-at-stake';
import { authorize } from '../authorize';
import { query } from '../command';
import type { Context } from '../context';
import { type WaitingRole, waitingRoles } from '../role/waiting-roles';
import { type LookAlike, lookAlikesOf } from './look-alikes';

export interface PersonView {
  person: people.PersonWithRoles;
  departments: Department[];
  /** A hint, to whoever reads the record; nothing is refused for it. */
  lookAlikes: LookAlike[];
  /** Roles for this person that wait for a second administrator. */
  waiting: WaitingRole[];
  /** Open reviews that would be without the person under a suspension. */
  seats: OpenSeat[];
  /** Open reviews that would be without the person should that role end: id of the role → reviews. */
  atStake: Record<string, OpenSeat[]>;
  /** What the reader may do here; the verbs decide again. */
  may: { save: boolean; suspend: boolean; give: boolean; end: boolean };
}

/** @refuses not_found */
export async function viewPerson(ctx: Context, personId: string): Promise<PersonView> {
  return query(ctx, async (tx, actor, ctx) => {
    const resource = { tenantId: actor.tenantId, personId };
    authorize(ctx, 'person.list', resource);
    const person = await people.getPerson(tx, personId);
    const open = await openSeatsOf(tx, personId);
    // Nobody acts under a suspension, so that nothing is left to lose.
    const held = person.status === 'active' ? person.roles.filter(({ endedAt }) => endedAt === null) : [];
    const may = (permission: 'person.save' | 'person.suspend' | 'role.give' | 'role.end') =>
      can(actor, permission, resource).allowed;
    return {
      person,
      seats: seatsAtStake(open, held, []),
      atStake: Object.fromEntries(
        held.map((role) => [
          role.id,
          seatsAtStake(
            open,
            held,
            held.filter((other) => other !== role),
          ),
        ]),
      ),
      lookAlikes: (await lookAlikesOf(tx)).get(person.id) ?? [],
      waiting: await waitingRoles(tx, actor, person.id),
      departments: (await allDepartments(tx)).filter((department) => !department.isArchived),
      may: {
        save: may('person.save'),
        suspend: may('person.suspend'),
        give: may('role.give'),
        end: may('role.end'),
      },
    };
  });
}
