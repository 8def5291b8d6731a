/** The largest request body: an import file of 10 MB with the form around it. @units bytes */
export const largestBody = 11 * 1024 * 1024;

/** The same for somebody without a session, who has no file to hand in. @units bytes */
export const largestBodyOfVisitor = 256 * 1024;
