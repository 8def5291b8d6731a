import { type ChildProcess, spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { execPath } from 'node:process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { builtFileReader } from '@/lib/env';
import type { CellFix } from '@/lib/import/cell-fix';
import { type Portion, readingLimits, type ReadingLimits, type ReadingPlan } from '@/lib/import/reading';
import { type RefusalCode, refuse } from '@/lib/kernel/refusal';

/** What the program is told: first what people have put right, then that more is wanted. */
export interface Told {
  fixes?: readonly CellFix[];
  more?: true;
}

/** What the program says when it is asked for more. */
export type Said =
  | { portion: Portion }
  | { end: true }
  | { refused: { code: RefusalCode; reason: string; details?: unknown } }
  | { failed: string };

/** How the program that reads a file is started: as the build made it, or from its source. */
function program(): string[] {
  const built = builtFileReader();
  return built === undefined ? ['--import', 'tsx', 'lib/reading/program.ts'] : [built];
}

/**
 * Reads a stranger's file in a process of its own, which knows nothing of ours, has the memory that it is given and is killed when it
 * is silent for too long: whatever is in the file, it holds nobody else up. While a portion is dealt with, the next one has come and the one
 * after it is read.
 * @refuses invalid_input `file/…`; `file/stopped-time`, `file/stopped-memory`, `file/stopped-rows` for what is too much
 */
export async function* readApart(
  bytes: AsyncIterable<Uint8Array>,
  { fixes = [], ...plan }: ReadingPlan,
  limits: ReadingLimits = readingLimits,
  start: readonly string[] = program(),
): AsyncGenerator<Portion> {
  const child = spawn(
    execPath,
    [`--max-old-space-size=${limits.mostMemory}`, ...start, JSON.stringify({ plan, limits })],
    // Nothing of our environment: what reads a stranger's file has no use for addresses and secrets.
    { env: {} as NodeJS.ProcessEnv, stdio: ['pipe', 'ignore', 'pipe', 'ipc'] },
  );
  // Whoever waits for a page comes before a file, however many are read.
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  const said = listenTo(child);
  child.send({ fixes } satisfies Told, () => undefined);
  let broken: { error: unknown } | undefined;
  const source = async function* () {
    try {
      yield* bytes;
    } catch (error) {
      broken = { error };
      throw error;
    }
  };
  // The child may have heard enough, or be gone; and what is wrong with the source is told below.
  pipeline(Readable.from(source()), child.stdin as NodeJS.WritableStream).catch(() => undefined);
  try {
    let left = limits.mostTime;
    const ask = async () => {
      const askedAt = performance.now();
      const isLast = left < limits.mostSilence;
      const next = await said.next(isLast ? left : limits.mostSilence);
      left -= (performance.now() - askedAt) / 1_000;
      return { next, isLast };
    };
    for (let coming = ask(); ; ) {
      const { next, isLast } = await coming;
      if (broken) throw broken.error;
      if (next === 'silent')
        refuse('invalid_input', 'file/stopped-time', {
          seconds: isLast ? limits.mostTime : limits.mostSilence,
        });
      if (next === 'out of memory')
        refuse('invalid_input', 'file/stopped-memory', { megabytes: limits.mostMemory });
      if ('failed' in next) throw new Error(`A file could not be read: ${next.failed}`);
      if ('refused' in next) refuse(next.refused.code, next.refused.reason, next.refused.details);
      if ('end' in next) return;
      coming = ask();
      yield next.portion;
    }
  } finally {
    child.kill('SIGKILL');
  }
}

/** The next thing the child says, at most so many seconds later. */
function listenTo(child: ChildProcess) {
  const heard: Said[] = [];
  let ended: Said | 'out of memory' | undefined;
  let words = '';
  let wake = () => {};
  child.on('message', (message) => {
    heard.push(message as Said);
    wake();
  });
  child.stderr?.on('data', (part: Buffer) => (words = (words + part.toString('latin1')).slice(-4_000)));
  child.once('error', ({ message }) => {
    ended ??= { failed: message };
    wake();
  });
  child.once('close', (code, signal) => {
    // Our own kill comes when nobody listens any more; another one's is that of a system short of memory.
    const isFull = signal === 'SIGKILL' || /out of memory|allocation failed/i.test(words);
    ended ??= isFull ? 'out of memory' : { failed: `it ended with ${signal ?? `code ${code}`}` };
    wake();
  });
  return {
    async next(seconds: number): Promise<Said | 'out of memory' | 'silent'> {
      child.send({ more: true } satisfies Told, () => undefined);
      let late = false;
      const timer = setTimeout(
        () => {
          late = true;
          wake();
        },
        Math.max(0, seconds) * 1_000,
      );
      try {
        for (;;) {
          const first = heard.shift() ?? ended;
          if (first !== undefined) return first;
          if (late) return 'silent';
          await new Promise<void>((resolve) => (wake = resolve));
        }
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
