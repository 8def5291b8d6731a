'use server';

import { defineAction } from '@/lib/next/define-action';
import { AddCourse, addCourse, SaveCourse, saveCourse } from '@/lib/usecases/institution/save-course';

export const addCourseAction = defineAction({ input: AddCourse, run: addCourse, done: 'courseAdded' });
export const saveCourseAction = defineAction({ input: SaveCourse, run: saveCourse, done: 'courseSaved' });
