import * as z from 'zod';
import { fail, ok, type Result } from '@/lib/kernel/result';
import { AmountText } from './amount-text';

/** Why a text is no amount: digits are grouped, it is below zero, it is no number, or it has more digits than an amount can. */
export type DecimalProblem = 'amount/grouped' | 'amount/negative' | 'amount/not-a-number' | 'amount/too-long';

const decimal = /^(\d*)(?:[.,](\d+))?$/;
const grouped = /^\d{1,3}(?:[.,' ’]\d{3})+(?:[.,]\d+)?$/;

/**
 * Reads a number as people write it, and gives the canonical text of the amount. Comma and point both begin the decimals, however
 * many there are: `2,667` is `2.667`. Digits grouped by thousands are refused and never guessed, since `1,234.5` and `1.234,5` are
 * told apart by habit only; n/d is exact and stays.
 * @units those of the place it stands in   @refuses `amount/grouped` · `amount/negative` · `amount/not-a-number` · `amount/too-long`
 */
export function readDecimal(text: string): Result<string, DecimalProblem> {
  const typed = text.replace(/\s+/g, ' ').trim();
  if (/^[-−–]/.test(typed))
    return fail(readDecimal(typed.slice(1)).ok ? 'amount/negative' : 'amount/not-a-number');
  if (typed.includes('/'))
    return AmountText.safeParse(typed).success ? ok(typed) : fail('amount/not-a-number');
  const [, whole = '', decimals = ''] = decimal.exec(typed) ?? [];
  if (whole === '' && decimals === '')
    return fail(grouped.test(typed) ? 'amount/grouped' : 'amount/not-a-number');
  const [first, rest] = [whole.replace(/^0+(?=\d)/, '') || '0', withoutLastZeros(decimals)];
  const amount = rest === '' ? first : `${first}.${rest}`;
  return AmountText.safeParse(amount).success ? ok(amount) : fail('amount/too-long');
}

/** Without a regular expression, which would try anew at each zero of a long text. */
function withoutLastZeros(decimals: string): string {
  let end = decimals.length;
  while (decimals[end - 1] === '0') end--;
  return decimals.slice(0, end);
}

/** A field in which somebody types a number; a problem's message is its reason. @units those of the field */
export const TypedAmount = z.string().transform(readTyped);

/** The same for a field that may stay empty. @units those of the field */
export const OptionalTypedAmount = z
  .string()
  .transform((text, context) => (text.trim() === '' ? undefined : readTyped(text, context)));

/** Whether it reads as a decimal and may be meant in thousands: "1,500". */
export function maybeThousands(text: string): boolean {
  return /^[1-9]\d{0,2},\d{3}$/.test(text.trim());
}

/** Credit that is typed for a whole program: what may be meant in thousands is asked about, as when it is imported. @units the home unit */
export const TypedTotal = z
  .string()
  .superRefine((text, context) => {
    const read = maybeThousands(text) ? readDecimal(text) : null;
    if (read?.ok) context.addIssue({ code: 'custom', message: `amount/maybe-thousands ${read.value}` });
  })
  .pipe(TypedAmount);

/**
 * An amount of credit that somebody types, with the most that can be meant: a slip of the keyboard makes an amount of six digits, and
 * nothing later would ask about it. The message names the most.
 */
export function atMost(most: number): (text: string | undefined) => boolean {
  return (text) => {
    const [over = '0', under = '1'] = (text ?? '0').split('/');
    return Number(over) / Number(under) <= most;
  };
}

/** Whether an amount is more than nothing, or not given at all: of a step, a factor, or what a course is worth, 0 is a slip that undoes the rest. */
export function isAboveZero(text: string | undefined): boolean {
  return text === undefined || !/^[0.]+(?:\/|$)/.test(text);
}

function readTyped(text: string, context: z.RefinementCtx): string {
  const read = readDecimal(text);
  if (read.ok) return read.value;
  context.addIssue({ code: 'custom', message: read.reason });
  return z.NEVER;
}
