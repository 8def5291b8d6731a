import * as z from 'zod';

/**
 * An exact amount as text: a plain decimal without exponent, or n/d for a value that does not terminate.
 * @units those of the place it stands in   @source tests/fixtures/credit-cases.json, "amounts"; the same form as is_amount() in the database
 */
export const AmountText = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,6}|\/[1-9]\d{0,8})?$/, { error: 'must be an exact amount, such as 3, 7.5 or 8/3' });
export type AmountText = z.infer<typeof AmountText>;
