import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { startCluster, type Cluster } from '@/scripts/database/cluster';
import { toUrl, type Connection } from '@/scripts/database/connection';
import { connectionOf, type LoginRole } from '@/scripts/database/roles';
import type { DatabaseServer } from '@/scripts/database/server';
import { waitForEnd } from '@/scripts/processes';
import { inProject } from '@/scripts/project';
import { derive, keptSecret } from '@/scripts/secrets';
import { migratedHome } from '@/tests/support/prepared-home';

/**
 * A database server to be hurt: the bundled one with the settings it has in production (fsync and synchronous_commit on), in a
 * folder of its own, migrated and empty. It keeps its port over every restart.
 */
export interface Bench {
  home: string;
  secret: string;
  admin: Connection;
  as: (role: LoginRole) => Connection;
  /** What the product itself would be given. */
  server: DatabaseServer;
  pid: () => number;
  /** `kill -9` of the postmaster and every child at once: nobody flushes, nobody says goodbye. */
  kill: () => Promise<void>;
  start: (settings?: Record<string, string>) => Promise<void>;
  stop: () => Promise<void>;
  /** Ends it and removes the folder. */
  discard: () => Promise<void>;
}

export async function openBench(what: string, settings: Record<string, string> = {}): Promise<Bench> {
  const home = await migratedHome(what);
  const secret = keptSecret(home);
  mkdirSync(path.join(home, 'log'), { recursive: true });
  const launch = (port: number, given: Record<string, string>) =>
    startCluster({
      dataFolder: path.join(home, 'postgres'),
      logFile: path.join(home, 'log', 'postgres.log'),
      superuserPassword: derive(secret, 'database-superuser').toString('base64url'),
      wishedPort: port,
      settings: given,
    });
  let cluster: Cluster = await launch(0, settings);
  const admin = { ...cluster.superuser, database: 'crosswalk' };
  const as = (role: LoginRole) => connectionOf(role, admin, admin.database, secret);
  return {
    home,
    secret,
    admin,
    as,
    server: { admin, database: admin.database, secret, as, cluster, leave: () => Promise.resolve() },
    pid: () => cluster.pid,
    kill: async () => {
      const family = [cluster.pid, ...childrenOf(cluster.pid)];
      for (const pid of family) killHard(pid);
      for (const pid of family) await waitForEnd(pid, 20_000);
    },
    start: async (given = settings) => {
      cluster = await launch(admin.port, given);
      if (cluster.superuser.port !== admin.port)
        throw new Error(`The database came back on port ${cluster.superuser.port} and not on ${admin.port}.`);
    },
    stop: () => cluster.stop(),
    discard: async () => {
      await cluster.stop();
      rmSync(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

/** Makes the builders and contexts of tests/support work on this bench; they read the environment when they are loaded, so load them after it. */
export function useForBuilders(bench: Bench): void {
  Object.assign(process.env, {
    APP_DATABASE_URL: toUrl(bench.as('app_rw')),
    PUBLIC_DATABASE_URL: toUrl(bench.as('app_public')),
    TEST_ADMIN_DATABASE_URL: toUrl(bench.admin),
    TEST_DATABASE_SECRET: bench.secret,
    NEXTAUTH_URL: 'http://127.0.0.1:3000',
    NEXTAUTH_SECRET: 'only-for-tests-only-for-tests-only-for-tests',
  });
}

export function killHard(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function childrenOf(parent: number): number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  return lines
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([pid, above]) => (above === parent && pid !== undefined ? [pid] : []));
}

/** What evidence says of the machine: its kind, never its name. */
export function kindOfMachine(): string {
  return `${process.platform} ${process.arch}, ${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`;
}

export function commitOfSources(): string {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], {
      cwd: inProject(),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return readFileSync(inProject('package.json'), 'utf8').match(/"version": "([^"]+)"/)?.[1] ?? 'unknown';
  }
}
