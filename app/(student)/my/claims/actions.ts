'use server';

import { claimHref } from '@/lib/claim/claim-href';
import { defineAction } from '@/lib/next/define-action';
import { AnswerAward, answerAward } from '@/lib/usecases/claim/answer-award';
import { AnswerRequest, answerRequest } from '@/lib/usecases/claim/answer-request';
import { AppealClaim, appealClaim } from '@/lib/usecases/claim/appeal-claim';
import { StartClaim, startClaim } from '@/lib/usecases/claim/start-claim';
import { SubmitClaim, submitClaim } from '@/lib/usecases/claim/submit-claim';
import { WithdrawClaim, withdrawClaim } from '@/lib/usecases/claim/withdraw-claim';
import { ownSigner } from '@/lib/next/own-signer';
import { TakeBadge, takeBadge } from '@/lib/usecases/record/take-badge';
import { EvidenceForm, handIn } from './hand-in';

export const startClaimAction = defineAction({
  input: StartClaim,
  run: startClaim,
  next: claimHref,
});
export const handInEvidenceAction = defineAction({
  input: EvidenceForm,
  run: handIn,
  done: 'evidenceHandedIn',
});
export const submitClaimAction = defineAction({ input: SubmitClaim, run: submitClaim, done: 'claimSent' });
export const answerRequestAction = defineAction({
  input: AnswerRequest,
  run: answerRequest,
  done: 'claimAnswered',
});
export const withdrawClaimAction = defineAction({
  input: WithdrawClaim,
  run: withdrawClaim,
  done: 'claimWithdrawn',
});
export const answerAwardAction = defineAction({
  input: AnswerAward,
  run: answerAward,
  done: 'awardAnswered',
});
export const appealClaimAction = defineAction({
  input: AppealClaim,
  run: appealClaim,
  done: 'claimAppealed',
});
export const takeBadgeAction = defineAction({
  input: TakeBadge,
  run: (ctx, input) => takeBadge(ctx, input, ownSigner()),
  done: 'badgeTaken',
});
