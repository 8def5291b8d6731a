'use server';

import { addressOfSaved } from '@/components/administration/saved-change';
import { defineAction } from '@/lib/next/define-action';
import { SaveAreas, saveAreas } from '@/lib/usecases/institution/save-areas';
import { SaveLimits, saveLimits } from '@/lib/usecases/institution/save-limits';
import { AddProgram, addProgram, SaveProgram, saveProgram } from '@/lib/usecases/institution/save-program';

export const addProgramAction = defineAction({ input: AddProgram, run: addProgram, done: 'programAdded' });
export const saveProgramAction = defineAction({
  input: SaveProgram,
  run: saveProgram,
  next: (saved) => addressOfSaved('/administration/programs', saved),
});
export const saveLimitsAction = defineAction({
  input: SaveLimits,
  run: saveLimits,
  next: (saved) => addressOfSaved('/administration/programs', saved),
});
export const saveAreasAction = defineAction({ input: SaveAreas, run: saveAreas, done: 'areasSaved' });
