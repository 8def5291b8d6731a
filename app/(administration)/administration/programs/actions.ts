'use server';

import { defineAction } from '@/lib/next/define-action';
import { SaveProgram, saveProgram } from '@/lib/usecases/institution/save-program';

export const saveProgramAction = defineAction({ input: SaveProgram, run: saveProgram, done: 'programSaved' });
