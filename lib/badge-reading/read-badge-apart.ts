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

/** What the program asks while it reads: an address at this installation, which is answered here rather than over the web. */
export type AsksOwn = { own: string };
/** What it is told at first: what is asked, and which addresses are this installation's own; and then the answer to each that it asks for. */
export type Told = { asked: CheckFor; ownHost: string | null } | { own: string; text: string | null };

/** This installation, as badges name it, and what stands at an address of its own; null where nothing of that does. */
export interface OwnPlaces {
  host: string;
  read(url: string): Promise<string | null>;
}

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
  {
    start = program(),
    seconds = badgeLimits.mostTime,
    own = null,
  }: { start?: readonly string[]; seconds?: number; own?: OwnPlaces | null } = {},
): Promise<BadgeReport> {
  if (running >= badgeLimits.atOnce) {
    if (queue.length >= badgeLimits.waiting) refuse('rate_limited', 'badge/busy');
    await new Promise<void>((resolve) => queue.push(resolve));
  } else running += 1;
  let said: Said | 'stopped';
  try {
    said = await hear(bytes, asked, { start, seconds, own });
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
  { start, seconds, own }: { start: readonly string[]; seconds: number; own: OwnPlaces | null },
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
  const tell = (message: Told) => child.send(message, () => undefined);
  tell({ asked, ownHost: own?.host ?? null });
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(bytes);
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise((resolve) => {
      timer = setTimeout(() => resolve('stopped'), seconds * 1_000);
      child.on('message', (message) => {
        const word = message as Said | AsksOwn;
        if (!('own' in word)) return resolve(word);
        const answer = own === null ? Promise.resolve(null) : own.read(word.own);
        answer.then(
          (text) => child.connected && tell({ own: word.own, text }),
          () => child.connected && tell({ own: word.own, text: null }),
        );
      });
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
