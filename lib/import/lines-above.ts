/** How many lines a header may be below the top of the file. */
export const mostLinesAbove = 10;
