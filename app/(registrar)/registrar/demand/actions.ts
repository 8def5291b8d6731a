'use server';

import { demandHref } from '@/lib/catalog/certificate-request';
import { defineAction } from '@/lib/next/define-action';
import { CloseRequest, closeRequest } from '@/lib/usecases/request/close-request';

export const closeRequestAction = defineAction({
  input: CloseRequest,
  run: closeRequest,
  next: ({ kind }) => demandHref({ show: kind, sort: 'askers', page: 1 }),
});
