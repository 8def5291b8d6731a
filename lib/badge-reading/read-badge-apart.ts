import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { execPath } from 'node:process';
import type { BadgeReport, CheckFor } from '@/lib/badge/report';
import { builtBadgeReader } from '@/lib/env';
import { type RefusalCode, refuse } from '@/lib/kernel/refusal';

/** What the program says, once. */
export type Said =
  | { report: BadgeReport }
  | { refused: { code: RefusalCode; reason: string; details?: unknown } }
  | { failed: string };

/** @units seconds · megabytes · badges at a time · badges that wait */
export const badgeLimits = { mostTime: 20, mostMemory: 192, atOnce: 2, waiting: 8 } as const;

let running = 0;
const queue: (() => void)[] = [];

/** How the program that reads a badge is started: as the build made it, or from its source. */
function program(): string[] {
  const built = builtBadgeReader();
  return built === undefined ? ['--import', 'tsx', 'lib/badge-reading/program.ts'] : [built];
}

/**
 * Reads a stranger's badge in a process of its own, with a bound on its memory and its time. So many are read at once and so many wait; who
 * comes then is asked to come again.
 * @refuses invalid_input `badge/…`, `badge/stopped` for what is too much · rate_limited `badge/busy`
 */
export async function readBadgeApart(
  bytes: Uint8Array,
  asked: CheckFor,
  start: readonly string[] = program(),
  seconds: number = badgeLimits.mostTime,
): Promise<BadgeReport> {
  if (running >= badgeLimits.atOnce) {
    if (queue.length >= badgeLimits.waiting) refuse('rate_limited', 'badge/busy');
    await new Promise<void>((resolve) => queue.push(resolve));
  } else running += 1;
  let said: Said | 'stopped';
  try {
    said = await hear(bytes, asked, start, seconds);
  } finally {
    // Its place goes to whoever waits, or is free.
    const next = queue.shift();
    if (next === undefined) running -= 1;
    else next();
  }
  if (said === 'stopped') refuse('invalid_input', 'badge/stopped');
  if ('failed' in said) throw new Error(`A badge could not be read: ${said.failed}`);
  if ('refused' in said) refuse(said.refused.code, said.refused.reason, said.refused.details);
  return said.report;
}

async function hear(
  bytes: Uint8Array,
  asked: CheckFor,
  start: readonly string[],
  seconds: number,
): Promise<Said | 'stopped'> {
  const child = spawn(
    execPath,
    [`--max-old-space-size=${badgeLimits.mostMemory}`, '--disable-proto=delete', ...start],
    // Nothing of our environment: what reads a stranger's badge has no use for addresses and secrets.
    { env: {} as NodeJS.ProcessEnv, stdio: ['pipe', 'ignore', 'pipe', 'ipc'] },
  );
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  let words = '';
  child.stderr?.on('data', (part: Buffer) => (words = (words + part.toString('latin1')).slice(-4_000)));
  // The child may have heard enough, or be gone; what becomes of it is told below.
  child.send(asked, () => undefined);
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(bytes);
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise((resolve) => {
      timer = setTimeout(() => resolve('stopped'), seconds * 1_000);
      child.once('message', (message) => resolve(message as Said));
      child.once('error', ({ message }) => resolve({ failed: message }));
      child.once('close', (code, signal) => {
        const isFull = signal === 'SIGKILL' || /out of memory|allocation failed/i.test(words);
        resolve(isFull ? 'stopped' : { failed: `it ended with ${signal ?? `code ${code}`}` });
      });
    });
  } finally {
    clearTimeout(timer);
    child.kill('SIGKILL');
  }
}
