import { setTimeout as pause } from 'node:timers/promises';
import { endProcess, isAlive, recordOf } from '../processes';
import { step } from '../progress';
import { Stopped } from '../told-to-stop';

// `npm start` keeps the application and the bundled database running: what ends by itself, or no longer answers, is started again.

/** Something that is to run as long as the product does. */
export interface Kept {
  /** As the console calls it: "The application". */
  name: string;
  /** Resolves when it has ended, with how: "exit code 1". */
  ended: () => Promise<string>;
  startAgain: () => Promise<unknown>;
  /** Hears how often it has ended by itself, each time it does. */
  counted: (ends: number) => void;
  /** Where its last words stand. */
  logFile: string;
}

/** Running so long makes up for all ends before. @units milliseconds */
const forgivenAfter = 300_000;
/** @units milliseconds */
const longestPause = 30_000;
/** So many ends, none made up for, are no accident any more; with the pauses between them that takes minutes, so one bad minute is survived. */
const mostEnds = 12;

/**
 * How long to wait before starting again what has ended at these moments, the last of them just now: not at all the first time, then
 * longer and longer. Null when it has ended so often that starting it again helps nobody. @units milliseconds
 */
export function pauseBefore(ends: readonly number[]): number | null {
  let recent = 1;
  while (recent < ends.length && (ends.at(-recent) ?? 0) - (ends.at(-recent - 1) ?? 0) < forgivenAfter)
    recent += 1;
  if (recent >= mostEnds) return null;
  return recent === 1 ? 0 : Math.min(longestPause, 500 * 2 ** (recent - 1));
}

/** Starts it again whenever it ends, until `isOver`. @refuses when it ends too often, with how it ended the last time and where its log is */
export async function keepRunning(
  { name, ended, startAgain, counted, logFile }: Kept,
  isOver: () => boolean,
  pauseOf = pauseBefore,
): Promise<void> {
  const ends: number[] = [];
  let how = await ended();
  while (!isOver()) {
    ends.push(Date.now());
    counted(ends.length);
    const wait = pauseOf(ends);
    if (wait === null)
      throw new Error(
        `${name} ended ${ends.length} times and is not started again. The last time: ${how}. See ${logFile}`,
      );
    if (wait > 0) await pause(wait);
    if (isOver()) return;
    try {
      const times = ends.length === 1 ? '' : `, time ${ends.length}`;
      await step(`${name} ended by itself (${how}); starting it again${times}`, startAgain, () => 'ready');
    } catch (error) {
      if (error instanceof Stopped) throw error;
      how = error instanceof Error ? error.message : String(error);
      continue;
    }
    how = await ended();
  }
}

/** Resolves when that process is gone; never without one, since a server of the operator's own is not ours to watch. @units milliseconds */
export async function untilGone(pid: number | undefined, every = 500): Promise<string> {
  if (pid === undefined) return new Promise(() => undefined);
  const process = recordOf(pid);
  while (process !== null && isAlive(process)) await pause(every, undefined, { ref: false });
  return `process ${pid} is gone`;
}

/** How long an application may leave the question whether it lives without an answer: one under load is slow, one that hangs says nothing. @units milliseconds */
const silentFor = 60_000;

/**
 * Kills the application when it lives and no longer answers at that address. Resolves with how it ended, whoever ended it. @units milliseconds
 */
export async function untilEndedOrSilent(
  { pid, ended }: { pid: number; ended: Promise<string> },
  address: string,
  { within = silentFor, every = 5_000 } = {},
): Promise<string> {
  let over = false;
  const end = ended.then((how) => {
    over = true;
    return how;
  });
  let answeredAt = performance.now();
  while (!over) {
    const left = Math.ceil(answeredAt + within - performance.now());
    const answers = await fetch(address, { signal: AbortSignal.timeout(Math.max(1, left)) }).then(
      (reply) => reply.ok,
      () => false,
    );
    if (answers) answeredAt = performance.now();
    else if (!over && performance.now() - answeredAt >= within) {
      await endProcess(pid, 'SIGKILL', 5_000);
      await end;
      return `it had not answered for ${Math.round(within / 1000)} s`;
    }
    await Promise.race([end, pause(every, undefined, { ref: false })]);
  }
  return end;
}
