'use server';

import { defineAction } from '@/lib/next/define-action';
import { SaveCourse, saveCourse } from '@/lib/usecases/institution/save-course';

export const saveCourseAction = defineAction({ input: SaveCourse, run: saveCourse, done: 'courseSaved' });
