import { parseRational, type Rational } from './rational';
import type { Unit } from './unit';

/**
 * Factors of the direct pairs. There is none from hours to ECTS (a policy must state 25 to 30 hours per credit), none for
 * AU_CP (points per year are local), none for CEU and clock hours (not academic credit).
 * @source tests/fixtures/credit-cases.json, defaultConversions and noDefault; docs/domain.md §2.1
 */
export const defaultConversions: Readonly<Record<string, string>> = {
  'ECTS>US_SEM': '1/2',
  'US_SEM>ECTS': '2',
  'ECTS>UK_CATS': '2',
  'UK_CATS>ECTS': '1/2',
  'UK_CATS>US_SEM': '1/4',
  'US_SEM>UK_CATS': '4',
  'US_QTR>US_SEM': '2/3',
  'US_SEM>US_QTR': '3/2',
  'ECTS>US_QTR': '3/4',
  'US_QTR>ECTS': '4/3',
  'UK_CATS>US_QTR': '3/8',
  'US_QTR>UK_CATS': '8/3',
  'NZ_CREDIT>ECTS': '1/2',
  'ECTS>NZ_CREDIT': '2',
  'NZ_CREDIT>US_SEM': '1/4',
  'HOURS>UK_CATS': '1/10',
  'HOURS>NZ_CREDIT': '1/10',
};

/**
 * Converts by the direct pair only; a chain of pairs is never taken. Null when there is no such pair.
 * @units exact rational in `from` in, exact rational in `to` out   @source tests/fixtures/credit-cases.json, algorithm 8; policy version of the institution
 */
export function convert(
  value: Rational,
  from: Unit,
  to: Unit,
  overrides: Readonly<Record<string, string>>,
): Rational | null {
  if (from === to) return value;
  const factor = factorOf(`${from}>${to}`, overrides);
  return factor === null ? null : value.mul(parseRational(factor));
}

/** The policy's own factor, or the default one. @units `to` per `from` */
function factorOf(pair: string, overrides: Readonly<Record<string, string>>): string | null {
  if (Object.hasOwn(overrides, pair)) return overrides[pair] ?? null;
  return Object.hasOwn(defaultConversions, pair) ? (defaultConversions[pair] ?? null) : null;
}

/**
 * Every direct pair by which credit comes into a unit, and whatever other pairs the policy states; its own factor where it states one.
 * @units `to` per `from`, exact
 */
export function conversionsInto(
  to: Unit,
  overrides: Readonly<Record<string, string>>,
): { from: Unit; to: Unit; factor: string }[] {
  const told = Object.entries({ ...defaultConversions, ...overrides }).map(([pair, factor]) => {
    const [from, into] = pair.split('>') as [Unit, Unit];
    return { pair, from, to: into, factor };
  });
  return told
    .filter((one) => one.to === to || Object.hasOwn(overrides, one.pair))
    .map(({ pair: _, ...one }) => one);
}
