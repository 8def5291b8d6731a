import { countBits } from './bits';
import { indexed } from './facet-column';
import type { SectionReader, SectionWriter } from './sections';
import type { Segment } from './segment';

/** Writes a segment, with what was removed from it. */
export function writeSegment(segment: Segment, to: SectionWriter): void {
  to.lines(segment.ids.map((id) => JSON.stringify(id)));
  to.lines(segment.titles);
  for (const numbers of [segment.titleOrder, segment.ranks, segment.alive, segment.terms, segment.starts])
    to.numbers(numbers);
  to.numbers(segment.languages);
  to.numbers(segment.postings);
  to.numbers(segment.textStarts);
  to.numbers(segment.texts);
  to.lines([...segment.facets.keys()].map((name) => JSON.stringify(name)));
  for (const { starts, values } of segment.facets.values()) {
    to.numbers(starts);
    to.numbers(values);
  }
  to.lines([...segment.numbers.keys()].map((name) => JSON.stringify(name)));
  for (const numbers of segment.numbers.values()) to.numbers(numbers);
}

/** Reads a segment back. */
export function readSegment(from: SectionReader): Segment {
  const ids = texts(from);
  const titles = from.lines();
  const [order, ranks, alive, terms, starts] = [
    from.whole(),
    from.whole(),
    from.whole().slice(),
    from.whole(),
    from.whole(),
  ];
  const languages = from.bytes();
  const postings = from.bytes();
  const textStarts = from.whole();
  const words = from.bytes();
  const facets = new Map(texts(from).map((name) => [name, indexed(from.whole(), from.whole())]));
  const numbers = new Map(texts(from).map((name) => [name, from.numbers()]));
  return {
    count: ids.length,
    ids,
    titles,
    titleOrder: order,
    ranks,
    languages,
    alive,
    living: countBits(alive),
    terms,
    starts,
    postings,
    textStarts,
    texts: words,
    facets,
    numbers,
  };
}

function texts(from: SectionReader): string[] {
  return from.lines().map((line) => JSON.parse(line) as string);
}
