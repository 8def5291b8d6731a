'use server';

import { defineAction } from '@/lib/next/define-action';
import { AddPerson, addPerson, SavePerson, savePerson } from '@/lib/usecases/person/save-person';
import { SuspendPerson, suspendPerson } from '@/lib/usecases/person/suspend-person';
import { ConfirmRole, confirmRole } from '@/lib/usecases/role/confirm-role';
import { DeclineRole, declineRole } from '@/lib/usecases/role/decline-role';
import { EndRole, endRole } from '@/lib/usecases/role/end-role';
import { GiveRole, giveRole } from '@/lib/usecases/role/give-role';
import { WithdrawRole, withdrawRole } from '@/lib/usecases/role/withdraw-role';
import { reportRole } from './report-role';

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
export const giveRoleAction = defineAction({ input: GiveRole, run: giveRole, report: reportRole });
export const confirmRoleAction = defineAction({
  input: ConfirmRole,
  run: confirmRole,
  done: 'roleConfirmed',
});
export const declineRoleAction = defineAction({
  input: DeclineRole,
  run: declineRole,
  done: 'roleDeclined',
});
export const withdrawRoleAction = defineAction({
  input: WithdrawRole,
  run: withdrawRole,
  done: 'roleWithdrawn',
});
export const endRoleAction = defineAction({ input: EndRole, run: endRole, done: 'roleEnded' });
