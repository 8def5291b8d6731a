import type { ReadTarget, ReadPrecedent, Knowledge } from './read-knowledge';
import { readCourseCode } from './course-number';
import { findMeaningSpace, placesIn } from './meaning-space';
import { noTarget, type Precedent, type Target } from './precedent';
import { creditsOf, readExternal, sequenceOf, type ReadExternal } from './read-external';
import { grantedBySubject } from './subject-shares';
import { buildTermIndex } from './term-index';
import { descriptionStems, letterRuns, stemOf, titleWords } from './words';

const directions = 96;
const spaceSeed = 7;
const noCredit: ReadTarget = {
  id: noTarget,
  kind: 'none',
  subject: '',
  level: 0,
  sequence: 0,
  credits: null,
  title: '',
  stems: [],
  runs: [],
  meaning: [],
};

const inOrder = <Item>(items: readonly Item[], textOf: (item: Item) => string): Item[] =>
  items
    .map((item) => ({ item, text: textOf(item) }))
    .sort((one, other) => (one.text < other.text ? -1 : one.text > other.text ? 1 : 0))
    .map(({ item }) => item);

/**
 * Reads and indexes precedents and targets; the order in which they come changes nothing. A target that the catalog does not
 * have is left out, and so is a precedent that had no other.
 */
export function prepareKnowledge(precedents: readonly Precedent[], catalog: readonly Target[]): Knowledge {
  const byId = new Map(
    inOrder(catalog, (target) => JSON.stringify(target)).map((target) => [target.id, target]),
  );
  byId.delete(noTarget);
  const targets = [...inOrder([...byId.values()], ({ id }) => id).map(readTarget), noCredit];
  const none = targets.length - 1;
  const read = readPrecedents(precedents, targets);
  const popularity = new Int32Array(targets.length);
  for (const precedent of read) for (const target of precedent.targets) popularity[target]! += 1;
  const external = read.map((precedent) => precedent.external);
  const texts = external.map(wholeText);
  const targetTexts = targets.map(wholeText);
  const space = findMeaningSpace([...texts, ...targetTexts], directions, spaceSeed);
  return {
    targets,
    none,
    precedents: read,
    popularity,
    byFamily: grouped(read.map(({ family }) => [family])),
    bySubject: grouped(external.map(({ subjects }) => subjects)),
    granted: grantedBySubject(read, targets),
    byCodes: grouped(external.map(({ codes }) => [codes])),
    electivesBySubject: grouped(targets.map(({ kind, subject }) => (kind === 'elective' ? [subject] : []))),
    runs: buildTermIndex(
      external.map(({ runs }) => runs),
      'cosine',
    ),
    stems: buildTermIndex(
      external.map(({ stems, concepts }) => [...stems, ...concepts]),
      'cosine',
    ),
    texts: buildTermIndex(texts, 'cosine'),
    targetRuns: buildTermIndex(
      targets.map(({ runs }) => runs),
      'cosine',
    ),
    targetTitles: buildTermIndex(
      targets.map(({ stems }) => stems),
      'bm25',
    ),
    targetWords: buildTermIndex(
      targets.map(({ stems, meaning }) => [...stems, ...meaning]),
      'bm25',
    ),
    targetTexts: buildTermIndex(targetTexts, 'cosine'),
    space,
    places: placesIn(space, texts),
    targetPlaces: placesIn(space, targetTexts),
  };
}

function readPrecedents(precedents: readonly Precedent[], targets: readonly ReadTarget[]): ReadPrecedent[] {
  const places = new Map(targets.map(({ id }, place) => [id, place]));
  const read = precedents.flatMap(({ id, family, external, targets: granted }): ReadPrecedent[] => {
    const known = [...new Set(granted.flatMap((target) => places.get(target) ?? []))].sort((a, b) => a - b);
    const kinds = new Set(known.map((place) => targets[place]!.kind));
    const outcome = kinds.has('none') ? 'none' : kinds.has('course') ? 'course' : 'elective';
    return known.length === 0
      ? []
      : [{ id, family, external: readExternal(external), targets: known, kinds: [...kinds], outcome }];
  });
  return inOrder(read, ({ id, family, external, targets: granted }) =>
    [id, family, external.codes, external.title, granted.join(), external.meaning.join(' ')].join('\u0000'),
  );
}

function readTarget({ id, kind, title, credits, description }: Target): ReadTarget {
  const { subject, level, sequence } = readCourseCode(id);
  const words = titleWords(title);
  return {
    id,
    kind,
    subject,
    level,
    sequence: sequenceOf(words) || sequence,
    credits: creditsOf(credits),
    title: words.join(' '),
    stems: words.map(stemOf),
    runs: letterRuns(words),
    meaning: descriptionStems(description),
  };
}

function grouped(keys: readonly (readonly string[])[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const [place, list] of keys.entries()) {
    for (const key of list) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [place]);
      else group.push(place);
    }
  }
  return groups;
}

/** What a text says as a whole: its title counts twice. */
export function wholeText({ stems, meaning }: Pick<ReadExternal, 'stems' | 'meaning'>): string[] {
  return [...stems, ...stems, ...meaning];
}
