'use server';

import { isStudents, returnPath } from '@/lib/auth/return-path';
import { intoSession } from '@/lib/auth/session-jar';
import { redeemHere, sendSignInLink } from '@/lib/auth/sign-in-link';
import { defineAction } from '@/lib/next/define-action';
import { ledOn } from '@/lib/next/led-on';
import { RedeemSignInLink } from '@/lib/usecases/account/redeem-sign-in-link';
import { RequestSignInLink } from '@/lib/usecases/account/request-sign-in-link';
import { SignInDemonstration, signInDemonstration } from '@/lib/usecases/account/sign-in-demonstration';

export const signInDemonstrationAction = defineAction({
  input: SignInDemonstration,
  run: intoSession(signInDemonstration),
  next: (_, { person, next }) => {
    const wanted = returnPath(next);
    // A student has no part in what is the staff's.
    return 'student' in person && !isStudents(wanted) ? '/my/claims' : ledOn(wanted);
  },
});

export const requestSignInLinkAction = defineAction({
  input: RequestSignInLink,
  run: sendSignInLink,
  // Whoever claims need not be known here.
  done: (_, { purpose }) => (purpose === 'claim' ? 'claimLinkSent' : 'signInLinkSent'),
});

export const redeemSignInLinkAction = defineAction({
  input: RedeemSignInLink,
  run: redeemHere,
  next: (_, input) => ledOn(returnPath(input.next)),
});
