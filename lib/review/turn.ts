/** What is asked of somebody in a review: while it is open, and once it has ended with conditions, to settle them. */
export type Ask =
  | 'declare'
  | 'name'
  | 'tie'
  | 'assign'
  | 'vote'
  | 'close'
  | 'late'
  | 'answer'
  | 'conditions'
  | 'meet'
  | 'meetLate';
/** Why nothing is asked of somebody who has a part in it. */
export type Rest = 'recused' | 'voted' | 'leads';

/** Somebody's place in an open review, as far as their turn depends on it. */
export interface Place {
  /** Has a conflict in the case, in whichever stage it was declared. */
  isRecused: boolean;
  /** Has a voting seat, and still the role for it. */
  isMember: boolean;
  /** Leads the stage: its chair, or whoever holds the office where that one cannot any more. */
  isLeader: boolean;
  /** Has said that there is no conflict. */
  hasDeclared: boolean;
  /** Has voted as a member. */
  hasVoted: boolean;
  /** Nobody leads the stage, and this person can name somebody who does. */
  canName: boolean;
  /** A tie waits for this person's casting vote. */
  decidesTie: boolean;
  /** The stage needs more people who can vote. */
  lacksReviewers: boolean;
  /** As far as whoever leads it is told, the stage can be closed. */
  isClosable: boolean;
  /** Its due day has passed. */
  isOverdue: boolean;
  /** Questions to the person, as an author, that have no answer. */
  questions: number;
}

/**
 * Everything that is asked of somebody, the most pressing first: whether there is a conflict before all else, since the page shows nothing
 * before that; what others wait for before the own vote. Of whoever has a conflict nothing is asked. The one answer for the start page, the
 * queue, the page of the case and the mail. @source docs/workflow.md
 */
export function asksOf(place: Place): Ask[] {
  if (place.isRecused) return [];
  const { isLeader } = place;
  const asked: [Ask, boolean][] = [
    ['declare', (place.isMember || isLeader || place.decidesTie) && !place.hasDeclared],
    ['name', place.canName],
    ['tie', place.decidesTie],
    ['assign', isLeader && place.lacksReviewers],
    ['vote', place.isMember && !place.hasVoted],
    ['close', isLeader && place.isClosable],
    ['late', isLeader && place.isOverdue && !place.isClosable],
    ['answer', place.questions > 0],
  ];
  return asked.filter(([, isAsked]) => isAsked).map(([ask]) => ask);
}

/** Somebody's place in a review that ended with conditions, as far as their turn depends on it. */
export interface PlaceInConditions {
  /** May say whether they are met. */
  maySettle: boolean;
  /** Is the one who sees to them, or holds the office that does. */
  owes: boolean;
  /** The day that was set for them has passed. */
  isOverdue: boolean;
}

/**
 * Everything that is asked of somebody once a review has ended with conditions: to settle them, which ends it, before seeing to them. Whoever
 * owes them and may not settle them is told when they are late. @source docs/workflow.md
 */
export function asksOfConditions({ maySettle, owes, isOverdue }: PlaceInConditions): Ask[] {
  const asked: Ask[] = maySettle ? ['conditions'] : [];
  return owes ? [...asked, isOverdue ? 'meetLate' : 'meet'] : asked;
}

/** Whose turn it is, of one person: what is asked most pressingly, else why nothing is; null for whoever has no part. */
export function turnOf(place: Place): Ask | Rest | null {
  const [ask] = asksOf(place);
  if (ask) return ask;
  if (place.isRecused) return 'recused';
  if (place.isMember && place.hasVoted) return 'voted';
  return place.isLeader ? 'leads' : null;
}

/** Whether something waits for the person. */
export function isAsk(turn: Ask | Rest | null): turn is Ask {
  return turn !== null && turn !== 'recused' && turn !== 'voted' && turn !== 'leads';
}

/** An act that a review waits for, and whose it is, by name. */
export interface Expected {
  act: Ask;
  names: string[];
}

/**
 * Of whom something is awaited in a review, under what is asked of each most pressingly, in the order in which the acts are pressing: what
 * everybody else who waits for it is told. Empty where nobody here can do anything.
 */
export function expectedOf(awaited: readonly { name: string; ask: Ask }[]): Expected[] {
  const found = new Map<Ask, string[]>();
  for (const { name, ask } of awaited) found.set(ask, [...(found.get(ask) ?? []), name]);
  return pressing.flatMap((ask) => {
    const names = found.get(ask);
    return names ? [{ act: ask, names }] : [];
  });
}

/**
 * An act that is awaited, as somebody else is told of it: while the ballots are blind, that a tie is to be decided would say how others
 * voted, so that whoever does not lead the stage hears that it is to be closed. @source docs/domain.md §11.4
 */
export function askAsTold(ask: Ask, { isBlind, isLeader }: { isBlind: boolean; isLeader: boolean }): Ask {
  return ask === 'tie' && isBlind && !isLeader ? 'close' : ask;
}

/** What others wait for, first what has to be done before the rest can be. */
const pressing: readonly Ask[] = [
  'name',
  'tie',
  'close',
  'late',
  'assign',
  'declare',
  'vote',
  'answer',
  'meetLate',
  'meet',
  'conditions',
];
