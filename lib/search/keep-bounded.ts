import { type Bits, emptyBits, forEachBit, setBit } from './bits';
import type { Search } from './search';
import type { Segment } from './segment';

/** Leaves of some entries those whose numbers are within these bounds. */
export function keepBounded(segment: Segment, entries: Bits, bounds: Search['bounds']): void {
  for (const [name, { least, most }] of Object.entries(bounds)) {
    if (least === null && most === null) continue;
    const numbers = segment.numbers.get(name);
    const kept = emptyBits(segment.count);
    if (numbers !== undefined)
      forEachBit(entries, (entry) => {
        const number = numbers[entry] as number;
        if (number >= (least ?? -Infinity) && number <= (most ?? Infinity)) setBit(kept, entry);
      });
    entries.set(kept);
  }
}
