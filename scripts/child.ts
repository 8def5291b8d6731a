import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { projectRoot } from './project';
import { toldToStop } from './told-to-stop';

export type ChildOptions = {
  env?: Record<string, string | undefined>;
  logFile?: string;
  cwd?: string;
  /** Hears its process id at once. */
  born?: (pid: number) => void;
  /** Ends it early. */
  signal?: AbortSignal;
};

/**
 * Runs a Node program of this project to its end; its words go to the log file, or to our own output without one.
 * It is ended with us. @refuses an exit code other than 0, with the end of its log
 */
export async function runNode(
  args: readonly string[],
  { env = {}, logFile, cwd = projectRoot, born, signal }: ChildOptions = {},
): Promise<void> {
  const log = logFile === undefined ? undefined : openSync(logFile, 'w', 0o600);
  const child = spawn(process.execPath, [...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', log ?? 'inherit', log ?? 'inherit'],
  });
  if (log !== undefined) closeSync(log);
  if (child.pid !== undefined) born?.(child.pid);
  let running = true;
  const end = () => void (running && child.kill('SIGTERM'));
  void toldToStop().then(end);
  signal?.addEventListener('abort', end);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  running = false;
  if (code !== 0)
    throw new Error(
      `${args.join(' ')} ended with ${code ?? 'a signal'}${logFile === undefined ? '' : `. Its log (${logFile}) ends with:\n${lastLines(logFile)}`}`,
    );
}

export function lastLines(file: string, count = 25): string {
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n') : '';
}
