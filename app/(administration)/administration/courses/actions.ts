'use server';

import { addressOfSaved } from '@/components/administration/saved-change';
import { defineAction } from '@/lib/next/define-action';
import {
  EndCourseRelation,
  endCourseRelation,
  RelateCourses,
  relateCourses,
} from '@/lib/usecases/institution/relate-courses';
import { SaveCourseContent, saveCourseContent } from '@/lib/usecases/institution/save-course-content';
import { AddCourse, addCourse, SaveCourse, saveCourse } from '@/lib/usecases/institution/save-course';

export const addCourseAction = defineAction({ input: AddCourse, run: addCourse, done: 'courseAdded' });
export const saveCourseAction = defineAction({
  input: SaveCourse,
  run: saveCourse,
  next: (saved) => addressOfSaved('/administration/courses', saved),
});
export const saveCourseContentAction = defineAction({
  input: SaveCourseContent,
  run: saveCourseContent,
  done: 'courseContentSaved',
});
export const relateCoursesAction = defineAction({
  input: RelateCourses,
  run: relateCourses,
  done: 'coursesRelated',
});
export const endCourseRelationAction = defineAction({
  input: EndCourseRelation,
  run: endCourseRelation,
  done: 'courseRelationEnded',
});
