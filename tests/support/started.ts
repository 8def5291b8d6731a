import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { commandOf } from '@/scripts/processes';

/** `npm start` as a user gives it, with a home folder of its own. */
export type Started = {
  npm: ChildProcess;
  home: string;
  output: () => string;
  address: string;
  ended: Promise<number | null>;
};

/** Runs `npm start` and waits until it says where it is, or until it ends. */
export function npmStart(home: string, env: Record<string, string> = {}): Promise<Started> {
  // Its greeting comes in pieces; this is the last of it.
  return npmStartUntil('Ctrl-C ends it.', home, env);
}

/** Runs `npm start` and waits until it has said those words, or until it ends. */
export async function npmStartUntil(
  words: string,
  home: string,
  env: Record<string, string> = {},
): Promise<Started> {
  // The runner asks for colours and this project for none; Node warns where both are asked for.
  const { PORT: _, DATABASE_URL: __, FORCE_COLOR: ___, NO_COLOR: ____, ...inherited } = process.env;
  const npm = spawn('npm', ['start'], {
    env: { ...inherited, CROSSWALK_HOME: home, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let said = '';
  npm.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  npm.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = once(npm, 'close').then(([code]) => code as number | null);
  let over = false;
  void ended.then(() => (over = true));
  const deadline = Date.now() + 200_000;
  while (!said.includes(words) && !over) {
    if (Date.now() > deadline) throw new Error(`npm start is still not ready:\n${said}`);
    await pause(50);
  }
  const [, address = ''] = /ready at (http:\S+)/.exec(said) ?? [];
  return { npm, home, output: () => said, address, ended };
}

/** The processes that this home folder keeps running: supervisor, application, database. */
export function processesOf(home: string): number[] {
  const instance = readJson(path.join(home, 'instance.json')) as {
    supervisor: { pid: number };
    app: { pid: number } | null;
  } | null;
  return [instance?.supervisor.pid, instance?.app?.pid, postmasterOf(home)].filter(
    (pid): pid is number => pid !== undefined,
  );
}

export function postmasterOf(home: string): number | undefined {
  const first = readText(path.join(home, 'postgres', 'postmaster.pid'))?.split('\n')[0];
  return first === undefined ? undefined : Number(first);
}

export function isRunning(pid: number): boolean {
  return commandOf(pid) !== null;
}

function readJson(file: string): unknown {
  const text = readText(file);
  return text === null ? null : JSON.parse(text);
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
