import type { SectionReader, SectionWriter } from './sections';

/** The values of every facet by a number, the same in every segment. */
export class FacetValues {
  private readonly values = new Map<string, { names: string[]; numbers: Map<string, number> }>();

  /** The number of a value, given to it when it is new. */
  numberFor(facet: string, value: string): number {
    let own = this.values.get(facet);
    if (own === undefined) this.values.set(facet, (own = { names: [], numbers: new Map() }));
    let number = own.numbers.get(value);
    if (number === undefined) own.numbers.set(value, (number = own.names.push(value) - 1));
    return number;
  }

  /** The number of a value; nothing where no entry ever had it. */
  numberOf(facet: string, value: string): number | undefined {
    return this.values.get(facet)?.numbers.get(value);
  }

  /** The values of a facet by their numbers. */
  of(facet: string): readonly string[] {
    return this.values.get(facet)?.names ?? [];
  }

  write(to: SectionWriter): void {
    to.text(JSON.stringify([...this.values].map(([facet, { names }]) => [facet, names])));
  }

  static read(from: SectionReader): FacetValues {
    const values = new FacetValues();
    for (const [facet, names] of JSON.parse(from.text()) as [string, string[]][])
      for (const name of names) values.numberFor(facet, name);
    return values;
  }
}
