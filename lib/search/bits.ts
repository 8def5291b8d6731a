/** A set of documents: one bit each. */
export type Bits = Uint32Array;

/** An empty set for so many documents. */
export function emptyBits(count: number): Bits {
  return new Uint32Array((count + 31) >>> 5);
}

/** The set of all of so many documents. */
export function allBits(count: number): Bits {
  const bits = emptyBits(count).fill(0xffffffff);
  if (count % 32 !== 0) bits[bits.length - 1] = 2 ** (count % 32) - 1;
  return bits;
}

/** Whether a document is in the set. */
export function hasBit(bits: Bits, at: number): boolean {
  return (((bits[at >>> 5] as number) >>> (at & 31)) & 1) === 1;
}

/** Puts a document into the set. */
export function setBit(bits: Bits, at: number): void {
  bits[at >>> 5] = (bits[at >>> 5] as number) | (1 << (at & 31));
}

/** Takes a document out of the set. */
export function clearBit(bits: Bits, at: number): void {
  bits[at >>> 5] = (bits[at >>> 5] as number) & ~(1 << (at & 31));
}

/** Leaves in the first set only what is in the other as well. */
export function keepCommon(bits: Bits, other: Bits): void {
  for (let at = 0; at < bits.length; at++) bits[at] = (bits[at] as number) & (other[at] as number);
}

/** Puts into the first set whatever is in the other. */
export function addAll(bits: Bits, other: Bits | undefined): void {
  if (other !== undefined)
    for (let at = 0; at < bits.length; at++) bits[at] = (bits[at] as number) | (other[at] as number);
}

/** How many documents a set has. */
export function countBits(bits: Bits): number {
  let sum = 0;
  for (let at = 0; at < bits.length; at++) sum += ones(bits[at] as number);
  return sum;
}

/** How many documents two sets have in common. */
export function countCommon(one: Bits, other: Bits): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) {
    const word = (one[at] as number) & (other[at] as number);
    if (word !== 0) sum += ones(word);
  }
  return sum;
}

/** Calls for each document of a set, the lowest number first. */
export function forEachBit(bits: Bits, call: (at: number) => void): void {
  for (let at = 0; at < bits.length; at++) {
    let word = bits[at] as number;
    while (word !== 0) {
      const low = 31 - Math.clz32(word & -word);
      call(at * 32 + low);
      word &= word - 1;
    }
  }
}

/** Whether a question is answered yes for some document of a set. */
export function someBit(bits: Bits, ask: (at: number) => boolean): boolean {
  for (let at = 0; at < bits.length; at++)
    for (let word = bits[at] as number; word !== 0; word &= word - 1)
      if (ask(at * 32 + 31 - Math.clz32(word & -word))) return true;
  return false;
}

/** @source Warren, Hacker's Delight, 2nd edition, 5-1 */
function ones(word: number): number {
  let left = word - ((word >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return Math.imul((left + (left >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
