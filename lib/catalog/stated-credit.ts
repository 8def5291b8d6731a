import { convert } from '@/lib/amount/conversion';
import { formatRational, parseRational, type Rational } from '@/lib/amount/rational';
import { carriesNoCredit, type CreditCase, type CreditPolicy, type Line } from '@/lib/credit/input';

/** A line that gives what is stated on the certificate, however much. */
export function isOpenEnded({ kind, credits }: Line): boolean {
  return 'fromSource' in credits && credits.max === undefined && !carriesNoCredit(kind);
}

/** Where nothing bounds what a certificate may state. @units home unit */
const plenty = parseRational('1000');

/** How much a certificate may state and still add to the credit; null where no line depends on it. @units home unit */
export function statedAmounts(
  lines: readonly Line[],
  { homeUnit, conversions = {} }: CreditPolicy,
): { most: string | null; isBounded: boolean } {
  let most: Rational | null = null;
  let isBounded = true;
  for (const { kind, credits } of lines) {
    if (!('fromSource' in credits) || carriesNoCredit(kind)) continue;
    isBounded &&= credits.max !== undefined;
    const max =
      credits.max &&
      convert(parseRational(credits.max.amount), credits.max.unit ?? homeUnit, homeUnit, conversions);
    const size = max ?? plenty;
    if (most === null || size.compare(most) > 0) most = size;
  }
  return { most: most && formatRational(most), isBounded };
}

/** The same case with this much stated on each certificate. @units home unit */
export function withStated(input: CreditCase, amount: string | null): CreditCase {
  if (amount === null) return input;
  const { student, policy } = input;
  return {
    ...input,
    student: {
      ...student,
      credentials: student.credentials.map((one) => ({
        ...one,
        credits: { amount, unit: policy.homeUnit },
      })),
    },
  };
}
