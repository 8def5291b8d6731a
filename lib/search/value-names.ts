import { type Bits, countCommon, hasBit } from './bits';
import type { FacetColumn } from './facet-column';
import type { FacetValues } from './facet-values';
import type { Segment } from './segment';
import { titleKey } from './title-key';
import { compare } from './vocabulary';

/** Words of a text that are looked for among names; a longer text is a title that somebody pasted. @units words */
const mostWords = 8;

/** What a value is called; the same of a value each time. */
export type NameOf = (value: string) => string;

/** The values of one facet under the words of their names. It grows as the facet does. */
class ValueNames {
  /** By number the name as it is compared, with a blank before and behind each word. */
  private readonly keys: string[] = [];
  /** By the first two letters of a word the values that have such a word. */
  private readonly byBeginning = new Map<string, number[]>();

  constructor(private readonly nameOf: NameOf) {}

  /** The numbers of the values of which a word begins with each of these, and whether all of them are whole words there. */
  having(
    words: readonly string[],
    values: readonly string[],
  ): { number: number; isWhole: boolean; key: string }[] {
    this.follow(values);
    const longer = words.filter((word) => word.length > 1);
    const [fewest = []] = (longer.length > 0 ? longer : words)
      .map((word) => this.byBeginning.get(word.slice(0, 2)) ?? [])
      .sort((a, b) => a.length - b.length);
    return fewest.flatMap((number) => {
      const key = this.keys[number] as string;
      return words.every((word) => key.includes(` ${word}`))
        ? [{ number, isWhole: words.every((word) => key.includes(` ${word} `)), key }]
        : [];
    });
  }

  private follow(values: readonly string[]): void {
    for (let number = this.keys.length; number < values.length; number++) {
      const words = titleKey(this.nameOf(values[number] as string)).split(' ');
      this.keys.push(` ${words.join(' ')} `);
      for (const beginning of new Set(words.map((word) => word.slice(0, 2)))) {
        const some = this.byBeginning.get(beginning);
        if (some === undefined) this.byBeginning.set(beginning, [number]);
        else some.push(number);
      }
    }
  }
}

/** A value that some entries have, with how many. */
export interface CountedValue {
  value: string;
  count: number;
}

/** Finds the values of facets by the words of their names. */
export class ValuesByName {
  private readonly names = new Map<string, ValueNames>();

  constructor(
    private readonly values: FacetValues,
    private readonly segments: () => readonly Segment[],
  ) {}

  /**
   * The values of a facet in whose name a word begins with each of the words typed, of those that `isMeant` and that a living entry has:
   * where the words are whole words first, then the most frequent, then by name.
   */
  find(
    facet: string,
    typed: string,
    {
      nameOf = (value) => value,
      isMeant = () => true,
    }: { nameOf?: NameOf; isMeant?: (value: string) => boolean } = {},
  ): CountedValue[] {
    const words = [...new Set(titleKey(typed).split(' '))].filter((word) => word !== '').slice(0, mostWords);
    if (words.length === 0) return [];
    let names = this.names.get(facet);
    if (names === undefined) this.names.set(facet, (names = new ValueNames(nameOf)));
    const values = this.values.of(facet);
    return names
      .having(words, values)
      .flatMap(({ number, ...rest }) => {
        const value = values[number] as string;
        const count = isMeant(value) ? countOf(this.segments(), facet, number) : 0;
        return count > 0 ? [{ value, count, ...rest }] : [];
      })
      .sort(
        (a, b) =>
          Number(b.isWhole) - Number(a.isWhole) ||
          b.count - a.count ||
          compare(a.key, b.key) ||
          compare(a.value, b.value),
      )
      .map(({ value, count }) => ({ value, count }));
  }

  /** The values of a facet that `isMeant` and that a living entry has. */
  all(facet: string, isMeant: (value: string) => boolean): CountedValue[] {
    return this.values.of(facet).flatMap((value, number) => {
      const count = isMeant(value) ? countOf(this.segments(), facet, number) : 0;
      return count > 0 ? [{ value, count }] : [];
    });
  }

  /** How many living entries have a value. */
  count(facet: string, value: string): number {
    const number = this.values.numberOf(facet, value);
    return number === undefined ? 0 : countOf(this.segments(), facet, number);
  }
}

function countOf(segments: readonly Segment[], facet: string, number: number): number {
  return segments.reduce((sum, { facets, alive }) => {
    const column = facets.get(facet);
    return column === undefined ? sum : sum + living(column, number, alive);
  }, 0);
}

function living({ sets, lists }: FacetColumn, number: number, alive: Bits): number {
  const set = sets.get(number);
  if (set !== undefined) return countCommon(set, alive);
  let count = 0;
  for (const entry of lists.get(number) ?? []) if (hasBit(alive, entry)) count++;
  return count;
}
