import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parsedJson } from '@/lib/kernel/parsed-json';
import { lastLines } from '../child';
import { startLogKeeper } from '../log/keeper';
import { prefixOfPostgres } from '../log/line.mjs';
import { endProcess } from '../processes';
import type { Connection } from './connection';
import { judgeDataFolder, markDatabase } from './data-folder';
import { initialise } from './initialise';
import { findPostmaster } from './postmaster';
import { asUser, bareEnvironment, chooseRunner, type Runner } from './runner';

export type ClusterPlace = {
  dataFolder: string;
  logFile: string;
  superuserPassword: string;
  /** Taken when free; without it the system picks one. */
  wishedPort?: number;
  settings?: Record<string, string>;
};

export type Cluster = {
  superuser: Connection;
  dataFolder: string;
  /** Of the server as it was last started. */
  pid: number;
  /** It was running already when we came. */
  adopted: boolean;
  /** The data folder was made by this start. */
  created: boolean;
  /** Starts it again after it has ended by itself, where its users look for it. @refuses when another program has taken the port */
  restart: () => Promise<void>;
  stop: () => Promise<void>;
};

const readyWithin = 60_000;
/** The details of an error and its statement quote rows, and so people; the application logs what is needed to find the place. */
const discreet = {
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_parameter_max_length_on_error: '0',
  log_line_prefix: prefixOfPostgres,
};

/** Starts PostgreSQL on the data folder, or joins the server that already runs on it. @refuses where there is none to start again */
export async function startCluster(place: ClusterPlace, { again = false } = {}): Promise<Cluster> {
  const runner = chooseRunner(path.resolve(place.dataFolder));
  const isToMake = judgeDataFolder(place.dataFolder, runner.dataFolder) === 'make';
  if (isToMake && again)
    throw new Error(
      `The database is gone: ${runner.dataFolder} was taken away while it ran. Put it back, or stop and restore a backup`,
    );
  const created = isToMake && (await initialise(runner, place.superuserPassword));
  markDatabase(place.dataFolder);
  const deadline = Date.now() + readyWithin;
  for (;;) {
    const running = findPostmaster(runner.dataFolder);
    if (running?.ready) return describe(place, runner.dataFolder, running.pid, running.port, true, created);
    if (!running) {
      const port = await freePort(place.wishedPort);
      const outcome = await launch(runner, place, port, deadline);
      if (outcome.state === 'ready')
        return describe(place, runner.dataFolder, outcome.pid, port, false, created);
      if (!outcome.retry || Date.now() > deadline)
        throw new Error(
          `PostgreSQL did not start: ${wordsOf(outcome.log)}. Its log (${place.logFile}) tells more. If its files are damaged, restore a backup into another folder (CROSSWALK_HOME).`,
        );
    }
    if (Date.now() > deadline)
      throw new Error(`PostgreSQL was not ready within ${readyWithin / 1000} seconds. See ${place.logFile}`);
    await pause(50);
  }
}

function describe(
  place: ClusterPlace,
  dataFolder: string,
  pid: number,
  port: number,
  adopted: boolean,
  created: boolean,
): Cluster {
  const cluster: Cluster = {
    superuser: {
      host: '127.0.0.1',
      port,
      user: 'postgres',
      password: place.superuserPassword,
      database: 'postgres',
    },
    dataFolder,
    pid,
    adopted,
    created,
    restart: async () => {
      const again = await startCluster({ ...place, wishedPort: port }, { again: true });
      cluster.pid = again.pid;
      if (again.superuser.port === port) return;
      await cluster.stop();
      throw new Error(
        `Port ${port}, where the application looks for PostgreSQL, is taken by another program`,
      );
    },
    // SIGINT is the fast shutdown; SIGTERM would wait for every client to leave.
    stop: () => endProcess(cluster.pid, 'SIGINT', 30_000),
  };
  return cluster;
}

type Launched = { state: 'ready'; pid: number } | { state: 'failed'; retry: boolean; log: string };

async function launch(
  runner: Runner,
  place: ClusterPlace,
  port: number,
  deadline: number,
): Promise<Launched> {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    ...discreet,
    ...place.settings,
  };
  const log = startLogKeeper(place.logFile, 'postgres');
  const child = spawn(
    path.join(runner.native, 'bin', 'postgres'),
    [
      '-D',
      runner.dataFolder,
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    // A process group of its own, so that Ctrl-C does not reach it before the application has drained.
    {
      ...asUser(runner.user),
      cwd: '/',
      detached: process.platform !== 'win32',
      stdio: ['ignore', log.input, log.input],
      env: bareEnvironment,
    },
  );
  log.letGo();
  child.unref();
  let ended = false;
  child.once('error', () => (ended = true));
  child.once('exit', () => (ended = true));
  while (!ended && Date.now() < deadline) {
    const running = findPostmaster(runner.dataFolder);
    if (running?.ready && running.pid === child.pid) return { state: 'ready', pid: running.pid };
    await pause(15);
  }
  if (ended) {
    await log.ended();
    // One that broke down has not taken its file with it.
    findPostmaster(runner.dataFolder);
  }
  const tail = lastLines(place.logFile, 12);
  // Worth another try: someone took the port, another start was quicker, or children of a killed server are still leaving.
  const retry = /"code":"F0001"|could not create any TCP|pre-existing shared memory block/.test(tail);
  return { state: 'failed', retry, log: tail };
}

/** What it complained of last, in its own words; they quote nothing (scripts/log/line.mjs). */
function wordsOf(log: string): string {
  const said = log.split('\n').flatMap((line) => {
    const { level, severity, message } = (parsedJson(line) ?? {}) as Record<string, unknown>;
    return level === 'error' && severity !== undefined ? [String(message)] : [];
  });
  return said.at(-1) ?? 'it ended without a word';
}

/** The wished port when it is free on loopback, else one picked by the system. */
export async function freePort(wished?: number, host = '127.0.0.1'): Promise<number> {
  const taken = await tryPort(wished ?? 0, host).catch((error: NodeJS.ErrnoException) => {
    if (wished && (error.code === 'EADDRINUSE' || error.code === 'EACCES')) return null;
    throw error;
  });
  return taken ?? tryPort(0, host);
}

function tryPort(port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() =>
        address !== null && typeof address === 'object'
          ? resolve(address.port)
          : reject(new Error('no port')),
      );
    });
  });
}
