'use server';

import { defineAction } from '@/lib/next/define-action';
import { makePosting, MakePosting } from '@/lib/usecases/posting/make-posting';
import { numberStudents, NumberStudents } from '@/lib/usecases/posting/number-students';
import { settleLine, SettleLine } from '@/lib/usecases/posting/settle-posting';
import { AnswerForm, readAnswer, reportAnswer } from './read-answer';

export const makePostingAction = defineAction({
  input: MakePosting,
  run: makePosting,
  next: ({ batchId }) => `/registrar/claims/posting/${batchId}`,
});
export const numberStudentsAction = defineAction({
  input: NumberStudents,
  run: numberStudents,
  done: 'studentsNumbered',
});
export const acknowledgePostingAction = defineAction({
  input: AnswerForm,
  run: readAnswer,
  report: reportAnswer,
});
export const settleLineAction = defineAction({ input: SettleLine, run: settleLine, done: 'lineSettled' });
