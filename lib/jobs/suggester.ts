import type { Database } from '@/lib/db/client';
import { findModel, keepModel, listDecidedIds } from '@/lib/db/suggestions';
import { withTenant } from '@/lib/db/tx';
import { listPublicInstitutions } from '@/lib/db/public-institutions';
import { getInstitution } from '@/lib/db/institutions';
import { logError } from '@/lib/next/log';
import { mostSuggested } from '@/lib/rule/suggested-target';
import { leastRows, type Model, modelVersion, untrainedModel } from '@/lib/suggest/model';
import { noTarget } from '@/lib/suggest/precedent';
import { type Held, holdApart, learnApart } from '@/lib/suggesting/suggest-apart';
import type { Proposed, Suggester } from '@/lib/usecases/ports';
import { knownDecisions, type Grantables, markNow } from './known-decisions';

/** The same decisions and this seed give the same model. */
const seed = 1;

/** @units milliseconds, but for `held` */
const usual = {
  /** As many institutions' decisions are held at a time. */
  held: 3,
  /** What nobody has asked for so long is let go. */
  idle: 600_000,
  /** What could not be read is tried again after so long, and nothing sooner. */
  again: 60_000,
  /** Decisions are looked for anew after so long, and after twenty times as long as reading them took. */
  fresh: 30_000,
  /** A page waits so long for an answer, and so long again where nothing was held yet. */
  answer: 150,
  /** Learning anew has to be so long ago. */
  learning: 3_600_000,
};
export type SuggesterLimits = typeof usual;

interface Holding {
  held: Held;
  grantables: Grantables;
  mark: string;
  learnedAt: string | null;
  checkedAt: number;
  took: number;
  usedAt: number;
}

export interface RunningSuggester extends Suggester {
  /** Reads what was decided since, if anything was. */
  refresh(tenantId: string): Promise<void>;
  /** Learns at each institution that has decided something since, and long enough ago; stops between two where it is told to. */
  learnEverywhere(goesOn?: () => boolean): Promise<void>;
  stop(): void;
}

/**
 * Suggests from processes of their own, one for each institution that is asked about: what one has decided is never in one memory with
 * what another has. A page gets an answer at once or none.
 */
export function createSuggester(
  database: Database,
  given: Partial<SuggesterLimits> & { program?: readonly string[]; now?: () => string } = {},
): RunningSuggester {
  const limits = { ...usual, ...given };
  const now = given.now ?? (() => new Date().toISOString());
  const holdings = new Map<string, Holding>();
  const underWay = new Map<string, Promise<void>>();
  const failedAt = new Map<string, number>();
  let before: Promise<unknown> = Promise.resolve();
  let isStopped = false;

  /** The holding, unless it is gone. */
  const find = (tenantId: string) => {
    const holding = holdings.get(tenantId);
    if (holding?.held.hasEnded) holdings.delete(tenantId);
    return holding?.held.hasEnded ? undefined : holding;
  };
  const letGo = (tenantId: string) => {
    holdings.get(tenantId)?.held.end();
    holdings.delete(tenantId);
  };
  const letGoIdle = () => {
    for (const [id, { usedAt }] of holdings) if (performance.now() - usedAt > limits.idle) letGo(id);
  };
  const watch = setInterval(letGoIdle, Math.max(1_000, limits.idle / 4)).unref();
  const makeRoom = (tenantId: string) => {
    const others = [...holdings].filter(([id]) => id !== tenantId).sort((a, b) => a[1].usedAt - b[1].usedAt);
    for (const [id] of others.slice(0, Math.max(0, others.length - limits.held + 1))) letGo(id);
  };

  const read = async (tenantId: string) => {
    const earlier = find(tenantId);
    const at = now();
    const mark = await markNow(database, tenantId, at);
    const stored = await storedModel(database, tenantId);
    const learnedAt = stored?.learnedAt ?? null;
    if (earlier) earlier.checkedAt = performance.now();
    if (earlier?.mark === mark && earlier.learnedAt === learnedAt) return;
    const from = performance.now();
    const grantables: Grantables = new Map();
    const model = stored?.model ?? untrainedModel(seed);
    const held = await holdApart(knownDecisions(database, tenantId, at, grantables), model, given.program);
    if (isStopped) return held.end();
    letGo(tenantId);
    makeRoom(tenantId);
    const time = performance.now();
    const took = time - from;
    holdings.set(tenantId, { held, grantables, mark, learnedAt, checkedAt: time, took, usedAt: time });
  };
  // One after the other: what many institutions have decided, read at once, would fill the machine.
  const refresh = (tenantId: string): Promise<void> => {
    const found = underWay.get(tenantId);
    if (found !== undefined) return found;
    const reading = before.then(() => read(tenantId)).finally(() => underWay.delete(tenantId));
    before = reading.catch(() => undefined);
    underWay.set(tenantId, reading);
    return reading;
  };
  const refreshBeside = (tenantId: string) => {
    const last = failedAt.get(tenantId);
    if (last !== undefined && performance.now() - last < limits.again) return Promise.resolve();
    const reading = refresh(tenantId).then(
      () => void failedAt.delete(tenantId),
      (error: unknown) => {
        failedAt.set(tenantId, performance.now());
        logError('suggestions failed', '', error);
      },
    );
    return new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, limits.answer);
      void reading.then(() => (clearTimeout(timer), resolve()));
    });
  };

  return {
    refresh,
    async propose(tenantId, { question, titles }): Promise<Proposed | null> {
      if (!find(tenantId)) await refreshBeside(tenantId);
      const holding = find(tenantId);
      if (!holding) return null;
      const age = performance.now() - holding.checkedAt;
      if (age > Math.max(limits.fresh, 20 * holding.took)) void refreshBeside(tenantId);
      holding.usedAt = performance.now();
      const answer = await holding.held.ask(question, titles, mostSuggested, limits.answer);
      const { grantables } = holding;
      return (
        answer && {
          proposals: answer.proposals.flatMap(({ target, kind: _, ...one }) => {
            const grants = target === noTarget ? null : grantables.get(target);
            return grants === undefined ? [] : [{ ...one, grants }];
          }),
          sameTitles: answer.sameTitles.map((target) => grantables.get(target ?? '') ?? null),
        }
      );
    },
    async learnEverywhere(goesOn = () => true) {
      for (const { id } of await listPublicInstitutions(database, { now: now() })) {
        if (!goesOn()) return;
        try {
          await learnAt(database, id, now(), limits.learning, given.program);
        } catch (error) {
          logError('learning from decisions failed', '', error);
        }
      }
    },
    stop() {
      isStopped = true;
      clearInterval(watch);
      for (const id of [...holdings.keys()]) letGo(id);
    },
  };
}

/** What was learned, unless this version of the method cannot use it. */
async function storedModel(
  database: Database,
  tenantId: string,
): Promise<{ model: Model; mark: string; learnedAt: string } | null> {
  const stored = await withTenant(database, { tenantId }, (tx) => findModel(tx, tenantId));
  return stored?.version === modelVersion
    ? { model: stored.model as Model, mark: stored.mark, learnedAt: stored.learnedAt }
    : null;
}

/** Learns from what an institution has decided and keeps it, where something was decided since and there is enough to learn from. */
async function learnAt(
  database: Database,
  tenantId: string,
  at: string,
  apart: number,
  program?: readonly string[],
): Promise<void> {
  const { suggestFrom, count } = await withTenant(database, { tenantId }, async (tx) => ({
    suggestFrom: (await getInstitution(tx, tenantId)).suggestFrom,
    count: (await listDecidedIds(tx)).length,
  }));
  if (suggestFrom === 'nothing' || count < leastRows) return;
  const before = await storedModel(database, tenantId);
  if (before && Date.parse(at) - Date.parse(before.learnedAt) < apart) return;
  const mark = await markNow(database, tenantId, at);
  // The day is part of the mark, but no reason to learn.
  const decided = (text: string) => text.slice(text.indexOf(' '));
  if (before && decided(before.mark) === decided(mark)) return;
  const model = await learnApart(knownDecisions(database, tenantId, at), seed, program);
  await withTenant(database, { tenantId }, (tx) => keepModel(tx, tenantId, { model, mark, learnedAt: at }));
}
