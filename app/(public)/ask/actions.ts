'use server';

import { askHref } from '@/lib/catalog/certificate-request';
import { askedBy } from '@/lib/next/asked-by';
import { defineAction } from '@/lib/next/define-action';
import { spendRequest } from '@/lib/next/rate-budget';
import { callerAddress } from '@/lib/next/request-context';
import { confirmRequest, leaveRequest, RequestLink } from '@/lib/usecases/request/confirm-request';
import { AskToDecide, askToDecide, AskToList, askToList } from '@/lib/usecases/request/make-request';

export const askToListAction = defineAction({
  input: AskToList,
  run: async (ctx, input) => {
    await spendRequest(await callerAddress());
    await askToList(ctx, input, await askedBy());
  },
  next: (_, { institution, title, provider, url, email }) =>
    askHref({ asked: institution, title, provider, url, mail: email && 'yes' }),
});
export const askToDecideAction = defineAction({
  input: AskToDecide,
  run: async (ctx, input) => {
    await spendRequest(await callerAddress());
    await askToDecide(ctx, input, await askedBy());
  },
  next: (_, { institution, certificate, email }) =>
    askHref({ asked: institution, certificate, mail: email && 'yes' }),
});
export const confirmRequestAction = defineAction({
  input: RequestLink,
  run: async (ctx, link) => confirmRequest(ctx, link, await askedBy()),
  done: 'requestConfirmed',
});
export const leaveRequestAction = defineAction({
  input: RequestLink,
  run: leaveRequest,
  done: 'requestLeft',
});
