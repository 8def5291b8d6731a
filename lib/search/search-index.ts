import {
  type Bits,
  clearBit,
  countBits,
  emptyBits,
  forEachBit,
  hasBit,
  keepCommon,
  setBit,
  someBit,
} from './bits';
import { Best } from './best';
import { ClosenessReader, closenessWeights } from './closeness';
import type { SearchDocument } from './document';
import { firstValues } from './asked-facet';
import { countFacets } from './count-facets';
import { told } from './facet-column';
import { FacetValues } from './facet-values';
import { keepBounded } from './keep-bounded';
import {
  gather,
  keepWithPhrases,
  namedWordsOf,
  type Scratch,
  scratchFor,
  withAtLeast,
  wordsOf,
} from './match';
import { mergeSegments } from './merge-segments';
import { byScore, type Candidate, firstBy, firstByRank } from './order';
import { readDocument } from './read-document';
import { type AskedWords, longestText, readQuery } from './read-query';
import type { Found, Reading, Search } from './search';
import { buildSegment, forEachBeginning, noLanguage, type Segment, TextReader } from './segment';
import { SectionReader, SectionWriter } from './sections';
import { readSegment, writeSegment } from './snapshot';
import { titleKey } from './title-key';
import { ValuesByName } from './value-names';
import { Vocabulary } from './vocabulary';

/** How many of the best by their words are looked at as a whole. @units entries */
export const lookedAt = 128;
/** Entries read before a segment is made of them, and so many living ones from which on a segment is left alone. @units entries */
const portion = 16_384;
const settled = 8_192;
/** What the very words of a title count beyond all else. @units thousandths */
const veryTitle = 1_000_000;

interface Matched {
  asked: AskedWords;
  matching: Map<Segment, Bits>;
  /** Those whose title begins as it was typed. */
  begins: Map<Segment, Bits>;
  reading: Reading;
}

/**
 * The catalog in memory: every entry under its words, numbered in the order that it has when words decide nothing. Answers are exact: the
 * total and the counts are of all entries, however many are shown.
 */
export class SearchIndex {
  private segments: Segment[] = [];
  /** Where each entry is. */
  private readonly places = new Map<string, { segment: Segment; entry: number }>();
  private values = new FacetValues();
  /** Looks among the values of facets. */
  named = new ValuesByName(this.values, () => this.segments);
  private readonly scratch = new WeakMap<Segment, Scratch>();

  private constructor(private readonly vocabulary: Vocabulary) {}

  /** An index of these entries; of two with one id the later counts. */
  static of(documents: Iterable<SearchDocument>): SearchIndex {
    const index = new SearchIndex(new Vocabulary());
    let waiting = new Map<string, SearchDocument>();
    for (const document of documents) {
      waiting.set(document.id, document);
      if (waiting.size < portion) continue;
      index.add([...waiting.values()]);
      waiting = new Map();
    }
    if (waiting.size > 0) index.add([...waiting.values()]);
    index.settle();
    return index;
  }

  /** How many entries there are. */
  get size(): number {
    return this.places.size;
  }

  /** Adds entries or puts them in the place of those with the same id. */
  put(documents: readonly SearchDocument[]): void {
    if (documents.length === 0) return;
    this.add([...new Map(documents.map((one) => [one.id, one])).values()]);
    this.mergeSmall();
  }

  /** Removes an entry; false where there is none. */
  remove(id: string): boolean {
    const place = this.places.get(id);
    if (place === undefined) return false;
    const { segment, entry } = place;
    clearBit(segment.alive, entry);
    segment.living--;
    const { words, besides } = new TextReader(segment, entry).terms();
    this.count(words, besides, segment.languages[entry] as number, -1);
    this.places.delete(id);
    if (segment.living === 0) this.segments = this.segments.filter((one) => one !== segment);
    return true;
  }

  /** Makes one segment of all of them, as after a start. */
  settle(): void {
    if (this.segments.length > 1 || this.segments.some(({ count, living }) => living < count))
      this.merge(this.segments);
  }

  /** The whole index as bytes, with a word of whoever keeps it: up to which change it knows everything. */
  write(mark: string): Uint8Array {
    const to = new SectionWriter();
    to.text(mark);
    this.vocabulary.write(to);
    this.values.write(to);
    to.numbers(Uint32Array.of(this.segments.length));
    for (const segment of this.segments) writeSegment(segment, to);
    return to.finish();
  }

  /** The index and the mark that were written; null where these are not the whole bytes of this version. */
  static read(bytes: Uint8Array): { index: SearchIndex; mark: string } | null {
    const from = SectionReader.over(bytes);
    if (from === null) return null;
    const mark = from.text();
    const index = new SearchIndex(Vocabulary.read(from));
    index.values = FacetValues.read(from);
    index.named = new ValuesByName(index.values, () => index.segments);
    const [count = 0] = from.whole();
    for (let left = count; left > 0; left--) index.take([readSegment(from)]);
    return { index, mark };
  }

  /** What a search finds. */
  find(search: Search): Found {
    const text = search.words.slice(0, longestText);
    const matched = text.trim() === '' ? null : this.match(text);
    const parts = this.segments.map((segment) => ({
      segment,
      matching:
        matched === null
          ? segment.alive.slice()
          : (matched.matching.get(segment) ?? emptyBits(segment.count)),
    }));
    for (const { segment, matching } of parts) keepBounded(segment, matching, search.bounds);
    const counts = new Map(Object.keys(search.facets).map((name) => [name, new Map<string, number>()]));
    const toldOf = (name: string, own: Map<string, number>) => told(own, search.facets[name]?.isTold);
    const found = parts.map(({ segment, matching }) => {
      const all = countFacets({ segment, matching }, search.facets, this.values, counts);
      return { segment, entries: all };
    });
    const wanted = search.offset + search.size;
    const ordered =
      search.sort !== 'relevance'
        ? firstBy(found, search.sort, this.values, wanted)
        : matched === null
          ? firstByRank(found, wanted)
          : this.bestOf(found, matched, text, wanted);
    return {
      ids: ordered.slice(search.offset, wanted).map(({ segment, entry }) => segment.ids[entry] as string),
      total: found.reduce((sum, { entries }) => sum + countBits(entries), 0),
      facets: Object.fromEntries([...counts].map(([name, own]) => [name, toldOf(name, own)])),
      reading: matched?.reading ?? 'typed',
    };
  }

  /**
   * The entries that have the words, by the first reading that finds any. Where several words as they stand, one of them hardly known, are
   * together in no title, code or provider, but with slips put right they are, that is what was meant.
   */
  private match(text: string): Matched {
    const strict = this.having(text, false, true);
    const { words } = strict.asked;
    const isSure = strict.isNamed || words.length < 2 || !words.some(({ isDoubtful }) => isDoubtful);
    if (strict.isAny && isSure) return { ...strict, reading: 'typed' };
    const forgiving = this.having(text, true, true);
    if (forgiving.isAny && (forgiving.isNamed || !strict.isAny))
      return { ...forgiving, reading: 'forgiving' };
    // What was gathered is of the last reading.
    if (strict.isAny) return { ...this.having(text, false, true), reading: 'typed' };
    return { ...this.having(text, true, false), reading: 'nearest' };
  }

  private having(
    text: string,
    isForgiving: boolean,
    isStrict: boolean,
  ): Omit<Matched, 'reading'> & { isAny: boolean; isNamed: boolean } {
    const asked = readQuery(text, this.vocabulary, this.size, isForgiving);
    const found = {
      asked,
      matching: new Map<Segment, Bits>(),
      begins: new Map<Segment, Bits>(),
      isAny: false,
      isNamed: false,
    };
    const { words, phrases } = asked;
    if (words.length === 0 || phrases.some((phrase) => phrase === null)) return found;
    const needed = words.filter(({ isOptional }) => !isOptional).length;
    let least = needed;
    for (const segment of this.segments) gather(segment, words, isStrict, this.scratchOf(segment));
    if (!isStrict) {
      least = 1;
      for (const segment of this.segments) {
        const scratch = this.scratchOf(segment);
        forEachBit(segment.alive, (entry) => (least = Math.max(least, wordsOf(scratch, entry))));
      }
    }
    const start = titleKey(text);
    for (const segment of this.segments) {
      const scratch = this.scratchOf(segment);
      const matching = withAtLeast(scratch, least);
      const begins = emptyBits(segment.count);
      forEachBeginning(segment, start, (entry) => {
        setBit(begins, entry);
        setBit(matching, entry);
      });
      keepCommon(matching, segment.alive);
      if (phrases.length > 0) keepWithPhrases(segment, matching, phrases as readonly (readonly number[])[]);
      found.matching.set(segment, matching);
      found.begins.set(segment, begins);
      found.isAny ||= someBit(matching, () => true);
      found.isNamed ||= someBit(
        matching,
        (entry) => hasBit(begins, entry) || namedWordsOf(scratch, entry) === needed,
      );
    }
    return found;
  }

  /** The best by their words, then of these the best as a whole; the very title first. */
  private bestOf(
    found: readonly { segment: Segment; entries: Bits }[],
    { asked: { words }, begins }: Matched,
    text: string,
    wanted: number,
  ): Candidate[] {
    const most = Math.max(wanted, lookedAt);
    const rarity = words.reduce((sum, word) => sum + word.rarity, 0) * 16 * 255;
    const typed = titleKey(text);
    const very: Candidate[] = [];
    const starting: Candidate[] = [];
    const others: Candidate[] = [];
    for (const { segment, entries } of found) {
      const { scores } = this.scratchOf(segment);
      const best = { starting: new Best(lookedAt), others: new Best(most) };
      const starts = begins.get(segment) as Bits;
      forEachBit(entries, (entry) => {
        if (!hasBit(starts, entry)) best.others.offer(entry, scores[entry] as number);
        else if (segment.titles[entry] === typed) very.push({ segment, entry, score: veryTitle });
        else best.starting.offer(entry, scores[entry] as number);
      });
      for (const one of best.starting.inOrder()) starting.push({ segment, ...one });
      for (const one of best.others.inOrder()) others.push({ segment, ...one });
    }
    const looked = this.vocabulary.whileAnswering(words, (bits) => {
      const closeness = new ClosenessReader(words, bits);
      const whole = ({ segment, entry, score }: Candidate, more: number): Candidate => ({
        segment,
        entry,
        score: Math.round((1_000 * score) / rarity) + closeness.of(segment, entry) + more,
      });
      const best = (some: Candidate[]) => some.sort(byScore).slice(0, lookedAt);
      return [
        ...best(starting).map((one) => whole(one, closenessWeights.start)),
        ...best(others).map((one) => whole(one, 0)),
      ];
    });
    const rest = [...starting.slice(lookedAt), ...others.slice(lookedAt)];
    return [...very.sort(byScore), ...looked.sort(byScore), ...rest.sort(byScore)].slice(0, wanted);
  }

  /** The values of the first of these facets in which an entry has any; none where there is no such entry. */
  valuesOf(id: string, facets: readonly string[]): readonly string[] {
    const place = this.places.get(id);
    return place === undefined ? [] : firstValues(place, facets, this.values);
  }

  private add(documents: readonly SearchDocument[]): void {
    for (const { id } of documents) this.remove(id);
    const entries = documents.map((document) => ({
      document,
      read: readDocument(document, this.vocabulary),
    }));
    const segment = buildSegment(entries, (facet, value) => this.values.numberFor(facet, value));
    for (const { read } of entries) {
      const words = new Set(read.fields.flat().flatMap((word) => (word > 0 ? [word - 1] : [])));
      this.count(words, read.besides, read.language ?? noLanguage, 1);
    }
    this.take([segment]);
  }

  /** Counts one entry more or less for each of its words. */
  private count(words: ReadonlySet<number>, besides: Iterable<number>, language: number, step: 1 | -1): void {
    const { frequencies } = this.vocabulary;
    for (const word of words) {
      frequencies[word] = (frequencies[word] as number) + step;
      if (language !== noLanguage) this.vocabulary.count(word, language, step);
    }
    for (const word of besides)
      if (!words.has(word)) frequencies[word] = (frequencies[word] as number) + step;
  }

  private take(segments: readonly Segment[]): void {
    for (const segment of segments) {
      this.segments.push(segment);
      forEachBit(segment.alive, (entry) => this.places.set(segment.ids[entry] as string, { segment, entry }));
    }
  }

  /** Merges the newest segments while the one before is no larger: so that there are few, and each entry moves seldom. */
  private mergeSmall(): void {
    for (;;) {
      const [before, last] = this.segments.slice(-2);
      if (before === undefined || last === undefined) return;
      if (before.living >= settled || before.living > 2 * last.living) return;
      this.merge([before, last]);
    }
  }

  private merge(some: readonly Segment[]): void {
    const merged = mergeSegments(some);
    this.segments = this.segments.filter((segment) => !some.includes(segment));
    this.take([merged]);
  }

  private scratchOf(segment: Segment): Scratch {
    const known = this.scratch.get(segment);
    if (known !== undefined) return known;
    const made = scratchFor(segment.count);
    this.scratch.set(segment, made);
    return made;
  }
}
