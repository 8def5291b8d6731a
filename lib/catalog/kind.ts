import * as z from 'zod';

/** What the catalog lists. `external_course` are courses taken at other institutions. */
export const Kind = z.enum(['certificate', 'course', 'exam', 'external_course']);
export type Kind = z.infer<typeof Kind>;
