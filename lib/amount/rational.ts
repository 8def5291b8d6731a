import Fraction from 'fraction.js';

/** An exact rational number of any size; there is no binary floating point in it. @units those of the amount it stands for */
export type Rational = Fraction;

/** Nothing, in any unit. */
export const zero: Rational = new Fraction(0);

/** Reads an amount that passed AmountText: a plain decimal, or n/d. @units those of the text */
export function parseRational(text: string): Rational {
  return new Fraction(text);
}

/**
 * The one text of a value: a decimal without exponent or trailing zeros, or n/d in lowest terms when the decimal never ends.
 * @units those of the value   @source tests/fixtures/credit-cases.json, "amounts"
 */
export function formatRational(value: Rational): string {
  const sign = value.s < 0n ? '-' : '';
  const places = decimalPlaces(value.d);
  if (places === null) return `${sign}${value.n}/${value.d}`;
  if (places === 0) return `${sign}${value.n}`;
  const digits = String((value.n * 10n ** BigInt(places)) / value.d).padStart(places + 1, '0');
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** How many decimals n/denominator has, or null when it never ends (a prime factor other than 2 and 5). */
function decimalPlaces(denominator: bigint): number | null {
  let rest = denominator;
  let twos = 0;
  let fives = 0;
  for (; rest % 2n === 0n; rest /= 2n) twos += 1;
  for (; rest % 5n === 0n; rest /= 5n) fives += 1;
  return rest === 1n ? Math.max(twos, fives) : null;
}

/** The smaller of two values of one unit. */
export function smaller(a: Rational, b: Rational): Rational {
  return a.compare(b) <= 0 ? a : b;
}

/** The value, or zero when it is negative. */
export function atLeastZero(value: Rational): Rational {
  return value.s < 0n ? zero : value;
}

/** The smallest denominator in which every value is a whole number. @units one part of the common unit */
export function commonDenominator(values: Iterable<Rational>): bigint {
  let common = 1n;
  for (const value of values) {
    if (common % value.d !== 0n) common = (common / greatestCommonDivisor(common, value.d)) * value.d;
  }
  return common;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  while (b) [a, b] = [b, a % b];
  return a;
}

/** The value as a whole number of parts; `denominator` must be a multiple of the value's own. @units parts of 1/denominator */
export function toParts(value: Rational, denominator: bigint): bigint {
  return value.s * value.n * (denominator / value.d);
}

/** The value that so many parts make. @units parts of 1/denominator in, the common unit out */
export function fromParts(parts: bigint, denominator: bigint): Rational {
  return new Fraction(parts, denominator);
}
