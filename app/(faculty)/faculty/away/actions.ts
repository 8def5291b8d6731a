'use server';

import { defineAction } from '@/lib/next/define-action';
import { StateAbsence, stateAbsence } from '@/lib/usecases/person/state-absence';
import { WithdrawAbsence, withdrawAbsence } from '@/lib/usecases/person/withdraw-absence';
import { GiveDelegation, giveDelegation } from '@/lib/usecases/review/give-delegation';
import { WithdrawDelegation, withdrawDelegation } from '@/lib/usecases/review/withdraw-delegation';

export const stateAbsenceAction = defineAction({
  input: StateAbsence,
  run: stateAbsence,
  done: 'absenceStated',
});
export const withdrawAbsenceAction = defineAction({
  input: WithdrawAbsence,
  run: withdrawAbsence,
  done: 'absenceWithdrawn',
});
export const giveDelegationAction = defineAction({
  input: GiveDelegation,
  run: giveDelegation,
  done: 'delegationGiven',
});
export const withdrawDelegationAction = defineAction({
  input: WithdrawDelegation,
  run: withdrawDelegation,
  done: 'delegationWithdrawn',
});
