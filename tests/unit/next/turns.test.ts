import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  arrive,
  giveBack,
  giveUp,
  laneNames,
  nobodyServed,
  slotsOf,
  type Arrival,
  type Lane,
  type TurnLimits,
  type Turns,
  type Waiter,
} from '@/lib/next/turns';

const lane = fc.constantFrom(...laneNames);
const someLimits: fc.Arbitrary<TurnLimits> = fc
  .tuple(
    fc.integer({ min: 0, max: 3 }),
    ...laneNames.map(() =>
      fc.record({ own: fc.integer({ min: 1, max: 3 }), waiting: fc.integer({ min: 1, max: 24 }) }),
    ),
  )
  .map(([shared, ...each]) => ({
    shared,
    lanes: Object.fromEntries(laneNames.map((name, at) => [name, each[at]])) as TurnLimits['lanes'],
  }));
/** Somebody comes, a request ends (answered, broken off or failed: it is all one), or somebody no longer waits. */
const act = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constant('come' as const), lane, caller: fc.nat({ max: 2 }) }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('end' as const), nth: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('leave' as const), nth: fc.nat() }) },
);

interface Seen {
  turns: Turns;
  limits: TurnLimits;
  /** By what this test itself has kept: who is served and who waits, in which lane. */
  served: Map<number, Lane>;
  waiting: Map<number, Lane>;
  started: { waiter: Waiter; lane: Lane; others: number; left: Turns['waiting'] }[];
  arrivals: { arrival: Arrival; lane: Lane; before: Turns }[];
}

function play(
  limits: TurnLimits,
  acts: readonly (typeof act extends fc.Arbitrary<infer One> ? One : never)[],
): Seen {
  const seen: Seen = {
    turns: nobodyServed,
    limits,
    served: new Map(),
    waiting: new Map(),
    started: [],
    arrivals: [],
  };
  acts.forEach((one, id) => {
    if (one.does === 'come') come(seen, id, one.lane, `caller-${one.caller}`);
    else if (one.does === 'end') end(seen, one.nth);
    else {
      const [who] = [...seen.waiting].slice(one.nth % Math.max(1, seen.waiting.size));
      if (who === undefined) return;
      seen.turns = giveUp(seen.turns, who[1], who[0]);
      seen.waiting.delete(who[0]);
    }
  });
  return seen;
}

function come(seen: Seen, id: number, name: Lane, caller: string): void {
  const before = seen.turns;
  const { turns, arrival } = arrive(before, name, { id, caller }, seen.limits);
  seen.turns = turns;
  seen.arrivals.push({ arrival, lane: name, before });
  if (arrival === 'served') seen.served.set(id, name);
  if (arrival === 'waits') seen.waiting.set(id, name);
}

function end(seen: Seen, nth: number): void {
  const [who] = [...seen.served].slice(nth % Math.max(1, seen.served.size));
  if (who === undefined) return;
  seen.served.delete(who[0]);
  const before = seen.turns;
  const { turns, next } = giveBack(before, who[1], seen.limits);
  seen.turns = turns;
  const gone = new Set<number>();
  for (const waiter of next) {
    const of = seen.waiting.get(waiter.id) as Lane;
    // As it was just before this one: without who has ended, and with those who have started since.
    const others = [...seen.served.values()].filter((name) => name === of).length;
    const left = Object.fromEntries(
      laneNames.map((name) => [name, before.waiting[name].filter(({ id }) => !gone.has(id))]),
    ) as unknown as Turns['waiting'];
    seen.started.push({ waiter, lane: of, others, left });
    gone.add(waiter.id);
    seen.waiting.delete(waiter.id);
    seen.served.set(waiter.id, of);
  }
}

const countOf = (lanes: Map<number, Lane>, name: Lane) =>
  [...lanes.values()].filter((other) => other === name).length;
const law = (check: (seen: Seen) => void, { numRuns = 400, acts = 200 } = {}) =>
  fc.assert(
    fc.property(someLimits, fc.array(act, { maxLength: acts, size: 'max' }), (limits, all) =>
      check(play(limits, all)),
    ),
    { numRuns },
  );

test('never more than the bound at once, in all and of one lane, nor more waiting than may', () =>
  law(({ turns, limits }) => {
    const all = laneNames.reduce((sum, name) => sum + turns.served[name], 0);
    expect(all).toBeLessThanOrEqual(slotsOf(limits));
    for (const name of laneNames) {
      expect(turns.served[name]).toBeLessThanOrEqual(limits.lanes[name].own + limits.shared);
      expect(turns.waiting[name].length).toBeLessThanOrEqual(limits.lanes[name].waiting);
    }
  }));

test('every slot is given back, and nobody is lost or counted twice', () =>
  law((seen) => {
    for (const name of laneNames) {
      expect(seen.turns.served[name]).toBe(countOf(seen.served, name));
      expect(seen.turns.waiting[name].map(({ id }) => id).sort((one, other) => one - other)).toEqual(
        [...seen.waiting].filter(([, of]) => of === name).map(([id]) => id),
      );
    }
  }));

test('nobody who writes waits while somebody of another lane starts, unless on a slot of that lane’s own', () =>
  law(({ started, arrivals, limits }) => {
    for (const { lane: name, others, left } of started) {
      const first = laneNames.find((other) => left[other].length > 0);
      if (first !== name) expect(others).toBeLessThan(limits.lanes[name].own);
    }
    // Nor does somebody who comes later go before those of the same lane.
    for (const { lane: name, before, arrival } of arrivals)
      if (before.waiting[name].length > 0) expect(arrival).not.toBe('served');
  }));

test('a write waits only where writes have all slots of their own', () =>
  law(({ arrivals, limits }) => {
    for (const { lane: name, before, arrival } of arrivals)
      if (before.served[name] < limits.lanes[name].own) expect(arrival).toBe('served');
  }));

test('no lane stands still: whoever waits is served once enough of what was before them has ended', () =>
  law(
    (seen) => {
      // Newcomers of every other lane keep coming; what has been served longest ends.
      for (const patient of laneNames) {
        const mine = seen.turns.waiting[patient].map(({ id }) => id);
        let rounds = 0;
        while (mine.some((id) => seen.waiting.has(id))) {
          expect(rounds++).toBeLessThan(600);
          end(seen, 0);
          for (const other of laneNames)
            if (other !== patient) come(seen, 1_000_000 + seen.arrivals.length, other, `new-${rounds}`);
        }
      }
    },
    { numRuns: 40, acts: 80 },
  ));

test('nothing waits beside a slot that it could have; readers without a session leave the shared ones to staff', () =>
  law(({ turns: { served, waiting }, limits }) => {
    for (const name of laneNames) {
      if (waiting[name].length === 0) continue;
      expect(served[name]).toBeGreaterThanOrEqual(limits.lanes[name].own);
      if (name === 'visitorRead' && served.signedInRead + served.signedInWrite > 0) continue;
      const ofShared = laneNames.reduce(
        (sum, other) => sum + Math.max(0, served[other] - limits.lanes[other].own),
        0,
      );
      expect(ofShared).toBe(limits.shared);
    }
  }));

test('while staff are served, a reader without a session starts only on a slot of its lane’s own', () =>
  law(({ arrivals, limits }) => {
    for (const { lane: name, before, arrival } of arrivals)
      if (name === 'visitorRead' && before.served.signedInRead + before.served.signedInWrite > 0)
        expect(arrival === 'served').toBe(before.served.visitorRead < limits.lanes.visitorRead.own);
  }));

test('one caller takes at most half of the places of a lane', () =>
  law(({ turns, limits }) => {
    for (const name of laneNames)
      for (const one of ['caller-0', 'caller-1', 'caller-2'])
        expect(turns.waiting[name].filter(({ caller }) => caller === one).length).toBeLessThanOrEqual(
          Math.ceil(limits.lanes[name].waiting / 2),
        );
  }));

test('who came first is served first, but for the ninth and later requests that one caller has waiting', () =>
  law(({ started }) => {
    for (const { waiter, lane: name, left } of started) {
      const overtaken = left[name].filter(({ id }) => id < waiter.id);
      for (const one of overtaken) {
        expect(one.caller).not.toBe(waiter.caller);
        expect(one.rank).toBeGreaterThan(waiter.rank);
      }
    }
  }));

test('whoever has nothing waiting yet waits behind at most eight requests of another caller', () => {
  const limits = {
    shared: 0,
    lanes: Object.fromEntries(
      laneNames.map((name) => [name, { own: 1, waiting: 60 }]),
    ) as TurnLimits['lanes'],
  };
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), lane, (greedy, name) => {
      let { turns } = arrive(nobodyServed, name, { id: 0, caller: 'served' }, limits);
      for (let id = 1; id <= greedy; id += 1)
        ({ turns } = arrive(turns, name, { id, caller: 'greedy' }, limits));
      ({ turns } = arrive(turns, name, { id: 100, caller: 'modest' }, limits));
      expect(turns.waiting[name].findIndex(({ id }) => id === 100)).toBe(Math.min(greedy, 8));
    }),
  );
});
