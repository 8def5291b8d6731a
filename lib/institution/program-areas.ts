import * as z from 'zod';
import { AmountText } from '@/lib/amount/amount-text';
import { atMost, OptionalTypedAmount } from '@/lib/amount/decimal-text';
import { oneLine } from '@/lib/kernel/shown-text';
import { foldCourseCode, splitCodes } from './course-code';
import { mostCredits } from './most-credits';

/** Most areas of a program. */
export const mostAreas = 40;
/** Most courses that fill one. */
export const mostCoursesOfArea = 200;

/**
 * One area of what a program asks for: how much of it, and the courses that fill it. The engine does not count by areas: an area says
 * where a course belongs, a limit says how much counts.
 * @units credits in the home unit; null where the program does not say
 */
export const ProgramArea = z.strictObject({
  title: z.string().min(1).max(200),
  credits: AmountText.nullable(),
  courses: z.array(z.string().min(1).max(40)).max(mostCoursesOfArea),
});
export type ProgramArea = z.infer<typeof ProgramArea>;

/** An area as it is typed: rows without a word are left out, courses are a list of codes. */
const TypedArea = z
  .strictObject({
    title: oneLine(200),
    credits: OptionalTypedAmount.refine(
      atMost(mostCredits.program),
      `field/at-most ${mostCredits.program}`,
    ).transform((credits) => credits ?? null),
    courses: z
      .string()
      .max(10_000)
      .transform(splitCodes)
      .refine((codes) => codes.length <= mostCoursesOfArea, `field/too-many ${mostCoursesOfArea}`)
      .refine((codes) => codes.every((code) => code.length <= 40), 'field/code-too-long'),
  })
  .superRefine(({ title, credits, courses }, context) => {
    if (title === '' && (credits !== null || courses.length > 0))
      context.addIssue({ code: 'custom', path: ['title'], message: 'field/title' });
  });

/** The areas of a form, in order, each with the row that it stands in. @refuses `field/title` for a row that says something and has no title · `field/area-twice` */
export const TypedAreas = z
  .array(TypedArea)
  .max(mostAreas + 5)
  .transform((rows, context) => {
    const seen = new Set<string>();
    for (const [index, { title }] of rows.entries()) {
      const name = title.toLocaleLowerCase('en');
      if (name !== '' && seen.has(name))
        context.addIssue({ code: 'custom', path: [index, 'title'], message: 'field/area-twice' });
      seen.add(name);
    }
    return rows.flatMap((area, row) => (area.title === '' ? [] : [{ ...area, row }]));
  });

/** The codes in areas that no course has, each once. */
export function unknownCodes(areas: readonly ProgramArea[], known: readonly string[]): string[] {
  const folded = new Set(known.map(foldCourseCode));
  return [...new Set(areas.flatMap(({ courses }) => courses))].filter(
    (code) => !folded.has(foldCourseCode(code)),
  );
}

/** The areas that a course fills, however its code is written. */
export function areasFilledBy(areas: readonly ProgramArea[], code: string): ProgramArea[] {
  return areas.filter(({ courses }) => courses.some((one) => foldCourseCode(one) === foldCourseCode(code)));
}
