'use server';

import { addressOfSaved } from '@/components/administration/saved-change';
import { defineAction } from '@/lib/next/define-action';
import { AddCourse, addCourse, SaveCourse, saveCourse } from '@/lib/usecases/institution/save-course';

export const addCourseAction = defineAction({ input: AddCourse, run: addCourse, done: 'courseAdded' });
export const saveCourseAction = defineAction({
  input: SaveCourse,
  run: saveCourse,
  next: (saved) => addressOfSaved('/administration/courses', saved),
});
