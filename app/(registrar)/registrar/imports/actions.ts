'use server';

import { defineAction } from '@/lib/next/define-action';
import { StartImport } from '@/lib/usecases/import/apply-import';
import { PublishImported, publishImported } from '@/lib/usecases/import/publish-imported';
import { CheckFixed } from '@/lib/usecases/import/check-fixed';
import { undoImport, UndoImport } from '@/lib/usecases/import/undo-import';
import {
  CheckAgain,
  checkAgain,
  checkFixedFile,
  fixAndJudge,
  FixForm,
  matchAndCheck,
  MatchForm,
  receiveAndCheck,
  startAndApply,
  UploadForm,
} from './run-in-background';

const pageOf = ({ batchId }: { batchId: string }) => `/registrar/imports/${batchId}`;

export const receiveImportAction = defineAction({ input: UploadForm, run: receiveAndCheck, next: pageOf });
export const matchColumnsAction = defineAction({
  input: MatchForm,
  run: matchAndCheck,
  // One's own save shows the columns anew, and has an address of its own for that; somebody else's changes nothing that was chosen.
  next: ({ batchId, isReady }, { expectedVersion }) =>
    isReady ? pageOf({ batchId }) : `${pageOf({ batchId })}/match?after=${expectedVersion}`,
});
export const checkAgainAction = defineAction({ input: CheckAgain, run: checkAgain, next: pageOf });
export const checkFixedAction = defineAction({ input: CheckFixed, run: checkFixedFile, next: pageOf });
export const fixCellsAction = defineAction({
  input: FixForm,
  run: fixAndJudge,
  // One row is shown as it is judged now, each time anew; what is judged with the whole file, on the page of the import.
  next: (fixed, { expectedVersion }) =>
    fixed.isChecking
      ? pageOf(fixed)
      : `${pageOf(fixed)}/rows/${fixed.line}?saved=${fixed.rows}&after=${expectedVersion}`,
});
export const startImportAction = defineAction({ input: StartImport, run: startAndApply, next: pageOf });
export const publishImportedAction = defineAction({
  input: PublishImported,
  run: publishImported,
  next: pageOf,
});
export const undoImportAction = defineAction({ input: UndoImport, run: undoImport, next: pageOf });
