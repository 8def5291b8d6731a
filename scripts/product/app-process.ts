import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { startLogKeeper } from '../log/keeper';
import { endProcess } from '../processes';
import { toldToStop } from '../told-to-stop';
import { appUser } from './app-user';
import { serverFile } from './build';
import { makeRoomFor } from './kept-folder';
import { localAddress } from './local-address';
import { lengthOf, linesFrom, whyItEnded } from './why-it-ended';

export type App = {
  pid: number;
  /** Why it is not kept apart from us, where it is not. */
  notApart: string | null;
  /** Resolves when it has ended, whoever ended it, with how: "exit code 1". */
  ended: Promise<string>;
  /** Lets requests in flight finish, then ends it. */
  stop: () => Promise<void>;
};

/** Another program listens where the application was to. */
export class PortTaken extends Error {}

/** @units milliseconds */
const readyWithin = 60_000;
const drainWithin = 25_000;

/**
 * Starts the built product and waits until it can serve; `born` hears its process id at once, so that no kill in between
 * leaves an application nobody knows of; `program` is the built one unless a copy of it is given. Another application that took the
 * same port in the same moment answers there too: only the answer that names this start counts. @refuses when it ends or is not ready in time, in words with the cause; `PortTaken` where that
 * is the cause
 */
export async function startApp(
  environment: Record<string, string>,
  logFile: string,
  born: (pid: number) => void = () => undefined,
  program = serverFile,
): Promise<App> {
  const writtenBefore = await lengthOf(logFile);
  const log = startLogKeeper(logFile, 'application');
  const user = appUser(program, Number(environment['PORT']));
  const kept = environment['CROSSWALK_CATALOG_FILE'];
  if (kept !== undefined) makeRoomFor(kept, typeof user === 'string' ? null : user);
  const startId = randomUUID();
  // A process group of its own: Ctrl-C is for us, who let it drain first.
  const child = spawn(process.execPath, [program], {
    ...(typeof user !== 'string' && user),
    env: { ...environment, CROSSWALK_START_ID: startId } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', log.input, log.input],
    detached: process.platform !== 'win32',
  });
  log.letGo();
  let alive = true;
  const ended = new Promise<string>((resolve) => {
    const end = (how: string) => {
      alive = false;
      void log.ended().then(() => resolve(how)); // with its last words in the log
    };
    child.once('exit', (code, signal) => end(signal ?? `exit code ${code}`));
    child.once('error', ({ message }) => end(message));
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('The application could not be started.');
  born(pid);
  const stop = () => endProcess(pid, 'SIGTERM', drainWithin);
  void toldToStop().then(() => (alive ? stop() : undefined));
  // Without a log it is not to run: whoever watches over it would see nothing.
  void log.ended().then(() => (alive ? stop() : undefined));
  const deadline = Date.now() + readyWithin;
  while (!(await isReady(environment, startId))) {
    if (!alive || Date.now() > deadline) {
      const wasAlive = alive;
      await stop();
      const how = await ended;
      const { HOSTNAME: host = '', PORT: port = '' } = environment;
      const { isPortTaken, says } = whyItEnded(await linesFrom(logFile, writtenBefore), how, { host, port });
      throw new (isPortTaken ? PortTaken : Error)(
        `The application ${wasAlive ? 'was not ready in time' : `ended at once (${how})`}. ${says} Its log: ${logFile}`,
      );
    }
    await pause(50);
  }
  return { pid, notApart: typeof user === 'string' ? user : null, ended, stop };
}

async function isReady(
  { HOSTNAME = '', PORT = '' }: Record<string, string>,
  startId: string,
): Promise<boolean> {
  return fetch(`${localAddress(HOSTNAME, PORT)}/api/health/ready`, {
    signal: AbortSignal.timeout(2_000),
  }).then(
    (reply) => reply.ok && reply.headers.get('x-start-id') === startId,
    () => false,
  );
}
