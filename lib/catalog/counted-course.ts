import { foldCourseCode } from '@/lib/institution/course-code';

/** A course or collective place of an institution, with what it is called there today. */
export interface CountedCourse {
  tenantId: string;
  code: string;
  title: string;
}

/** The facet of what entries count as now. */
export const countedFacet = 'counts as';

/** A course as a value of that facet: one that gets another title is another value. */
export function countedValue({ tenantId, code, title }: CountedCourse): string {
  return [tenantId, code, title].join('\n');
}

/** The course that a value of that facet stands for. */
export function countedCourse(value: string): CountedCourse {
  const [tenantId = '', code = '', ...title] = value.split('\n');
  return { tenantId, code, title: title.join('\n') };
}

/** By which words a course is found: its code, as it is written and as codes are compared, and its title. */
export function nameOfCounted(value: string): string {
  const { code, title } = countedCourse(value);
  return `${code} ${foldCourseCode(code)} ${title}`;
}

/** Whether a value is a course of that institution. */
export function isCountedAt(tenantId: string): (value: string) => boolean {
  return (value) => value.startsWith(`${tenantId}\n`);
}
