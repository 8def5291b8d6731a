/**
 * The most credit that can be meant, on every road by which an amount comes in: of a course, and of a program or of what a rule grants.
 * The largest courses and the longest programs of any unit stay far below it; a slip of the keyboard does not.
 *
 * @units home unit
 */
export const mostCredits = { course: 1_000, program: 10_000 };
