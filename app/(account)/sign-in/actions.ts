'use server';

import { returnPath } from '@/lib/auth/return-path';
import { intoSession } from '@/lib/auth/session-jar';
import { defineAction } from '@/lib/next/define-action';
import { SignInDemonstration, signInDemonstration } from '@/lib/usecases/account/sign-in-demonstration';

export const signInDemonstrationAction = defineAction({
  input: SignInDemonstration,
  run: intoSession(signInDemonstration),
  next: (_, input) => returnPath(input.next),
});
