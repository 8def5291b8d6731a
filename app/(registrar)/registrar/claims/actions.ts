'use server';

import { defineAction } from '@/lib/next/define-action';
import { AskStudent, askStudent } from '@/lib/usecases/claim/ask-student';
import { DecideAppeal, decideAppeal } from '@/lib/usecases/claim/decide-appeal';
import { DecideClaim, decideClaim } from '@/lib/usecases/claim/decide-claim';
import { EndRequest, endRequest } from '@/lib/usecases/claim/end-request';
import { ReleaseClaim, releaseClaim } from '@/lib/usecases/claim/release-claim';
import { ReverseAward, reverseAward } from '@/lib/usecases/claim/reverse-award';
import { VerifyHolding, verifyHolding } from '@/lib/usecases/claim/verify-holding';

export const verifyHoldingAction = defineAction({
  input: VerifyHolding,
  run: verifyHolding,
  done: 'holdingVerified',
});
export const askStudentAction = defineAction({ input: AskStudent, run: askStudent, done: 'studentAsked' });
export const endRequestAction = defineAction({ input: EndRequest, run: endRequest, done: 'requestEnded' });
export const decideClaimAction = defineAction({
  input: DecideClaim,
  run: decideClaim,
  done: 'claimDecided',
});
export const decideAppealAction = defineAction({
  input: DecideAppeal,
  run: decideAppeal,
  done: 'appealAnswered',
});
export const releaseClaimAction = defineAction({
  input: ReleaseClaim,
  run: releaseClaim,
  done: 'claimReleased',
});
export const reverseAwardAction = defineAction({
  input: ReverseAward,
  run: reverseAward,
  done: 'awardReversed',
});
