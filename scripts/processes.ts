import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** A process id alone is reused by the system; together with its start time it names one process. */
export type ProcessRecord = { pid: number; startedAt: string };

export function recordOf(pid: number): ProcessRecord | null {
  const startedAt = startOf(pid);
  return startedAt === null ? null : { pid, startedAt };
}

export function isAlive(record: ProcessRecord): boolean {
  return startOf(record.pid) === record.startedAt;
}

/** The command line of a living process, or null when there is none. */
export function commandOf(pid: number): string | null {
  if (process.platform === 'linux') {
    try {
      const text = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      return text === '' ? null : text.replaceAll('\0', ' ');
    } catch {
      return null;
    }
  }
  return askPs(pid, 'command=');
}

/** Waits until the process is gone. @units milliseconds  Returns false when it is still there. */
export async function waitForEnd(pid: number, within: number): Promise<boolean> {
  const deadline = Date.now() + within;
  while (startOf(pid) !== null) {
    if (Date.now() > deadline) return false;
    await pause(10);
  }
  return true;
}

/** Ends a process: the polite signal first, the hard one when it does not listen. @units milliseconds */
export async function endProcess(pid: number, signal: NodeJS.Signals, within: number): Promise<void> {
  if (!sendSignal(pid, signal)) return;
  if (await waitForEnd(pid, within)) return;
  sendSignal(pid, 'SIGKILL');
  await waitForEnd(pid, 5_000);
}

function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

function startOf(pid: number): string | null {
  if (process.platform !== 'linux') return askPs(pid, 'lstart=');
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const afterName = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie has ended; only its parent has not noticed yet.
    return afterName[0] === 'Z' ? null : (afterName[19] ?? null);
  } catch {
    return null;
  }
}

function askPs(pid: number, field: string): string | null {
  try {
    const text = execFileSync('ps', ['-p', String(pid), '-o', field], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return text.trim() === '' ? null : text.trim();
  } catch {
    return null;
  }
}
