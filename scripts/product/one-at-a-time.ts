import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { parsedJson } from '@/lib/kernel/parsed-json';
import { isAlive, recordOf } from '../processes';
import { writeWhole } from '../write-whole';

const Holders = z.array(z.object({ pid: z.number(), startedAt: z.string() }));

/** @units milliseconds */
const lookEvery = 250;

/**
 * Carries out work of which one process at a time may be at it, under a file that says who is. Whoever comes second waits, and says once
 * for whom; a file whose processes are gone counts for nothing. The work names those that it has started to do some of it: they may go on
 * when we were killed, and are waited for as well.
 */
export async function oneAtATime<T>(
  file: string,
  { waits }: { waits: (pid: number) => void },
  work: (alsoBy: (pid: number) => void) => Promise<T>,
): Promise<T> {
  mkdirSync(path.dirname(file), { recursive: true });
  let said = false;
  while (!taken(file)) {
    const holder = holderIn(file);
    if (holder === null) continue;
    if (!said) waits(holder);
    said = true;
    await pause(lookEvery);
  }
  try {
    return await work((pid) => writeWhole(file, textOf([process.pid, pid])));
  } finally {
    rmSync(file, { force: true });
  }
}

function textOf(pids: readonly number[]): string {
  return JSON.stringify(pids.flatMap((pid) => recordOf(pid) ?? []));
}

function taken(file: string): boolean {
  // Whole from the moment on that it is there, so that nobody takes it for one that was cut off.
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, textOf([process.pid]));
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Who holds it; null, and the file gone, where nobody does any more. */
function holderIn(file: string): number | null {
  const read = () => {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      return '';
    }
  };
  const text = read();
  const alive = Holders.safeParse(parsedJson(text)).data?.find(isAlive);
  if (alive !== undefined) return alive.pid;
  // Of two that see it, the second must not remove what the first has put there since.
  if (read() === text) rmSync(file, { force: true });
  return null;
}
