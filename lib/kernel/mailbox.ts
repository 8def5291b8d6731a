import * as z from 'zod';

/**
 * An e-mail address in plain ASCII, lower case: one spelling a mailbox, no comments, quotes, lists or look-alike letters.
 * @source WHATWG HTML, "valid e-mail address"; GHSA-7rqj-j65f-68wh (look-alike at-sign)
 */
export const Mailbox = z
  .string()
  .max(254)
  .trim()
  .toLowerCase()
  .regex(
    /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/,
    'field/email',
  );
