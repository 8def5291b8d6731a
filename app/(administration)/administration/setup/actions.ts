'use server';

import { defineAction } from '@/lib/next/define-action';
import { SendTestMail, sendTestMail } from '@/lib/usecases/institution/send-test-mail';

export const sendTestMailAction = defineAction({
  input: SendTestMail,
  run: sendTestMail,
  done: 'testMailAsked',
});
