'use server';

import { defineAction } from '@/lib/next/define-action';
import { SaveInstitution, saveInstitution } from '@/lib/usecases/institution/save-institution';

export const saveInstitutionAction = defineAction({
  input: SaveInstitution,
  run: saveInstitution,
  done: 'institutionSaved',
});
