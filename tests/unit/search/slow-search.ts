import { closenessWeights } from '@/lib/search/closeness';
import { fields, type SearchDocument, textsOf } from '@/lib/search/document';
import { saysLittle } from '@/lib/search/function-words';
import { sequenceImpact } from '@/lib/search/match';
import { payloadOf, readDocument } from '@/lib/search/read-document';
import { type AskedWord, readQuery } from '@/lib/search/read-query';
import type { AskedFacet, Found, Search } from '@/lib/search/search';
import { lookedAt } from '@/lib/search/search-index';
import { termsOf } from '@/lib/search/terms';
import { titleKey } from '@/lib/search/title-key';
import { Vocabulary } from '@/lib/search/vocabulary';

interface Entry {
  document: SearchDocument;
  /** By field and text, the words in order. */
  texts: string[][][];
  payloads: Map<string, number>;
  title: string;
}

/** The same search by its definition: every entry is looked at, word by word, with nothing kept in between. */
export function findSlowly(documents: readonly SearchDocument[], search: Search): Found {
  const entries = documents.map(plain).sort((a, b) => byRank(a, b));
  const vocabulary = vocabularyOf(documents);
  const name = (term: number) => vocabulary.words[term] as string;

  const ask = (isForgiving: boolean) => readQuery(search.words, vocabulary, documents.length, isForgiving);
  const start = titleKey(search.words);
  const judge = (isForgiving: boolean, isNearest: boolean) => {
    const { words, phrases } = ask(isForgiving);
    if (words.length === 0 || phrases.some((phrase) => phrase === null))
      return { words, entries: [], isNamed: false };
    const needed = words.filter(({ isOptional }) => !isOptional);
    const having = (entry: Entry) => needed.filter((word) => valueOf(entry, word, name) > 0).length;
    const least = isNearest ? Math.max(1, ...entries.map(having)) : needed.length;
    const found = entries.filter(
      (entry) =>
        (having(entry) >= least || entry.title.startsWith(start)) &&
        phrases.every((phrase) =>
          entry.texts.flat().some((text) => contains(text, (phrase ?? []).map(name))),
        ),
    );
    const isNamed = found.some(
      (entry) => entry.title.startsWith(start) || needed.every((word) => isInName(entry, word, name)),
    );
    return { words, entries: found, isNamed };
  };

  let reading: Found['reading'] = 'typed';
  let words: AskedWord[] = [];
  let matching = entries;
  const isAsked = search.words.trim() !== '';
  if (isAsked) {
    const strict = judge(false, false);
    const forgiving = judge(true, false);
    const isSure =
      strict.isNamed || strict.words.length < 2 || !strict.words.some(({ isDoubtful }) => isDoubtful);
    const isTyped = strict.entries.length > 0 && (isSure || !forgiving.isNamed);
    if (isTyped) ({ words, entries: matching } = strict);
    else if (forgiving.entries.length > 0) [{ words, entries: matching }, reading] = [forgiving, 'forgiving'];
    else [{ words, entries: matching }, reading] = [judge(true, true), 'nearest'];
  }
  matching = matching.filter(({ document }) =>
    Object.entries(search.bounds).every(([number, { least, most }]) => {
      if (least === null && most === null) return true;
      const own = document.numbers[number];
      return own !== undefined && own >= (least ?? own) && own <= (most ?? own);
    }),
  );
  const asked = Object.entries(search.facets);
  const valuesOf = ({ document }: Entry, of: readonly string[]) =>
    of.map((facet) => document.facets[facet] ?? []).find((values) => values.length > 0) ?? [];
  const namesOf = (entry: Entry, { of, rank, as = (value) => [value] }: AskedFacet) =>
    (rank === undefined || of.length === 1 ? valuesOf(entry, of) : highestOf(entry, of, rank)).flatMap(
      (value) => as(value),
    );
  const meets = (entry: Entry, but: string | null) =>
    asked.every(
      ([name, facet]) =>
        name === but ||
        facet.chosen.length === 0 ||
        namesOf(entry, facet).some((value) => facet.chosen.includes(value)),
    );
  const facets: Found['facets'] = {};
  for (const [name, facet] of asked) {
    const counts = new Map<string, number>();
    for (const entry of matching)
      if (meets(entry, name))
        for (const value of new Set(namesOf(entry, facet))) counts.set(value, (counts.get(value) ?? 0) + 1);
    facets[name] = [...counts]
      .map(([value, count]) => ({ value, count }))
      .filter(({ value }) => facet.isTold?.(value) ?? true)
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
      .slice(0, 60);
  }
  const found = matching.filter((entry) => meets(entry, null));
  const ordered =
    search.sort !== 'relevance'
      ? sorted(found, search.sort)
      : isAsked
        ? ranked(found, words, start, name)
        : found;
  return {
    ids: ordered.slice(search.offset, search.offset + search.size).map(({ document }) => document.id),
    total: found.length,
    facets,
    reading,
  };
}

function plain(document: SearchDocument): Entry {
  const counts = new Map<string, number[]>();
  const lengths: number[] = [];
  const texts = fields.map((field, place) => {
    const read = textsOf(document)
      [field].filter((text) => text !== '')
      .map((text) => termsOf(text, field === 'title' || field === 'code' || field === 'skill'));
    for (const { inOrder, besides } of read)
      for (const term of [...inOrder, ...besides]) {
        const count = counts.get(term) ?? fields.map(() => 0);
        count[place] = (count[place] ?? 0) + 1;
        counts.set(term, count);
      }
    lengths.push(read.reduce((sum, { inOrder }) => sum + inOrder.length, 0));
    return read.map(({ inOrder }) => inOrder);
  });
  return {
    document,
    texts,
    payloads: new Map([...counts].map(([term, count]) => [term, payloadOf(count, lengths)])),
    title: titleKey(document.title),
  };
}

function vocabularyOf(documents: readonly SearchDocument[]): Vocabulary {
  const vocabulary = new Vocabulary();
  for (const document of [...documents].reverse()) {
    const read = readDocument(document, vocabulary);
    const words = new Set(
      read.fields
        .flat()
        .filter((word) => word > 0)
        .map((word) => word - 1),
    );
    for (const word of new Set([...words, ...read.besides])) {
      vocabulary.frequencies[word] = (vocabulary.frequencies[word] ?? 0) + 1;
      if (words.has(word) && read.language !== null) vocabulary.count(word, read.language, 1);
    }
  }
  return vocabulary;
}

type Name = (term: number) => string;

function contains(text: readonly string[], words: readonly string[]): boolean {
  return text.some(
    (_, at) => at + words.length <= text.length && words.every((word, place) => text[at + place] === word),
  );
}

/** What the best form of a word counts in an entry; 0 where it has none. */
function valueOf(entry: Entry, { forms }: AskedWord, name: Name): number {
  return Math.max(
    0,
    ...forms.map(({ terms, weight }) => {
      if (terms.length === 1) return weight * ((entry.payloads.get(name(terms[0] as number)) ?? 0) >>> 6);
      return hasSequence(entry, terms.map(name)) ? weight * sequenceImpact : 0;
    }),
  );
}

function hasSequence(entry: Entry, words: readonly string[]): boolean {
  return entry.texts.slice(0, 4).some((texts) => texts.some((text) => contains(text, words)));
}

function isInName(entry: Entry, { forms }: AskedWord, name: Name): boolean {
  return forms.some(({ terms }) =>
    terms.length === 1
      ? ((entry.payloads.get(name(terms[0] as number)) ?? 0) & 0b111) !== 0
      : hasSequence(entry, terms.map(name)),
  );
}

function ranked(found: readonly Entry[], words: readonly AskedWord[], start: string, name: Name): Entry[] {
  const rarity = words.reduce((sum, word) => sum + word.rarity, 0);
  const needed = words.filter(({ isOptional }) => !isOptional);
  const scored = found.map((entry) => {
    const own = needed.filter((word) => valueOf(entry, word, name) > 0).length;
    const isWhole = own === needed.length;
    const asked = isWhole ? words : own > 0 ? words : [];
    return { entry, score: asked.reduce((sum, word) => sum + word.rarity * valueOf(entry, word, name), 0) };
  });
  const byScore = (a: { entry: Entry; score: number }, b: { entry: Entry; score: number }) =>
    b.score - a.score || byRank(a.entry, b.entry);
  const very = scored.filter(({ entry }) => entry.title === start);
  const starting = scored
    .filter(({ entry }) => entry.title !== start && entry.title.startsWith(start))
    .sort(byScore);
  const others = scored.filter(({ entry }) => !entry.title.startsWith(start)).sort(byScore);
  const whole = ({ entry, score }: { entry: Entry; score: number }, more: number) => ({
    entry,
    score: Math.round((1_000 * score) / (rarity * 16 * 255)) + closenessOf(entry, words, name) + more,
  });
  const looked = [
    ...starting.slice(0, lookedAt).map((one) => whole(one, closenessWeights.start)),
    ...others.slice(0, lookedAt).map((one) => whole(one, 0)),
  ].sort(byScore);
  const rest = [...starting.slice(lookedAt), ...others.slice(lookedAt)].sort(byScore);
  return [...very.map(({ entry }) => entry).sort(byRank), ...[...looked, ...rest].map(({ entry }) => entry)];
}

function closenessOf(entry: Entry, words: readonly AskedWord[], name: Name): number {
  const answered = (term: string) =>
    words.flatMap(({ forms }, at) =>
      forms.some(({ terms }) => terms.some((one) => name(one) === term)) ? [at] : [],
    );
  const read = entry.texts.map((texts) =>
    texts.map((text) => text.filter((term) => !saysLittle(term)).map(answered)),
  );
  const pairs = Math.max(1, words.length - 1);
  const inOrder = (texts: readonly (readonly number[][])[]) =>
    words.filter((_, at) =>
      texts.some((text) =>
        text.some((own, place) => place > 0 && own.includes(at) && (text[place - 1] ?? []).includes(at - 1)),
      ),
    ).length;
  const title = (read[0] ?? []).flat();
  const covered = new Set(title.flat());
  const asked = title.filter((own) => own.length > 0).length;
  const total = words.reduce((sum, { rarity }) => sum + rarity, 0);
  const share = words.reduce((sum, { rarity }, at) => sum + (covered.has(at) ? rarity : 0), 0);
  const isItem = (read[fields.indexOf('skill')] ?? []).some(
    (text) => text.every((own) => own.length > 0) && new Set(text.flat()).size === words.length,
  );
  return (
    Math.round(closenessWeights.title * (share / total) * (0.4 + (0.6 * asked) / Math.max(1, title.length))) +
    Math.round((closenessWeights.titleOrder * inOrder(read[0] ?? [])) / pairs) +
    ((title[0] ?? []).includes(0) ? closenessWeights.begins : 0) +
    (asked === title.length && share === total ? closenessWeights.whole : 0) +
    (isItem ? closenessWeights.item : 0) +
    Math.round((closenessWeights.order * Math.max(0, ...read.slice(1).map(inOrder))) / pairs)
  );
}

function sorted(found: readonly Entry[], sort: Exclude<Search['sort'], 'relevance'>): Entry[] {
  if (sort === 'title')
    return [...found].sort((a, b) => (a.title < b.title ? -1 : a.title > b.title ? 1 : byRank(a, b)));
  if ('facet' in sort) {
    const first = ({ document }: Entry) => document.facets[sort.facet]?.[0];
    return [...found].sort((a, b) => {
      const [one, other] = [first(a), first(b)];
      if (one !== other) return one === undefined ? 1 : other === undefined || one < other ? -1 : 1;
      return a.title === b.title ? byRank(a, b) : a.title < b.title ? -1 : 1;
    });
  }
  const key = ({ document }: Entry) => {
    if ('largestOf' in sort) {
      const [value] = highestOf({ document }, sort.largestOf, sort.rank);
      return value === undefined ? Infinity : -sort.sizeOf(value);
    }
    const number = document.numbers[sort.number];
    return number === undefined ? Infinity : sort.isDescending ? -number : number;
  };
  return [...found].sort((a, b) => (key(a) === key(b) ? byRank(a, b) : key(a) - key(b)));
}

/** The value that ranks highest of those of some facets, of one of each. */
function highestOf(
  { document }: Pick<Entry, 'document'>,
  facets: readonly string[],
  rank: (value: string) => number,
): string[] {
  return facets
    .flatMap((facet) => document.facets[facet]?.slice(0, 1) ?? [])
    .sort((a, b) => rank(b) - rank(a))
    .slice(0, 1);
}

function byRank(a: Entry, b: Entry): number {
  if (a.document.rank !== b.document.rank) return a.document.rank - b.document.rank;
  if (a.title !== b.title) return a.title < b.title ? -1 : 1;
  return a.document.id < b.document.id ? -1 : a.document.id > b.document.id ? 1 : 0;
}
