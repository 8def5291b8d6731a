import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import type { StageConfig } from '@/lib/review/stage-config';
import { openBench, useForBuilders } from './support/bench';
import { chanceOf } from './support/chance';
import { conclude } from './support/evidence';
import { pick } from './support/scale';
import { findDamage } from './support/whole';
import { after, type Choice, type Name, names, people, type Step, type World } from './workflow/model';

// People do what they like, in any order, one after the other and at the same instant, with old pages and again. A second, plain
// telling of the workflow (workflow/model.ts) says of each act whether it may be, and what is then stored.
const histories = pick({ slice: 3, ci: 40, campaign: Number(process.env['PROOF_ROUNDS'] ?? 3_000) });
const stepsEach = 100;

const bench = await openBench('proof-workflow');
useForBuilders(bench);
const { aCourse, aMicroCredential, anInstitution, aPerson, aRule, departmentStage, oneForOne } = await import(
  '@/tests/support/builders'
);
const { ctxOf, today } = await import('@/tests/support/ctx');
const { readWorld, sender } = await import('./workflow/play');
type Scene = import('./workflow/play').Scene;
type Send = import('./workflow/play').Send;
type Outcome = import('./workflow/play').Outcome;
afterAll(() => bench.discard());

async function aScene(): Promise<Scene> {
  const stage: StageConfig = { ...departmentStage, mode: 'quorumVote', tie: 'chairDecides' };
  const review = {
    stages: [stage, { ...stage, kind: 'committee' as const, minReviewers: 2 }],
    coverageThreshold: 80,
    reReviewMonths: 36,
  };
  const [here, elsewhere] = [await anInstitution({ review }), await anInstitution()];
  const built: Partial<Scene['people']> = {};
  for (const name of names)
    built[name] = await (name === 'stranger'
      ? aPerson(elsewhere, ...new Set(Object.values(people).flat()))
      : aPerson(here, ...people[name]));
  const all = built as Scene['people'];
  const rule = await aRule(here, all.author, {
    definition: oneForOne((await aMicroCredential(here)).id, (await aCourse(here, { outcomes: [] })).code),
  });
  return {
    tenantId: here.id,
    ruleId: rule.ruleId,
    people: all,
    contextOf: (person, idempotencyKey) => ctxOf(person, { idempotencyKey }),
  };
}

/** How often each act is tried where it may be: what ends everything is rare, or no history would be long. */
const weights: Record<Step['act'], number> = {
  submit: 6,
  route: 6,
  assign: 2,
  unassign: 0.3,
  nameChair: 0.3,
  remind: 1,
  replace: 1,
  extend: 1,
  reveal: 0.5,
  declare: 6,
  score: 6,
  vote: 8,
  takeBack: 2,
  decide: 60,
  close: 4,
  settle: 4,
  publish: 6,
  suspend: 1,
  resume: 2,
  revoke: 0.5,
  withdraw: 0.2,
  pullBack: 0.15,
  startNewVersion: 2,
};

/** Everything that anybody could try in this world, with what is on their screen now. */
function tries(world: World, chance: () => number): Step[] {
  const some = (from: readonly Name[]) => from.filter(() => chance() < 0.5);
  return world.flatMap(({ rowVersion: seen, stages }, on) =>
    names.flatMap((by): Step[] => {
      const who = { by, on };
      const reason = chance() < 0.1 ? '' : 'A reason.';
      const ofVersion: Step[] = [
        ...(['submit', 'publish', 'startNewVersion', 'pullBack'] as const).map((act) => ({
          ...who,
          act,
          seen,
        })),
        ...(['withdraw', 'suspend', 'resume', 'revoke'] as const).map((act) => ({
          ...who,
          act,
          seen,
          reason,
        })),
        { ...who, act: 'route', seen, reviewers: some(['several', 'first', 'second', 'chair']) },
        { ...who, act: 'settle', seen, met: chance() < 0.7 },
      ];
      const at = stages.length - 1;
      const stage = stages[at];
      if (!stage) return ofVersion;
      const choice = (
        ['approve', 'approve', 'approve', 'approve', 'reject', 'return', 'return', 'abstain'] as const
      )[Math.floor(chance() * 8)] as Choice;
      return [
        ...ofVersion,
        { ...who, act: 'assign', at, who: some(names) },
        ...(['unassign', 'nameChair'] as const).map((act) => ({
          ...who,
          act,
          at,
          whom: oneName(chance),
        })),
        { ...who, act: 'remind', at, whom: oneName(chance) },
        { ...who, act: 'replace', at, whom: oneName(chance), successor: oneName(chance) },
        { ...who, act: 'extend', at, seen: stage.rowVersion, days: 1 + Math.floor(chance() * 8) },
        { ...who, act: 'reveal', at, seen: stage.rowVersion },
        { ...who, act: 'declare', at, conflict: chance() < 0.1 },
        { ...who, act: 'score', at, knockOut: chance() < 0.1 },
        { ...who, act: 'vote', at, choice },
        { ...who, act: 'takeBack', at },
        { ...who, act: 'decide', at, choice },
        { ...who, act: 'close', at, seen: stage.rowVersion, conditional: chance() < 0.2 },
      ];
    }),
  );
}

function oneOf<T>(from: readonly T[], chance: () => number, weigh: (one: T) => number): T {
  let left = chance() * from.reduce((sum, one) => sum + weigh(one), 0);
  return from.find((one) => (left -= weigh(one)) < 0) ?? (from.at(-1) as T);
}

/** Declares, scores or votes once more. */
function isRepetition(world: World, { by, on, ...step }: Step): boolean {
  const stage = 'at' in step ? world[on]?.stages[step.at] : undefined;
  if (!stage) return false;
  return step.act === 'declare'
    ? by in stage.seats
      ? stage.seats[by] !== null
      : by in stage.asides
    : step.act === 'score'
      ? by in stage.scored
      : step.act === 'vote' && by in stage.votes;
}

const oneName = (chance: () => number) => names[Math.floor(chance() * names.length)] as Name;

/** Mostly something that may be, so that a history gets on; else anything, from a page of now or an old one. */
function nextStep(world: World, chance: () => number): Step {
  const all = tries(world, chance);
  if (chance() < 0.3) {
    const step = oneOf(all, chance, () => 1);
    return 'seen' in step && chance() < 0.3 ? { ...step, seen: step.seen - 1 } : step;
  }
  const allowed = all.filter((step) => after(world, step) !== null);
  const ofKind = (act: Step['act']) => allowed.filter((step) => step.act === act).length;
  return oneOf(
    allowed.length > 0 ? allowed : all,
    chance,
    (step) => (weights[step.act] / Math.max(1, ofKind(step.act))) * (isRepetition(world, step) ? 0.1 : 1),
  );
}

interface Played {
  counts: Record<
    'steps' | 'done' | 'refused' | 'repeated' | 'batches' | 'busy' | 'published' | 'decided',
    number
  >;
  /** What no order of the acts explains, with all that led there. */
  findings: string[];
}

const isBusy = (outcome: Outcome) => !outcome.done && outcome.code === 'conflict command/busy';
const accepted = (outcomes: readonly Outcome[]) => outcomes.map(({ done }) => done);

/** Whether these acts, one after the other in some order, have these answers and lead to this world. */
function isSerial(before: World, steps: readonly Step[], done: readonly boolean[], found: World): boolean {
  const search = (world: World, left: readonly number[]): boolean => {
    if (left.length === 0) return isDeepStrictEqual(world, found);
    return left.some((n) => {
      const next = after(world, steps[n] as Step);
      return (
        (next !== null) === done[n] &&
        search(
          next ?? world,
          left.filter((other) => other !== n),
        )
      );
    });
  };
  return search(
    before,
    steps.map((_, n) => n),
  );
}

/** Plays one history: acts one after the other, and now and then several at the same instant. `distort` plants a fault between the people and the product. */
async function play(
  name: string,
  distort: (send: Send, step: Step) => Send = (send) => send,
): Promise<Played> {
  const chance = chanceOf(name);
  const scene = await aScene();
  const played: Played = {
    counts: { steps: 0, done: 0, refused: 0, repeated: 0, batches: 0, busy: 0, published: 0, decided: 0 },
    findings: [],
  };
  const told: string[] = [];
  let stored = await readWorld(scene, today);
  while (played.counts.steps < stepsEach && played.findings.length === 0) {
    const together = chance() < 0.3 ? 2 + Math.floor(chance() * 4) : 1;
    const steps = Array.from({ length: together }, () => nextStep(stored.world, chance));
    const send = sender(scene, stored);
    const keys = steps.map(() => randomUUID());
    const outcomes = await Promise.all(steps.map((step, n) => distort(send, step)(step, keys[n] ?? '')));
    const [before, known] = [
      stored.world,
      steps.map((_, n) => n).filter((n) => !isBusy(outcomes[n] as Outcome)),
    ];
    stored = await readWorld(scene, today);
    told.push(
      ...steps.map(
        (step, n) =>
          `${together > 1 ? '∥ ' : ''}${JSON.stringify(step)} → ${outcomes[n]?.done ? 'done' : (outcomes[n] as { code: string }).code}`,
      ),
    );
    if (
      !isSerial(
        before,
        known.map((n) => steps[n] as Step),
        known.map((n) => accepted(outcomes)[n] ?? false),
        stored.world,
      )
    ) {
      played.findings.push(
        `${name}:\n${told.join('\n')}\nbefore ${JSON.stringify(before)}\nfound  ${JSON.stringify(stored.world)}`,
      );
    }
    // What was done is done once: sent again, it has the same answer, and nothing is stored.
    const again = outcomes.findIndex(({ done }) => done);
    if (again >= 0 && chance() < 0.2) {
      const step = steps[again] as Step;
      const repeated = await distort(send, step)(step, keys[again] ?? '').catch(String);
      if (
        !isDeepStrictEqual([repeated, (await readWorld(scene, today)).world], [outcomes[again], stored.world])
      )
        played.findings.push(`${name}, sent again: ${told.at(again - together)}`);
      played.counts.repeated += 1;
    }
    const done = outcomes.filter((outcome) => outcome.done).length;
    played.counts.steps += together;
    played.counts.done += done;
    played.counts.busy += outcomes.filter(isBusy).length;
    played.counts.refused += together - done - outcomes.filter(isBusy).length;
    played.counts.batches += together > 1 ? 1 : 0;
    played.counts.decided += steps.filter((step, n) => step.act === 'decide' && outcomes[n]?.done).length;
    played.counts.published += steps.filter((step, n) => step.act === 'publish' && outcomes[n]?.done).length;
  }
  return played;
}

test('whatever people do, in whatever order and at the same instant, is what the workflow says, done once and on record', async () => {
  const total: Played['counts'] = {
    steps: 0,
    done: 0,
    refused: 0,
    repeated: 0,
    batches: 0,
    busy: 0,
    published: 0,
    decided: 0,
  };
  for (let n = 0; n < histories; n += 1) {
    const { counts, findings } = await play(`history ${n}`);
    expect(findings).toEqual([]);
    for (const name of Object.keys(total) as (keyof typeof total)[]) total[name] += counts[name];
  }
  const { broken, auditEntries } = await findDamage(bench.admin, []);
  conclude('workflow', { histories, ...total, auditEntries });
  expect(broken).toEqual([]);
  expect(total.done).toBeGreaterThan(total.steps / 3);
});

const faults: Record<string, (send: Send, step: Step) => Send> = {
  'does not look at what the page showed': (send, given) => async (step, key) => {
    if (!('seen' in given)) return send(step, key);
    for (let seen = 1; seen < 60; seen += 1) {
      const outcome = await send({ ...given, seen }, `${key.slice(0, 32)}-${seen}`);
      if (outcome.done || !outcome.code.startsWith('conflict')) return outcome;
    }
    return send(step, key);
  },
  'does not ask whose draft it is': (send, given) => (step, key) =>
    send(given.act === 'submit' ? { ...given, by: 'author' } : step, key),
  'lets people vote without a judgement of their own': (send, given) => async (step, key) => {
    if (given.act === 'vote')
      await send({ ...given, act: 'score', knockOut: false }, `${key.slice(0, 32)}-score`);
    return send(step, key);
  },
  'forgets what it has answered': (send) => (step) => send(step, randomUUID()),
};

test.each(Object.keys(faults))('control: a product that %s is found', async (fault) => {
  for (let n = 0; n < 40; n += 1) {
    const { findings } = await play(`${fault} ${n}`, faults[fault]);
    if (findings.length > 0) return;
  }
  expect.unreachable('Nothing was found.');
});
