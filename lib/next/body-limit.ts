/** The largest request body, forms with a file included. @units bytes */
export const largestBody = 4 * 1024 * 1024;
