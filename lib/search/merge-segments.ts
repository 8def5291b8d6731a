import { allBits, hasBit } from './bits';
import { ByteWriter } from './byte-writer';
import { indexed } from './facet-column';
import { compareEntries, postingsOf, type Segment, titleOrder, writePosting } from './segment';

/** One segment of the living entries of several: what was removed or replaced is gone. */
export function mergeSegments(segments: readonly Segment[]): Segment {
  const places = placesOf(segments);
  const count = places.length;
  const newNumbers = segments.map((segment) => new Uint32Array(segment.count).fill(gone));
  places.forEach(({ from, entry }, at) => ((newNumbers[from] as Uint32Array)[entry] = at));
  const of = <T>(pick: (segment: Segment, entry: number) => T): T[] =>
    places.map(({ from, entry }) => pick(segments[from] as Segment, entry));
  const titles = of(({ titles: own }, entry) => own[entry] as string);
  return {
    count,
    ids: of(({ ids }, entry) => ids[entry] as string),
    titles,
    titleOrder: titleOrder(titles),
    ranks: Uint32Array.from(of(({ ranks }, entry) => ranks[entry] as number)),
    languages: Uint8Array.from(of(({ languages }, entry) => languages[entry] as number)),
    alive: allBits(count),
    living: count,
    ...mergedPostings(segments, newNumbers),
    ...mergedTexts(segments, places),
    facets: new Map(
      [...new Set(segments.flatMap(({ facets }) => [...facets.keys()]))].map((facet) => [
        facet,
        mergedFacet(segments, places, facet),
      ]),
    ),
    numbers: new Map(
      [...new Set(segments.flatMap(({ numbers }) => [...numbers.keys()]))].map((name) => [
        name,
        Float64Array.from(of(({ numbers }, entry) => numbers.get(name)?.[entry] ?? NaN)),
      ]),
    ),
  };
}

const gone = 0xffffffff;
interface Place {
  from: number;
  entry: number;
}

/** The living entries in their common order; those of each segment are in it already. */
function placesOf(segments: readonly Segment[]): Place[] {
  const places = segments.flatMap((segment, from) =>
    Array.from({ length: segment.count }, (_, entry) => ({ from, entry })).filter(({ entry }) =>
      hasBit(segment.alive, entry),
    ),
  );
  const keyOf = ({ from, entry }: Place) => {
    const segment = segments[from] as Segment;
    return {
      rank: segment.ranks[entry] as number,
      title: segment.titles[entry] as string,
      id: segment.ids[entry] as string,
    };
  };
  return places.sort((a, b) => compareEntries(keyOf(a), keyOf(b)));
}

function mergedPostings(
  segments: readonly Segment[],
  newNumbers: readonly Uint32Array[],
): Pick<Segment, 'terms' | 'starts' | 'postings'> {
  const all = new Set<number>();
  for (const { terms } of segments) for (const term of terms) all.add(term);
  const sorted = Uint32Array.from(all).sort();
  const kept: number[] = [];
  const starts: number[] = [];
  const postings = new ByteWriter();
  for (const term of sorted) {
    // Number and payload in one, so that they are sorted together.
    const found: number[] = [];
    segments.forEach((segment, from) => {
      const range = postingsOf(segment, term);
      if (range === null) return;
      const numbers = newNumbers[from] as Uint32Array;
      let entry = 0;
      for (let at = range.from; at < range.to; ) {
        let step = 0;
        for (let shift = 0; ; shift += 7) {
          const byte = segment.postings[at++] as number;
          step |= (byte & 127) << shift;
          if (byte < 128) break;
        }
        entry += step;
        const payload = ((segment.postings[at] as number) << 6) | (segment.postings[at + 1] as number);
        at += 2;
        const number = numbers[entry] as number;
        if (number !== gone) found.push(number * 16_384 + payload);
      }
    });
    if (found.length === 0) continue;
    kept.push(term);
    starts.push(postings.length);
    let before = 0;
    for (const one of Float64Array.from(found).sort()) {
      const number = Math.floor(one / 16_384);
      writePosting(postings, number - before, one % 16_384);
      before = number;
    }
  }
  starts.push(postings.length);
  return { terms: Uint32Array.from(kept), starts: Uint32Array.from(starts), postings: postings.finish() };
}

function mergedTexts(
  segments: readonly Segment[],
  places: readonly Place[],
): Pick<Segment, 'textStarts' | 'texts'> {
  const textStarts = new Uint32Array(places.length + 1);
  let length = 0;
  const ranges = places.map(({ from, entry }, at) => {
    const { textStarts: own, texts } = segments[from] as Segment;
    const range = texts.subarray(own[entry] as number, own[entry + 1] as number);
    textStarts[at] = length;
    length += range.length;
    return range;
  });
  textStarts[places.length] = length;
  const texts = new Uint8Array(length);
  ranges.forEach((range, at) => texts.set(range, textStarts[at] as number));
  return { textStarts, texts };
}

function mergedFacet(segments: readonly Segment[], places: readonly Place[], facet: string) {
  const starts = new Uint32Array(places.length + 1);
  const values: number[] = [];
  places.forEach(({ from, entry }, at) => {
    const column = segments[from]?.facets.get(facet);
    if (column !== undefined)
      for (let place = column.starts[entry] as number; place < (column.starts[entry + 1] as number); place++)
        values.push(column.values[place] as number);
    starts[at + 1] = values.length;
  });
  return indexed(starts, Uint32Array.from(values));
}
