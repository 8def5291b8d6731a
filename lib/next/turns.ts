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
  /** Who has a smaller one goes first, however late they came. */
  rank: number;
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

/** So many requests of one caller wait as those of several people would; the next as many wait behind those of all others. */
const together = 8;

/**
 * What becomes of somebody who arrives: served where there is a slot, else they wait in their lane, else they are turned away. One
 * caller takes at most half of the places of a lane, and nobody waits behind more than a few requests of one other caller.
 */
export function arrive(
  turns: Turns,
  lane: Lane,
  { id, caller }: { id: number; caller: string },
  limits: TurnLimits,
): { turns: Turns; arrival: Arrival } {
  if (hasSlot(turns, lane, limits)) return { turns: withServed(turns, lane, 1), arrival: 'served' };
  const queue = turns.waiting[lane];
  const { waiting } = limits.lanes[lane];
  const ofCaller = queue.filter((waiter) => waiter.caller === caller).length;
  if (queue.length >= waiting || ofCaller >= Math.ceil(waiting / 2)) return { turns, arrival: 'turnedAway' };
  const rank = Math.floor(ofCaller / together);
  const place = queue.filter((waiter) => waiter.rank <= rank).length;
  const longer = [...queue.slice(0, place), { id, caller, rank }, ...queue.slice(place)];
  return { turns: withWaiting(turns, lane, longer), arrival: 'waits' };
}

/** After one of that lane has been served: who is next. */
export function giveBack(
  turns: Turns,
  lane: Lane,
  limits: TurnLimits,
): { turns: Turns; next: readonly Waiter[] } {
  let settled = withServed(turns, lane, -1);
  const next: Waiter[] = [];
  for (;;) {
    const { waiting } = settled;
    const first = laneNames.find((name) => waiting[name].length > 0 && hasSlot(settled, name, limits));
    const [waiter, ...rest] = first === undefined ? [] : waiting[first];
    if (first === undefined || waiter === undefined) return { turns: settled, next };
    settled = withServed(withWaiting(settled, first, rest), first, 1);
    next.push(waiter);
  }
}

/** Somebody gave up waiting, or waited too long. */
export function giveUp(turns: Turns, lane: Lane, id: number): Turns {
  return withWaiting(
    turns,
    lane,
    turns.waiting[lane].filter((waiter) => waiter.id !== id),
  );
}

/** Readers without a session leave the shared slots alone while anybody signed in is being served: one thread does the work of all. */
function hasSlot({ served }: Turns, lane: Lane, { lanes, shared }: TurnLimits): boolean {
  if (served[lane] < lanes[lane].own) return true;
  if (lane === 'visitorRead' && served.signedInRead + served.signedInWrite > 0) return false;
  return laneNames.reduce((sum, name) => sum + Math.max(0, served[name] - lanes[name].own), 0) < shared;
}

function withServed(turns: Turns, lane: Lane, more: number): Turns {
  return { ...turns, served: { ...turns.served, [lane]: turns.served[lane] + more } };
}

function withWaiting(turns: Turns, lane: Lane, waiting: readonly Waiter[]): Turns {
  return { ...turns, waiting: { ...turns.waiting, [lane]: waiting } };
}
