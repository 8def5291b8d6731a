'use server';

import { defineAction } from '@/lib/next/define-action';
import { AddPerson, addPerson, SavePerson, savePerson } from '@/lib/usecases/person/save-person';
import { SuspendPerson, suspendPerson } from '@/lib/usecases/person/suspend-person';
import { EndRole, endRole } from '@/lib/usecases/role/end-role';
import { GiveRole, giveRole } from '@/lib/usecases/role/give-role';

export const addPersonAction = defineAction({
  input: AddPerson,
  run: addPerson,
  next: ({ id }) => `/administration/people/${id}`,
});
export const savePersonAction = defineAction({ input: SavePerson, run: savePerson, done: 'personSaved' });
export const suspendPersonAction = defineAction({
  input: SuspendPerson,
  run: suspendPerson,
  next: ({ id }) => `/administration/people/${id}`,
});
export const giveRoleAction = defineAction({ input: GiveRole, run: giveRole, done: 'roleGiven' });
export const endRoleAction = defineAction({ input: EndRole, run: endRole, done: 'roleEnded' });
