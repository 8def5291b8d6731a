import { allBits, type Bits } from './bits';
import { ByteWriter } from './byte-writer';
import type { SearchDocument } from './document';
import { type FacetColumn, facetColumn } from './facet-column';
import { type Field, fields } from './document';
import type { ReadDocument } from './read-document';
import { titleKey } from './title-key';
import { compare } from './vocabulary';

/**
 * Some entries, numbered in the order that they have when words decide nothing, with what finds them. Nothing in it changes but which of
 * them still count.
 */
export interface Segment {
  count: number;
  ids: readonly string[];
  /** The titles as they are compared, and the entries in the order of these. */
  titles: readonly string[];
  titleOrder: Uint32Array;
  ranks: Uint32Array;
  /** The language by whose stems each was read, by number; `noLanguage` where there is none. */
  languages: Uint8Array;
  /** Those that were neither removed nor replaced. */
  alive: Bits;
  living: number;
  /** The words that it has, ascending, where the postings of each begin, and the postings: by entry the step from the one before and the payload. */
  terms: Uint32Array;
  starts: Uint32Array;
  postings: Uint8Array;
  /** Where the words of each entry begin, and the words in order: by field how many, and each plus one. Last come the further spellings. */
  textStarts: Uint32Array;
  texts: Uint8Array;
  facets: ReadonlyMap<string, FacetColumn>;
  numbers: ReadonlyMap<string, Float64Array>;
}

/** The number that stands for no language. */
export const noLanguage = 255;

/** Gives each facet value a number, the same in every segment. */
export type ValueNumber = (facet: string, value: string) => number;

/** Order of two entries when words decide nothing: by rank, then by title as it is compared, then by id. */
export function compareEntries(
  a: { rank: number; title: string; id: string },
  b: { rank: number; title: string; id: string },
): number {
  return a.rank - b.rank || compare(a.title, b.title) || compare(a.id, b.id);
}

/** The segment of some entries. */
export function buildSegment(
  entries: readonly { document: SearchDocument; read: ReadDocument }[],
  valueNumber: ValueNumber,
): Segment {
  const sorted = entries
    .map((entry) => ({
      ...entry,
      id: entry.document.id,
      rank: entry.document.rank,
      title: titleKey(entry.document.title),
    }))
    .sort(compareEntries);
  const found = new Map<number, number[]>();
  const texts = new ByteWriter();
  const textStarts = new Uint32Array(sorted.length + 1);
  sorted.forEach(({ read }, at) => {
    read.terms.forEach((term, place) => {
      const list = found.get(term);
      if (list === undefined) found.set(term, [at, read.payloads[place] as number]);
      else list.push(at, read.payloads[place] as number);
    });
    textStarts[at] = texts.length;
    for (const words of [...read.fields, read.besides]) {
      texts.writeNumber(words.length);
      for (const word of words) texts.writeNumber(word);
    }
  });
  textStarts[sorted.length] = texts.length;
  const terms = Uint32Array.from(found.keys()).sort();
  const starts = new Uint32Array(terms.length + 1);
  const postings = new ByteWriter();
  terms.forEach((term, place) => {
    starts[place] = postings.length;
    const list = found.get(term) as number[];
    for (let at = 0, before = 0; at < list.length; at += 2) {
      writePosting(postings, (list[at] as number) - before, list[at + 1] as number);
      before = list[at] as number;
    }
  });
  starts[terms.length] = postings.length;
  const documents = sorted.map(({ document }) => document);
  const titles = sorted.map(({ title }) => title);
  const names = (of: (document: SearchDocument) => object) => [
    ...new Set(documents.flatMap((one) => Object.keys(of(one)))),
  ];
  return {
    count: sorted.length,
    ids: documents.map(({ id }) => id),
    titles,
    titleOrder: titleOrder(titles),
    ranks: Uint32Array.from(documents, ({ rank }) => rank),
    languages: Uint8Array.from(sorted, ({ read }) => read.language ?? noLanguage),
    alive: allBits(sorted.length),
    living: sorted.length,
    terms,
    starts,
    postings: postings.finish(),
    textStarts,
    texts: texts.finish(),
    facets: new Map(
      names(({ facets }) => facets).map((facet) => [
        facet,
        facetColumn(
          documents.map(({ facets }) =>
            [...new Set(facets[facet] ?? [])].map((value) => valueNumber(facet, value)),
          ),
        ),
      ]),
    ),
    numbers: new Map(
      names(({ numbers }) => numbers).map((name) => [
        name,
        Float64Array.from(documents, ({ numbers }) => numbers[name] ?? NaN),
      ]),
    ),
  };
}

/** The entries by their titles. */
export function titleOrder(titles: readonly string[]): Uint32Array {
  return Uint32Array.from(titles.keys()).sort(
    (a, b) => compare(titles[a] as string, titles[b] as string) || a - b,
  );
}

/** Calls for each entry whose title begins so, whether it is alive or not. */
export function forEachBeginning(
  { titles, titleOrder: order }: Segment,
  start: string,
  call: (entry: number) => void,
): void {
  let [low, high] = [0, order.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((titles[order[middle] as number] as string) < start) low = middle + 1;
    else high = middle;
  }
  for (; low < order.length; low++) {
    const entry = order[low] as number;
    if (!(titles[entry] as string).startsWith(start)) return;
    call(entry);
  }
}

/** One entry of a posting list. */
export function writePosting(postings: ByteWriter, step: number, payload: number): void {
  postings.writeNumber(step);
  postings.writeByte(payload >>> 6);
  postings.writeByte(payload & 63);
}

/** Where the postings of a word begin and end; null where the segment has none. */
export function postingsOf({ terms, starts }: Segment, term: number): { from: number; to: number } | null {
  let [low, high] = [0, terms.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((terms[middle] as number) < term) low = middle + 1;
    else high = middle;
  }
  return terms[low] === term ? { from: starts[low] as number, to: starts[low + 1] as number } : null;
}

/** Reads the words of one entry, field by field, in order; 0 stands between two texts, a word is its number. */
export class TextReader {
  private at = 0;
  constructor(
    private readonly segment: Segment,
    private readonly entry: number,
  ) {
    this.at = segment.textStarts[entry] as number;
  }

  /** The words of the next field into `into`, and how many they are; -1 stands between two texts. */
  read(into: Int32Array): number {
    const count = this.number();
    for (let place = 0; place < count; place++) into[place] = this.number() - 1;
    return count;
  }

  /** The words of all fields, each once, and after them the further spellings. */
  terms(): { words: Set<number>; besides: Set<number> } {
    const words = new Set<number>();
    for (let field = 0; field < fields.length; field++)
      for (let left = this.number(); left > 0; left--) {
        const word = this.number();
        if (word > 0) words.add(word - 1);
      }
    const besides = new Set<number>();
    for (let left = this.number(); left > 0; left--) besides.add(this.number());
    return { words, besides };
  }

  /** More words than any of its fields has. */
  length(): number {
    return (
      (this.segment.textStarts[this.entry + 1] as number) - (this.segment.textStarts[this.entry] as number)
    );
  }

  private number(): number {
    const { texts } = this.segment;
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = texts[this.at++] as number;
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  }
}

/** The bit of a payload that says that a field has the word. */
export function fieldBit(field: Field): number {
  return 1 << fields.indexOf(field);
}
