import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Writable } from 'node:stream';
import { inProject } from '../project';

export type LogKeeper = {
  /** To be given to the one whose words are kept, as its standard output and error; let go of it then, or the log never ends. */
  input: Writable;
  letGo: () => void;
  /** Resolves when everybody who could write has ended and what they wrote is kept, or when the keeper itself was ended. */
  ended: () => Promise<void>;
};

/** Starts the one writer of a log: a small process of its own, so that a log never waits for us, nor those who write for the disk. */
export function startLogKeeper(file: string, source: 'application' | 'postgres'): LogKeeper {
  mkdirSync(path.dirname(file), { recursive: true });
  const keeper = spawn(
    process.execPath,
    [
      '--max-old-space-size=32',
      '--max-semi-space-size=1',
      inProject('scripts', 'log', 'keep.mjs'),
      file,
      source,
    ],
    {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: process.platform !== 'win32',
      env: { NODE_ENV: 'production' },
    },
  );
  const ended = new Promise<void>((resolve) => {
    keeper.once('exit', () => resolve());
    keeper.once('error', () => resolve());
  });
  keeper.stdin.on('error', () => undefined);
  keeper.unref(); // it may outlive us
  const waitForEnd = () => {
    keeper.ref();
    return ended;
  };
  return { input: keeper.stdin, letGo: () => keeper.stdin.destroy(), ended: waitForEnd };
}
