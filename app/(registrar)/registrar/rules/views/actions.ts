'use server';

import { defineAction } from '@/lib/next/define-action';
import { DeleteView, deleteView } from '@/lib/usecases/rule/delete-view';
import { SaveView, saveView } from '@/lib/usecases/rule/save-view';

export const saveViewAction = defineAction({ input: SaveView, run: saveView, done: 'viewSaved' });
export const deleteViewAction = defineAction({ input: DeleteView, run: deleteView, done: 'viewDeleted' });
