import { channelOf, type Channel, type Neighbour } from './channel';
import { wholeText } from './knowledge';
import type { Knowledge } from './read-knowledge';
import { nearnessTo, placeOf } from './meaning-space';
import type { ReadExternal } from './read-external';
import { subjectShares } from './subject-shares';
import { likenessTo, mostOf, type Scores } from './term-index';
import { wordChances } from './word-chances';

/** What is found for one question, before anything is weighed. */
export interface Evidence {
  /** Precedents by the likeness of their titles, likest first. */
  neighbours: readonly Neighbour[];
  channels: Readonly<Record<'runs' | 'stems' | 'texts' | 'space' | 'subject' | 'codes' | 'words', Channel>>;
  subjects: ReadonlyMap<string, number>;
  courseSubjects: ReadonlyMap<string, number>;
  popularity: Int32Array;
  /** How like the targets themselves are. */
  targets: Readonly<Record<'runs' | 'titles' | 'words' | 'meaning' | 'texts' | 'space', Scores>>;
}

/** As many precedents of each kind speak. */
const nearest = 40;
/** As many are looked at, for kinds that are rare among the likest. */
const lookedAt = 400;
const otherLevel = 0.4;

/** Gathers what speaks for which target. Precedents of the family that is left out are as if they were not there. */
export function gatherEvidence(knowledge: Knowledge, query: ReadExternal, leftOut: string | null): Evidence {
  const { precedents } = knowledge;
  const counts = (precedent: number) => leftOut === null || precedents[precedent]!.family !== leftOut;
  const popularity = knowledge.popularity.slice();
  for (const precedent of leftOut === null ? [] : (knowledge.byFamily.get(leftOut) ?? []))
    for (const target of precedents[precedent]!.targets) popularity[target]! -= 1;
  const near = (scores: Scores, least: number): Neighbour[] =>
    neighboursOf(
      knowledge,
      query,
      scores,
      mostOf(scores, lookedAt, least, leftOut === null ? undefined : counts),
    );
  const text = wholeText(query);
  const place = placeOf(knowledge.space, text);
  const neighbours = near(likenessTo(knowledge.runs, query.runs), 0.05);
  const subject = [...new Set(query.subjects.flatMap((name) => knowledge.bySubject.get(name) ?? []))]
    .filter(counts)
    .map((precedent) => ({
      precedent,
      like: precedents[precedent]!.external.level === query.level ? 1 : otherLevel,
    }));
  // Without a number it is no code: all that have none would be alike.
  const codes = (query.number === '' ? [] : (knowledge.byCodes.get(query.codes) ?? []))
    .filter(counts)
    .map((precedent) => ({ precedent, like: 1 }));
  const { all, course } = subjectShares(knowledge, query.subjects, leftOut);
  return {
    neighbours,
    channels: {
      runs: channelOf(knowledge, neighbours, 6, nearest),
      stems: channelOf(
        knowledge,
        near(likenessTo(knowledge.stems, [...query.stems, ...query.concepts]), 0.05),
        5,
        nearest,
      ),
      texts: channelOf(knowledge, near(likenessTo(knowledge.texts, text), 0.05), 4, nearest),
      space: channelOf(knowledge, near(nearnessTo(knowledge.places, place), 0.2), 6, nearest),
      subject: channelOf(knowledge, subject, 1, Infinity),
      codes: channelOf(knowledge, codes, 1, Infinity),
      words: wordChances(knowledge, query, counts, popularity),
    },
    subjects: all,
    courseSubjects: course,
    popularity,
    targets: {
      runs: likenessTo(knowledge.targetRuns, query.runs),
      titles: likenessTo(knowledge.targetTitles, query.stems),
      words: likenessTo(knowledge.targetWords, query.stems),
      meaning: likenessTo(knowledge.targetWords, query.meaning),
      texts: likenessTo(knowledge.targetTexts, text),
      space: nearnessTo(knowledge.targetPlaces, place),
    },
  };
}

/** The likest, where the second part of a sequence is less like its first part than the titles are. */
function neighboursOf(
  { precedents }: Knowledge,
  query: ReadExternal,
  scores: Scores,
  places: readonly number[],
): Neighbour[] {
  return places
    .map((precedent) => ({
      precedent,
      like: scores[precedent]! * sequenceFit(query.sequence, precedents[precedent]!.external.sequence),
    }))
    .sort((one, other) => other.like - one.like || one.precedent - other.precedent);
}

function sequenceFit(one: number, other: number): number {
  if (one === other) return 1;
  return one === 0 || other === 0 ? 0.85 : 0.6;
}
