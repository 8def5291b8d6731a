import Fraction from 'fraction.js';
import type { Rational } from './rational';

/** DOWN and UP go to the multiple below and above; a half goes up, or to the even multiple. Amounts are never negative. */
export type RoundingMode = 'DOWN' | 'UP' | 'HALF_UP' | 'HALF_EVEN';

/**
 * The multiple of `increment` that the mode chooses. Without a step, which no policy is adopted with, the value stays: a draft that was
 * stored with a step of 0 can still be opened and put right.
 * @units of value and increment: the same   @source docs/domain.md §2.2; tests/fixtures/credit-cases.json, policy.rounding
 */
export function roundTo(value: Rational, mode: RoundingMode, increment: Rational): Rational {
  if (increment.n === 0n) return value;
  const steps = value.div(increment);
  const below = steps.n / steps.d;
  const rest = steps.n % steps.d;
  if (rest === 0n) return value;
  return increment.mul(new Fraction(goesUp(mode, below, rest * 2n, steps.d) ? below + 1n : below));
}

function goesUp(mode: RoundingMode, below: bigint, twiceRest: bigint, whole: bigint): boolean {
  switch (mode) {
    case 'DOWN':
      return false;
    case 'UP':
      return true;
    case 'HALF_UP':
      return twiceRest >= whole;
    case 'HALF_EVEN':
      return twiceRest > whole || (twiceRest === whole && below % 2n === 1n);
  }
}
