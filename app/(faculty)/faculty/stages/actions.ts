'use server';

import { defineAction } from '@/lib/next/define-action';
import { ExtendStage, extendStage } from '@/lib/usecases/review/extend-stage';
import { RemindPerson, remindPerson } from '@/lib/usecases/review/remind-person';
import { ReplaceReviewer, replaceReviewer } from '@/lib/usecases/review/replace-reviewer';

export const remindPersonAction = defineAction({
  input: RemindPerson,
  run: remindPerson,
  done: 'reviewerReminded',
});
export const replaceReviewerAction = defineAction({
  input: ReplaceReviewer,
  run: replaceReviewer,
  done: 'reviewerReplaced',
});
export const extendStageAction = defineAction({
  input: ExtendStage,
  run: extendStage,
  done: 'stageExtended',
});
