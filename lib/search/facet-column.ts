import { addAll, type Bits, countBits, countCommon, emptyBits, hasBit, setBit } from './bits';
import { compare } from './vocabulary';

/** The values of one facet: by entry, and by value which entries have it. */
export interface FacetColumn {
  starts: Uint32Array;
  values: Uint32Array;
  /** Of values that many entries have. */
  sets: ReadonlyMap<number, Bits>;
  /** Of the others. */
  lists: ReadonlyMap<number, Uint32Array>;
  /** How long the lists are together. */
  listed: number;
}

/** The column of a facet from the values of each entry. */
export function facetColumn(valuesOf: readonly (readonly number[])[]): FacetColumn {
  const starts = new Uint32Array(valuesOf.length + 1);
  valuesOf.forEach((values, at) => (starts[at + 1] = (starts[at] as number) + values.length));
  return indexed(starts, Uint32Array.from(valuesOf.flat()));
}

/** The same from what is stored of it. */
export function indexed(starts: Uint32Array, values: Uint32Array): FacetColumn {
  const count = starts.length - 1;
  const frequencies = new Map<number, number>();
  for (const value of values) frequencies.set(value, (frequencies.get(value) ?? 0) + 1);
  const sets = new Map<number, Bits>();
  const lists = new Map<number, Uint32Array>();
  const filled = new Map<number, number>();
  // Below one in thirty-two a list of numbers is the smaller one.
  for (const [value, frequency] of frequencies)
    if (frequency * 32 >= count) sets.set(value, emptyBits(count));
    else lists.set(value, new Uint32Array(frequency));
  for (let entry = 0; entry < count; entry++)
    for (let at = starts[entry] as number; at < (starts[entry + 1] as number); at++) {
      const value = values[at] as number;
      const set = sets.get(value);
      if (set !== undefined) {
        setBit(set, entry);
        continue;
      }
      const place = filled.get(value) ?? 0;
      (lists.get(value) as Uint32Array)[place] = entry;
      filled.set(value, place + 1);
    }
  const listed = [...lists.values()].reduce((sum, { length }) => sum + length, 0);
  return { starts, values, sets, lists, listed };
}

/** The values of one entry, by their numbers. */
export function numbersOf({ starts, values }: FacetColumn, entry: number): Uint32Array {
  return values.subarray(starts[entry], starts[entry + 1]);
}

/** The entries that have any of these values. */
export function withAny({ sets, lists }: FacetColumn, values: readonly number[], count: number): Bits {
  const found = emptyBits(count);
  for (const value of values) {
    addAll(found, sets.get(value));
    for (const entry of lists.get(value) ?? []) setBit(found, entry);
  }
  return found;
}

/** Adds to `counts`, by value, how many of these entries have it. */
export function addCounts(
  { starts, values, sets, lists, listed }: FacetColumn,
  entries: Bits,
  counts: Uint32Array,
): void {
  const add = (value: number, more: number) => (counts[value] = (counts[value] as number) + more);
  // Either entry by entry, or value by value: what costs less (an entry some six words of a bitmap, one of a list some two).
  if (countBits(entries) * 6 < sets.size * entries.length + 2 * listed) {
    for (let word = 0; word < entries.length; word++)
      for (let bits = entries[word] as number; bits !== 0; bits &= bits - 1) {
        const entry = word * 32 + 31 - Math.clz32(bits & -bits);
        const end = starts[entry + 1] as number;
        for (let at = starts[entry] as number; at < end; at++) {
          const value = values[at] as number;
          counts[value] = (counts[value] as number) + 1;
        }
      }
    return;
  }
  for (const [value, set] of sets) add(value, countCommon(set, entries));
  for (const [value, list] of lists) {
    let more = 0;
    for (const entry of list) if (hasBit(entries, entry)) more++;
    add(value, more);
  }
}

/** Most values of a facet that are told. */
const mostValues = 60;

/** The values that are counted, of those that are to be told, the most frequent first. */
export function told(
  counts: ReadonlyMap<string, number>,
  isTold: (value: string) => boolean = () => true,
): { value: string; count: number }[] {
  return [...counts]
    .filter(([value]) => isTold(value))
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || compare(a.value, b.value))
    .slice(0, mostValues);
}
