import { type ChildProcess, spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { execPath } from 'node:process';
import { builtSuggester } from '@/lib/env';
import type { Model } from '@/lib/suggest/model';
import type { Precedent, Target } from '@/lib/suggest/precedent';
import type { Proposal, Question } from '@/lib/suggest/suggest';

/** A part of what is known: decisions, and what can be granted. */
export interface Portion {
  precedents: readonly Precedent[];
  targets: readonly Target[];
}

/** What the program is told and asked. */
export type Asked =
  | { portion: Portion }
  | { use: Model }
  | { learn: number }
  | { id: number; question: Question; titles: readonly string[]; most: number };

/** What is proposed, and the target that is called like each of some titles. */
export interface Answer {
  proposals: Proposal[];
  sameTitles: (string | null)[];
}

/** What the program says. */
export type Said = { ready: true } | { learned: Model } | ({ id: number } & Answer);

/** How the program is started: as the build made it, or from its source. */
function program(): string[] {
  const built = builtSuggester();
  return built === undefined ? ['--import', 'tsx', 'lib/suggesting/program.ts'] : [built];
}

/** Memory of one program, and how long it may read and learn. @units megabytes, milliseconds */
const limits = { memory: 700, reading: 120_000, learning: 900_000 };

/** Whoever asks while so many wait would wait longer than anybody does. */
const mostUnanswered = 16;

function started(start: readonly string[]): ChildProcess {
  return spawn(execPath, [`--max-old-space-size=${limits.memory}`, ...start], {
    // Nothing of our environment: it has no use for addresses and secrets.
    env: {} as NodeJS.ProcessEnv,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}

/** One portion after the other, so that never more than one is under way. */
async function tell(child: ChildProcess, asked: Asked): Promise<void> {
  await new Promise<void>((resolve, reject) =>
    child.send(asked, (error) => (error === null ? resolve() : reject(error))),
  );
}

/** The first thing said that is wanted, at most so many milliseconds later. @throws when the program ends before */
function heard<Wanted extends Said>(
  child: ChildProcess,
  isWanted: (said: Said) => said is Wanted,
  most: number,
): Promise<Wanted> {
  return new Promise((resolve, reject) => {
    const listen = (said: Said) => isWanted(said) && end(() => resolve(said));
    const fail = () => end(() => reject(new Error('What suggests ended before it had answered.')));
    const timer = setTimeout(fail, most);
    const end = (tell: () => void) => {
      clearTimeout(timer);
      child.off('message', listen).off('close', fail).off('error', fail);
      tell();
    };
    child.on('message', listen).on('close', fail).on('error', fail);
  });
}

/** Learns in a process of its own, behind everything else that the machine has to do. The same portions and seed give the same model. */
export async function learnApart(
  portions: AsyncIterable<Portion>,
  seed: number,
  start: readonly string[] = program(),
): Promise<Model> {
  const child = started(start);
  try {
    const learned = heard(child, (said) => 'learned' in said, limits.learning);
    learned.catch(() => undefined);
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
    for await (const portion of portions) await tell(child, { portion });
    await tell(child, { learn: seed });
    return (await learned).learned;
  } finally {
    child.kill('SIGKILL');
  }
}

/** What one institution has decided, held in a process of its own that answers questions about it. */
export interface Held {
  /** Null when no answer came in that time. @units milliseconds */
  ask(question: Question, titles: readonly string[], most: number, patience: number): Promise<Answer | null>;
  readonly hasEnded: boolean;
  end(): void;
}

/** Reads the portions in a process of its own and keeps it. @throws when it cannot be read, or not in time */
export async function holdApart(
  portions: AsyncIterable<Portion>,
  model: Model,
  start: readonly string[] = program(),
): Promise<Held> {
  const child = started(start);
  child.unref();
  child.channel?.unref();
  const asked = new Map<number, (answer: Answer | null) => void>();
  let count = 0;
  let unanswered = 0;
  let hasEnded = false;
  const close = () => {
    hasEnded = true;
    for (const answer of asked.values()) answer(null);
    asked.clear();
  };
  child.on('close', close).on('error', close);
  child.on('message', (said: Said) => {
    if (!('id' in said)) return;
    unanswered -= 1;
    asked.get(said.id)?.({ proposals: said.proposals, sameTitles: said.sameTitles });
  });
  const end = () => void child.kill('SIGKILL');
  try {
    const ready = heard(child, (said) => 'ready' in said, limits.reading);
    ready.catch(() => undefined);
    for await (const portion of portions) await tell(child, { portion });
    await tell(child, { use: model });
    await ready;
  } catch (error) {
    end();
    throw error;
  }
  return {
    get hasEnded() {
      return hasEnded;
    },
    end,
    async ask(question, titles, most, patience) {
      if (hasEnded || unanswered >= mostUnanswered) return null;
      const id = ++count;
      unanswered += 1;
      let timer: NodeJS.Timeout | undefined;
      try {
        return await new Promise<Answer | null>((resolve) => {
          asked.set(id, resolve);
          timer = setTimeout(() => resolve(null), patience);
          child.send({ id, question, titles, most } satisfies Asked, (error) => error && resolve(null));
        });
      } finally {
        clearTimeout(timer);
        asked.delete(id);
      }
    },
  };
}
