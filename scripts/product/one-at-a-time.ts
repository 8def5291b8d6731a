import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { parsedJson } from '@/lib/kernel/parsed-json';
import { isAlive, recordOf } from '../processes';

const Holder = z.object({ pid: z.number(), startedAt: z.string() });

/** @units milliseconds */
const lookEvery = 250;

/**
 * Carries out work of which one process at a time may be at it, under a file that says who is. Whoever comes second waits, and says once
 * for whom; a file whose process is gone counts for nothing.
 */
export async function oneAtATime<T>(
  file: string,
  { waits }: { waits: (pid: number) => void },
  work: () => Promise<T>,
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
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function taken(file: string): boolean {
  // Whole from the moment on that it is there, so that nobody takes it for one that was cut off.
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(recordOf(process.pid)));
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
  const found = Holder.safeParse(parsedJson(text));
  if (found.success && isAlive(found.data)) return found.data.pid;
  // Of two that see it, the second must not remove what the first has put there since.
  if (read() === text) rmSync(file, { force: true });
  return null;
}
