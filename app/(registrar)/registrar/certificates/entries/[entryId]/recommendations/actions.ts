'use server';

import { defineAction } from '@/lib/next/define-action';
import {
  AddRecommendation,
  addRecommendation,
  ChangeRecommendation,
  changeRecommendation,
  EndRecommendation,
  endRecommendation,
  type SavedRecommendation,
} from '@/lib/usecases/recommendation/save-recommendation';

const entryOf = ({ microCredentialId }: SavedRecommendation) =>
  `/registrar/certificates/entries/${microCredentialId}`;

export const addRecommendationAction = defineAction({
  input: AddRecommendation,
  run: addRecommendation,
  next: entryOf,
});
export const changeRecommendationAction = defineAction({
  input: ChangeRecommendation,
  run: changeRecommendation,
  next: entryOf,
});
export const endRecommendationAction = defineAction({
  input: EndRecommendation,
  run: endRecommendation,
  next: entryOf,
});
