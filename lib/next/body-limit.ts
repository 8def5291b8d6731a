/** The largest request body: an import file of 10 MB with the form around it. @units bytes */
export const largestBody = 11 * 1024 * 1024;

/** The same for somebody without a session, who has no file to hand in but a badge. @units bytes */
export const largestBodyOfVisitor = 256 * 1024;

/** The same where a badge is handed in to be checked: a picture of 2 MB with the form around it. @units bytes */
export const largestBodyWithBadge = 2.25 * 1024 * 1024;

/** Where a badge is handed in. */
export const badgePath = '/prove';
