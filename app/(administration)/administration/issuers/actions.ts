'use server';

import { defineAction } from '@/lib/next/define-action';
import { ConfirmIssuer, confirmIssuer } from '@/lib/usecases/issuer/confirm-issuer';
import { DeclineIssuer, declineIssuer } from '@/lib/usecases/issuer/decline-issuer';
import { EndIssuer, endIssuer } from '@/lib/usecases/issuer/end-issuer';
import { ProposeIssuer, proposeIssuer } from '@/lib/usecases/issuer/propose-issuer';

export const proposeIssuerAction = defineAction({
  input: ProposeIssuer,
  run: proposeIssuer,
  done: 'issuerProposed',
});
export const confirmIssuerAction = defineAction({
  input: ConfirmIssuer,
  run: confirmIssuer,
  done: 'issuerConfirmed',
});
export const declineIssuerAction = defineAction({
  input: DeclineIssuer,
  run: declineIssuer,
  done: 'issuerDeclined',
});
export const endIssuerAction = defineAction({ input: EndIssuer, run: endIssuer, done: 'issuerEnded' });
