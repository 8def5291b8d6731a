'use server';

import { defineAction } from '@/lib/next/define-action';
import {
  AddDepartment,
  addDepartment,
  ArchiveDepartment,
  archiveDepartment,
  SaveDepartment,
  saveDepartment,
} from '@/lib/usecases/department/save-department';

export const addDepartmentAction = defineAction({
  input: AddDepartment,
  run: addDepartment,
  done: 'departmentAdded',
});
export const saveDepartmentAction = defineAction({
  input: SaveDepartment,
  run: saveDepartment,
  done: 'departmentSaved',
});
export const archiveDepartmentAction = defineAction({
  input: ArchiveDepartment,
  run: archiveDepartment,
  done: 'departmentSaved',
});
