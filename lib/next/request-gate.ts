import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { countShed, loadCounts, type Shed } from './load-counts';
import { classOf, pathOf, type RequestClass } from './request-class';
import type { RequestHead } from './request-guard';
import { type Serve, standInFront } from './stand-in-front';
import { arrive, giveBack, giveUp, laneNames, nobodyServed, type Lane, type TurnLimits } from './turns';

export interface GateLimits extends TurnLimits {
  /** How long each lane waits at most. @units milliseconds */
  patience: Readonly<Record<Lane, number>>;
  /** A request that holds its slot longer (a slow line, a long export) goes on without it. @units milliseconds */
  heldAtMost: number;
  /** How long a visitor's form may take to arrive; it takes no slot before it is there. @units milliseconds */
  bodyWithin: number;
}

/**
 * What one process does at the same time. One thread renders, so that more at once only makes each slower: on two cores two searches at
 * once are answered as fast as ten. A search takes 0.1 to 0.4 s, so whoever waits in a full lane of readers waits some eight seconds.
 * @source `npm run test:proof -- overload`
 */
export const gateLimits: GateLimits = {
  lanes: {
    signedInWrite: { own: 2, waiting: 60 },
    signedInRead: { own: 2, waiting: 60 },
    visitorWrite: { own: 1, waiting: 60 },
    visitorRead: { own: 1, waiting: 60 },
  },
  shared: 1,
  patience: { signedInWrite: 15_000, signedInRead: 10_000, visitorWrite: 10_000, visitorRead: 8_000 },
  heldAtMost: 20_000,
  bodyWithin: 5_000,
};

/** When to come back after being turned away by all being busy. @units seconds */
const comeBackAfter = 5;

export interface GateParts {
  limits: GateLimits;
  /** Whose session the request carries, if anybody's. */
  userOf: (head: RequestHead) => Promise<string | null>;
  /** By what a visitor is counted. */
  callerOf: (head: RequestHead) => string;
  /** Takes the cost from the caller's budget; seconds until there is some again where there was too little. */
  spend: (caller: string, cost: number) => Promise<number | null>;
  turnAway: (
    head: RequestHead,
    response: ServerResponse,
    why: 'busy' | 'spent' | 'late',
    retryAfter: number,
  ) => void;
}

/** Lets requests of every server of this process through a gate, from the first one on. @source docs/decisions/0017-load-is-shed-at-the-door.md */
export function holdRequests(parts: GateParts): void {
  standInFront((serve, server) => {
    const pass = gateBefore(serve, parts, whenAllAreHeard(server));
    return (request, response) => void pass(request, response);
  });
}

/** So long at most newcomers are listened to before the next request is begun. @units milliseconds */
const listenedFor = 200;

/**
 * Resolves once no further connection waits to be taken. Node takes one a turn of its loop, and a turn lasts as long as what is rendered
 * in it: begun one after the other, a few searches would leave hundreds of connections unheard, those of health among them.
 * @source libuv, `uv__server_io` since 1.45; `npm run test:proof -- overload` asks for health meanwhile
 */
export function whenAllAreHeard(server: Server): () => Promise<void> {
  let heard = 0;
  server.on('connection', () => (heard += 1));
  let listening: Promise<void> | undefined;
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const listen = async () => {
    const until = performance.now() + listenedFor;
    let before;
    // From the end of this turn to that of the next one is a whole turn.
    await turn();
    do {
      before = heard;
      await turn();
    } while (before !== heard && performance.now() < until);
  };
  return () => (listening ??= listen().finally(() => (listening = undefined)));
}

/** Serves what has a slot, lets wait what may, and turns away the rest. Every slot is given back, however the request ends. */
export function gateBefore(
  serve: Serve,
  { limits, userOf, callerOf, spend, turnAway }: GateParts,
  allAreHeard: () => Promise<void>,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  let turns = nobodyServed;
  let lastId = 0;
  /** How to call whoever waits. */
  const calls = new Map<number, () => void>();
  const counts = loadCounts();

  function settle(next: typeof turns): void {
    turns = next;
    for (const lane of laneNames) {
      counts[lane].served = turns.served[lane];
      counts[lane].waiting = turns.waiting[lane].length;
    }
  }

  function takeSlot(lane: Lane, gone: Gone): void {
    let isHeld = true;
    const release = () => {
      if (!isHeld) return;
      isHeld = false;
      clearTimeout(lease);
      const { turns: settled, next } = giveBack(turns, lane, limits);
      settle(settled);
      for (const { id } of next) calls.get(id)?.();
    };
    const lease = setTimeout(release, limits.heldAtMost).unref();
    counts[lane].answered += 1;
    gone.then(release);
  }

  /**
   * Waits for a slot; resolves with what became of it. Everything is decided within the event that it comes from: a slot that is
   * given to somebody who has just gone would be nobody's.
   */
  function slotFor(lane: Lane, caller: string, gone: Gone): Promise<Shed | 'gone' | 'slot'> {
    const id = (lastId += 1);
    const { turns: settled, arrival } = arrive(turns, lane, { id, caller }, limits);
    settle(settled);
    if (arrival === 'served') takeSlot(lane, gone);
    if (arrival !== 'waits') return Promise.resolve(arrival === 'served' ? 'slot' : arrival);
    return new Promise((resolve) => {
      const end = (how: 'slot' | 'gone' | 'waitedTooLong') => {
        if (!calls.delete(id)) return;
        clearTimeout(timer);
        if (how === 'slot') takeSlot(lane, gone);
        else settle(giveUp(turns, lane, id));
        resolve(how);
      };
      const timer = setTimeout(() => end('waitedTooLong'), limits.patience[lane]).unref();
      calls.set(id, () => end('slot'));
      gone.then(() => end('gone'));
    });
  }

  return async (request, response) => {
    const head = headOf(request);
    if (classOf(head, false, false) === null) return serve(request, response);
    const gone = goneOf(request, response);
    const userId = await userOf(head).catch(() => null);
    const length = Number(head.headers.get('content-length') ?? '0');
    const asked = classOf(
      head,
      userId !== null,
      length > request.readableHighWaterMark,
    ) as NonNullable<RequestClass>;
    const caller = userId === null ? callerOf(head) : `user:${userId}`;
    const retryAfter = await spend(caller, asked.cost);
    if (retryAfter !== null) {
      countShed(asked.lane, 'overBudget');
      await hearOut(request);
      return turnAway(head, response, 'spent', retryAfter);
    }
    if (
      length > 0 &&
      length <= request.readableHighWaterMark &&
      !(await hasArrived(request, limits.bodyWithin))
    )
      return turnAway(head, response, 'late', 0);
    if (gone.isOver()) return;
    const outcome = await slotFor(asked.lane, caller, gone);
    if (gone.isOver() || outcome === 'gone') return;
    if (outcome !== 'slot') {
      countShed(asked.lane, outcome);
      await hearOut(request);
      return turnAway(head, response, 'busy', comeBackAfter);
    }
    await allAreHeard();
    if (!gone.isOver()) serve(request, response);
  };
}

function headOf({ method, url, headers }: IncomingMessage): RequestHead {
  return {
    method: method ?? '',
    pathname: pathOf(url ?? '/'),
    headers: { get: (name) => [headers[name] ?? null].flat()[0] ?? null },
  };
}

interface Gone {
  isOver: () => boolean;
  then: (ended: () => void) => void;
}

/** The end of a request: answered, broken off, or its connection lost while an earlier request of it was being answered. */
function goneOf({ socket }: IncomingMessage, response: ServerResponse): Gone {
  let over = socket.destroyed;
  const waiting: (() => void)[] = [];
  const end = () => {
    if (over) return;
    over = true;
    socket.off('close', end);
    for (const ended of waiting.splice(0)) ended();
  };
  // One connection can carry any number of requests, each of which listens.
  socket.setMaxListeners(0);
  socket.once('close', end);
  response.once('close', end);
  return { isOver: () => over, then: (ended) => (over ? ended() : void waiting.push(ended)) };
}

/** How long, and how much of a body, is heard from somebody who is turned away. @units milliseconds, bytes */
const heardOut = { within: 1_000, bytes: 1_000_000 } as const;

/**
 * Takes what is left of a body and drops it. A connection that is closed while its other end is still sending breaks there, and the
 * answer is lost with it. @source RFC 9112, section 9.6
 */
async function hearOut(request: IncomingMessage): Promise<void> {
  if (request.complete && request.readableLength === 0) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, heardOut.within).unref();
    let heard = 0;
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    request.on('data', (chunk: Buffer) => {
      heard += chunk.byteLength;
      if (heard > heardOut.bytes) end();
    });
    request.once('end', end).once('close', end);
  });
  request.pause();
}

/** Whether the whole body is there; it is not read, so whoever reads it later finds it. @units milliseconds */
async function hasArrived(request: IncomingMessage, within: number): Promise<boolean> {
  const deadline = performance.now() + within;
  while (!request.complete) {
    if (request.destroyed || performance.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return true;
}
