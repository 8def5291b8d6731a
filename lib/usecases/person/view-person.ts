import { can } from '@/lib/access/can';
import { type Department, allDepartments } from '@/lib/db/institutions';
import * as people from '@/lib/db/people';
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
  /** What the reader may do here; the verbs decide again. */
  may: { save: boolean; suspend: boolean; give: boolean; end: boolean };
}

/** @refuses not_found */
export async function viewPerson(ctx: Context, personId: string): Promise<PersonView> {
  return query(ctx, async (tx, actor, ctx) => {
    const resource = { tenantId: actor.tenantId, personId };
    authorize(ctx, 'person.list', resource);
    const person = await people.getPerson(tx, personId);
    const may = (permission: 'person.save' | 'person.suspend' | 'role.give' | 'role.end') =>
      can(actor, permission, resource).allowed;
    return {
      person,
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
