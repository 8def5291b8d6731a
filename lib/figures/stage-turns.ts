import { type CivilDate, compareCivilDates } from '@/lib/kernel/civil-date';
import { asksOf, type Place } from '@/lib/review/turn';
import type { StageFact } from './facts';
import type { CountDays } from './working-days';

/** Whose turn a stage can be: whoever leads it, those who vote, or an author who owes an answer. */
export const turnHolders = ['author', 'leader', 'reviewers'] as const;
export type TurnHolder = (typeof turnHolders)[number];

const nobody: Place = {
  isRecused: false,
  isMember: false,
  isLeader: false,
  hasDeclared: true,
  hasVoted: false,
  canName: false,
  decidesTie: false,
  lacksReviewers: false,
  isClosable: false,
  isOverdue: false,
  questions: 0,
};

/**
 * Whose turn a stage was from a day on, by what lib/review/turn.ts asks of each: an author who owes an answer keeps all others waiting,
 * then whoever leads a stage that lacks reviewers, then those who have not voted, then whoever can close it.
 */
export function turnOn(stage: StageFact, day: CivilDate): TurnHolder {
  const by = (days: readonly (CivilDate | null)[]) =>
    days.filter((one) => one !== null && compareCivilDates(one, day) <= 0).length;
  const seated = by(stage.seats.map(({ seatedOn }) => seatedOn));
  const voted = by(stage.seats.map(({ votedOn }) => votedOn));
  const author = { ...nobody, questions: by(stage.askedOn) - by(stage.answeredOn) };
  const leader = {
    ...nobody,
    isLeader: true,
    lacksReviewers: seated < stage.needs,
    isClosable: voted >= seated,
  };
  const member = { ...nobody, isMember: true, hasVoted: voted >= seated };
  if (asksOf(author).includes('answer')) return 'author';
  if (asksOf(leader).includes('assign')) return 'leader';
  return asksOf(member).includes('vote') ? 'reviewers' : 'leader';
}

/** How long a stage was each one's turn, until it ended, or `until`. @units business days */
export function turnsOf(stage: StageFact, until: CivilDate, count: CountDays): Record<TurnHolder, number> {
  const end = stage.closedOn ?? until;
  const happened = [
    stage.openedOn,
    ...stage.seats.flatMap(({ seatedOn, votedOn }) => (votedOn === null ? [seatedOn] : [seatedOn, votedOn])),
    ...stage.askedOn,
    ...stage.answeredOn,
    end,
  ].filter((day) => compareCivilDates(day, stage.openedOn) >= 0 && compareCivilDates(day, end) <= 0);
  const days = [...new Set(happened)].sort();
  const spent = { author: 0, leader: 0, reviewers: 0 };
  for (const [index, from] of days.entries()) {
    const to = days[index + 1];
    if (to !== undefined) spent[turnOn(stage, from)] += count(from, to);
  }
  return spent;
}
