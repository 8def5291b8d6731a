'use server';

import * as z from 'zod';
import { endedHere, institutionKept } from '@/lib/auth/session-jar';
import { defineAction } from '@/lib/next/define-action';
import { ChooseInstitution, chooseInstitution } from '@/lib/usecases/account/choose-institution';
import { endSessions } from '@/lib/usecases/account/end-sessions';
import { signOut } from '@/lib/usecases/account/sign-out';

export const signOutAction = defineAction({
  input: z.strictObject({}),
  run: endedHere('signed out', signOut),
  next: () => '/',
});

export const endSessionsAction = defineAction({
  input: z.strictObject({}),
  run: endedHere('all sessions ended', endSessions),
  next: () => '/sign-in',
});

export const chooseInstitutionAction = defineAction({
  input: ChooseInstitution,
  run: institutionKept(chooseInstitution),
  done: 'institutionChosen',
});
