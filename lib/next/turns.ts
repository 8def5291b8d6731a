// Who is served next when more people ask than can be answered at once. It decides from counts alone; lib/next/request-gate.ts holds the
// requests themselves.

/** What waits and is served apart from the rest, in the order of who goes first. */
export const laneNames = ['signedInWrite', 'signedInRead', 'visitorWrite', 'visitorRead'] as const;
export type Lane = (typeof laneNames)[number];

export interface LaneLimits {
  /** Slots that no other lane can take, so that none ever stands still. */
  own: number;
  /** How many may wait. */
  waiting: number;
}

export interface TurnLimits {
  lanes: Readonly<Record<Lane, LaneLimits>>;
  /** Slots for whichever lane has used up its own; the first lane that waits gets them. */
  shared: number;
}

/** Somebody who waits. Several requests of one caller have the same `caller`. */
export interface Waiter {
  id: number;
  caller: string;
}

export interface Turns {
  served: Readonly<Record<Lane, number>>;
  waiting: Readonly<Record<Lane, readonly Waiter[]>>;
}

export const nobodyServed: Turns = {
  served: { signedInWrite: 0, signedInRead: 0, visitorWrite: 0, visitorRead: 0 },
  waiting: { signedInWrite: [], signedInRead: [], visitorWrite: [], visitorRead: [] },
};

export type Arrival = 'served' | 'waits' | 'turnedAway';

/** How many may be served at the same time, all lanes together. */
export function slotsOf({ lanes, shared }: TurnLimits): number {
  return laneNames.reduce((sum, lane) => sum + lanes[lane].own, shared);
}

/**
 * What becomes of somebody who arrives: served where there is a slot, else they wait in their lane, else they are turned away. One
 * caller takes at most half of the places of a lane, so that nobody alone can fill it.
 */
export function arrive(
  turns: Turns,
  lane: Lane,
  waiter: Waiter,
  limits: TurnLimits,
): { turns: Turns; arrival: Arrival } {
  if (hasSlot(turns, lane, limits)) return { turns: withServed(turns, lane, 1), arrival: 'served' };
  const queue = turns.waiting[lane];
  const { waiting } = limits.lanes[lane];
  const ofCaller = queue.filter(({ caller }) => caller === waiter.caller).length;
  if (queue.length >= waiting || ofCaller >= Math.ceil(waiting / 2)) return { turns, arrival: 'turnedAway' };
  return { turns: withWaiting(turns, lane, [...queue, waiter]), arrival: 'waits' };
}

/** After one of that lane has been served: who is next, if anybody. */
export function giveBack(
  turns: Turns,
  lane: Lane,
  limits: TurnLimits,
): { turns: Turns; next: readonly Waiter[] } {
  const freed = withServed(turns, lane, -1);
  const first = laneNames.find((name) => freed.waiting[name].length > 0 && hasSlot(freed, name, limits));
  const [waiter, ...rest] = first === undefined ? [] : freed.waiting[first];
  if (first === undefined || waiter === undefined) return { turns: freed, next: [] };
  return { turns: withServed(withWaiting(freed, first, rest), first, 1), next: [waiter] };
}

/** Somebody gave up waiting, or waited too long. */
export function giveUp(turns: Turns, lane: Lane, id: number): Turns {
  return withWaiting(
    turns,
    lane,
    turns.waiting[lane].filter((waiter) => waiter.id !== id),
  );
}

function hasSlot({ served }: Turns, lane: Lane, { lanes, shared }: TurnLimits): boolean {
  const ofShared = laneNames.reduce((sum, name) => sum + Math.max(0, served[name] - lanes[name].own), 0);
  return served[lane] < lanes[lane].own || ofShared < shared;
}

function withServed(turns: Turns, lane: Lane, more: number): Turns {
  return { ...turns, served: { ...turns.served, [lane]: turns.served[lane] + more } };
}

function withWaiting(turns: Turns, lane: Lane, waiting: readonly Waiter[]): Turns {
  return { ...turns, waiting: { ...turns.waiting, [lane]: waiting } };
}
