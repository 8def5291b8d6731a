import type { Channel } from './channel';
import type { Evidence } from './evidence';
import type { Knowledge } from './read-knowledge';
import type { Choice } from './ranker';
import type { ReadExternal } from './read-external';
import { sharedBeginning } from './subject-shares';
import type { Scores } from './term-index';

/** What is weighed for a target, in the order of its numbers. */
export const targetFeatures = [
  ...['runsBest', 'runsShare', 'runsLog', 'runsMass', 'runsNearMass'],
  ...['stemsBest', 'stemsShare', 'stemsLog', 'stemsMass'],
  ...['textsBest', 'textsShare', 'textsLog', 'textsMass'],
  ...['spaceBest', 'spaceShare', 'spaceLog', 'spaceMass', 'spaceNearMass'],
  ...['subjectShare', 'subjectLog', 'codesShare', 'codesAny', 'wordsShare', 'wordsLog'],
  ...['ownRuns', 'ownRunsPart', 'ownRunsSharp', 'ownRunsAhead', 'ownTitle', 'ownTitleRank', 'sameTitle'],
  ...['ownWords', 'ownMeaning', 'ownMeaningFirst', 'ownTexts', 'ownTextsPart', 'ownSpace', 'ownSpacePart'],
  ...['sequenceSame', 'sequenceOther', 'sequenceMissing', 'levelNear', 'levelFar', 'levelKnown'],
  ...['subjectTo', 'subjectToLog', 'courseSubject', 'courseSubjectLog', 'subjectSpelling'],
  ...['creditsSame', 'creditsLess', 'creditsMore', 'popular', 'unseen', 'graduate', 'described'],
  ...['severalParts', 'nearestPrecedent'],
] as const;
type Numbers = Record<(typeof targetFeatures)[number], number>;

/** How many numbers a target has: all of them, and all again where no precedent has it. */
export const targetSize = targetFeatures.length * 2;

const above = (value: number, least: number) => Math.log(value + least) - Math.log(least);

function greatest(scores: Scores, least: number): number {
  let most = least;
  for (let at = 0; at < scores.length; at++) if (scores[at]! > most) most = scores[at]!;
  return most;
}

/** The numbers of each candidate. */
export function targetChoices(
  knowledge: Knowledge,
  query: ReadExternal,
  evidence: Evidence,
  candidates: readonly number[],
): Choice[] {
  const { channels, targets: own } = evidence;
  const most = {
    runs: greatest(own.runs, 1e-6),
    titles: greatest(own.titles, 6),
    words: greatest(own.words, 6),
    meaning: greatest(own.meaning, 10),
    texts: greatest(own.texts, 1e-6),
    space: greatest(own.space, 1e-6),
  };
  const ranks = new Map(
    [...candidates]
      .sort((one, other) => own.titles[other]! - own.titles[one]! || one - other)
      .map((place, rank) => [place, own.titles[place]! > 0 ? 1 / (1 + rank) : 0]),
  );
  const nearestPrecedent = Math.max(0, ...channels.runs.best.values());
  return candidates.map((place) => {
    const target = knowledge.targets[place]!;
    const of = (map: ReadonlyMap<number, number>) => map.get(place) ?? 0;
    const log = (channel: Channel) => above(of(channel.own), 0.003);
    const seen = evidence.popularity[place]!;
    const subjectTo = evidence.subjects.get(target.subject) ?? 0;
    const courseSubject = evidence.courseSubjects.get(target.subject) ?? 0;
    const apart = query.level > 0 && target.level > 0 ? Math.abs(query.level - target.level) : null;
    const more = query.credits !== null && target.credits !== null ? query.credits - target.credits : null;
    const bothNumbered = query.sequence > 0 && target.sequence > 0;
    const numbers: Numbers = {
      runsBest: of(channels.runs.best),
      runsShare: of(channels.runs.own),
      runsLog: log(channels.runs),
      runsMass: above(of(channels.runs.mass), 0.01),
      runsNearMass: above(of(channels.runs.mass), 0.3),
      stemsBest: of(channels.stems.best),
      stemsShare: of(channels.stems.own),
      stemsLog: log(channels.stems),
      stemsMass: above(of(channels.stems.mass), 0.03),
      textsBest: of(channels.texts.best),
      textsShare: of(channels.texts.own),
      textsLog: log(channels.texts),
      textsMass: above(of(channels.texts.mass), 0.003),
      spaceBest: of(channels.space.best),
      spaceShare: of(channels.space.own),
      spaceLog: log(channels.space),
      spaceMass: above(of(channels.space.mass), 0.01),
      spaceNearMass: above(of(channels.space.mass), 0.3),
      subjectShare: of(channels.subject.own),
      subjectLog: log(channels.subject),
      codesShare: of(channels.codes.own),
      codesAny: channels.codes.own.has(place) ? 1 : 0,
      wordsShare: of(channels.words.own),
      wordsLog: log(channels.words),
      ownRuns: own.runs[place]!,
      ownRunsPart: own.runs[place]! / most.runs,
      ownRunsSharp: own.runs[place]! ** 4,
      ownRunsAhead: Math.max(0, own.runs[place]! - nearestPrecedent),
      ownTitle: own.titles[place]! / most.titles,
      ownTitleRank: ranks.get(place) ?? 0,
      sameTitle: target.title !== '' && target.title === query.title ? 1 : 0,
      ownWords: own.words[place]! / most.words,
      ownMeaning: own.meaning[place]! / most.meaning,
      ownMeaningFirst: own.meaning[place] === most.meaning ? 1 : 0,
      ownTexts: own.texts[place]!,
      ownTextsPart: own.texts[place]! / most.texts,
      ownSpace: own.space[place]!,
      ownSpacePart: own.space[place]! / most.space,
      sequenceSame: bothNumbered && query.sequence === target.sequence ? 1 : 0,
      sequenceOther: bothNumbered && query.sequence !== target.sequence ? 1 : 0,
      sequenceMissing: !bothNumbered && query.sequence !== target.sequence ? 1 : 0,
      levelNear: apart === null ? 0 : 1 / (1 + apart),
      levelFar: Math.max(0, (apart ?? 0) - 1),
      levelKnown: apart === null ? 0 : 1,
      subjectTo,
      subjectToLog: above(subjectTo, 0.01),
      courseSubject,
      courseSubjectLog: above(courseSubject, 0.01),
      subjectSpelling: sharedBeginning(query.subjects, target.subject),
      creditsSame: more === 0 ? 1 : 0,
      creditsLess: Math.min(4, Math.max(0, -(more ?? 0))),
      creditsMore: Math.min(4, Math.max(0, more ?? 0)),
      popular: Math.log(1 + seen),
      unseen: seen === 0 ? 1 : 0,
      graduate: target.level >= 6 ? 1 : 0,
      described: target.meaning.length > 0 ? 1 : 0,
      severalParts: query.parts > 1 ? 1 : 0,
      nearestPrecedent,
    };
    const values = new Float32Array(targetFeatures.length);
    for (let at = 0; at < values.length; at++) values[at] = numbers[targetFeatures[at]!];
    return {
      numbers: values,
      parts: seen === 0 ? [0, 1] : [0],
    };
  });
}
