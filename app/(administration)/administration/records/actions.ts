'use server';

import { defineAction } from '@/lib/next/define-action';
import { ownSigner } from '@/lib/next/own-signer';
import { ChangeKey, changeKey } from '@/lib/usecases/record/change-key';
import { SignRecords, signRecords } from '@/lib/usecases/record/sign-records';

export const changeKeyAction = defineAction({
  input: ChangeKey,
  run: (ctx, input) => changeKey(ctx, input, ownSigner()),
  done: 'keyChanged',
});
export const signRecordsAction = defineAction({
  input: SignRecords,
  run: (ctx, input) => signRecords(ctx, input, ownSigner()),
  done: ({ left }) => (left > 0 ? 'recordsSignedSome' : 'recordsSigned'),
});
