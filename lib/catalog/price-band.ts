import * as z from 'zod';
import { parseRational } from '@/lib/amount/rational';

/** A price that is none, and what says no price: no band is either. */
export const NoPrice = z.enum(['free', 'unstated']);

/** Up to here prices are one band. @units the currency of the price */
const lowest = 10n;

/**
 * In which band a price lies, in its own currency: nothing is converted, since rates change. Each band begins at 1 or 5 times a power of ten,
 * which is of use whatever a currency is worth; below 10 there is one.
 * @units `price` in `currency`, exact; the answer is the currency and where the band begins
 */
export function priceBandOf(price: string | null, currency: string | null): string {
  if (price === null) return NoPrice.enum.unstated;
  const { s, n, d } = parseRational(price);
  const value = s * n;
  if (value === 0n) return NoPrice.enum.free;
  if (currency === null) return NoPrice.enum.unstated;
  let from = lowest;
  if (value < from * d) return `${currency} 0`;
  while (value >= nextBand(from) * d) from = nextBand(from);
  return `${currency} ${from}`;
}

/** The bounds of a band, its upper one left out; null for what is none. @units `currency` */
export function readPriceBand(value: string): { currency: string; from: bigint; to: bigint } | null {
  const [, currency, start] = /^([A-Z]{3}) (0|[15]0{1,20})$/.exec(value) ?? [];
  if (currency === undefined || start === undefined) return null;
  const from = BigInt(start);
  return { currency, from, to: from === 0n ? lowest : nextBand(from) };
}

function nextBand(from: bigint): bigint {
  return String(from).startsWith('1') ? from * 5n : from * 2n;
}
