import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { generateClient } from '@/scripts/database/generate';
import { applyMigrations } from '@/scripts/database/migrate';
import { openBundledServer, provision, type DatabaseServer } from '@/scripts/database/server';
import { fingerprint } from '@/scripts/fingerprint';
import { prepareDemonstration } from '@/scripts/product/database';
import { commandOf } from '@/scripts/processes';
import { inProject } from '@/scripts/project';
import { fastAndUnsafe, throwAwayHome } from './throw-away';

// Migrating a database takes longer than most of what is asked of it then, and filling it longer still. Each is done once for
// these sources, in a folder that is copied from then on: roles, secret and all.

const cache = inProject('.cache');

/** A home folder to throw away, whose database is migrated and empty. */
export async function migratedHome(what: string): Promise<string> {
  await generateClient();
  return copyOf(what, await migratedTemplate());
}

/** A home folder to throw away, whose database holds the demonstration data of today. */
export async function seededHome(what: string): Promise<string> {
  await generateClient();
  const ofToday = `${new Date().toISOString().slice(0, 10)}-${of(['prisma', 'lib', 'scripts/database'])}`;
  const template = await made('demonstration', ofToday, async () => {
    const home = await migratedHome('seed');
    await inside(home, prepareDemonstration);
    return home;
  });
  return copyOf(what, template);
}

function migratedTemplate(): Promise<string> {
  return made('migrated', of(['prisma/migrations', 'scripts/database', 'package-lock.json']), async () => {
    const home = throwAwayHome('migrate');
    await inside(home, async (server) => {
      await provision(server);
      await applyMigrations(server.as('app_migrate'), server.admin, inProject('prisma', 'migrations'));
    });
    return home;
  });
}

function of(parts: readonly string[]): string {
  return fingerprint(parts, (relative) => relative === path.join('lib', 'db', 'generated')).slice(0, 16);
}

async function inside(home: string, work: (server: DatabaseServer) => Promise<unknown>): Promise<void> {
  const server = await openBundledServer(home, { wishedPort: 0, settings: fastAndUnsafe });
  try {
    await work(server);
  } finally {
    await server.leave();
  }
}

function copyOf(what: string, template: string): string {
  const home = throwAwayHome(what);
  execFileSync('cp', ['-a', `${template}/.`, home]);
  return home;
}

/** The template of that kind for these sources, made when there is none; of two that want it at once, one waits for the other. */
async function made(kind: string, ofWhat: string, make: () => Promise<string>): Promise<string> {
  const template = path.join(cache, `${kind}-${ofWhat}`);
  const lock = path.join(cache, `making-${kind}`);
  mkdirSync(cache, { recursive: true });
  while (!existsSync(template)) {
    if (!take(lock)) {
      await pause(100);
      continue;
    }
    try {
      if (existsSync(template)) break;
      const home = await make();
      for (const name of readdirSync(cache))
        if (name.startsWith(`${kind}-`)) rmSync(path.join(cache, name), { recursive: true, force: true });
      // Its final name only when complete.
      const draft = path.join(cache, `draft-${process.pid}`);
      execFileSync('cp', ['-a', home, draft]);
      renameSync(draft, template);
      rmSync(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    } finally {
      rmSync(lock, { force: true });
    }
  }
  return template;
}

/** Whether the lock is ours now; one whose owner has gone is nobody's. */
function take(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    const owner = Number(readIfThere(lock));
    if (owner > 0 && commandOf(owner) === null) rmSync(lock, { force: true });
    return false;
  }
}

function readIfThere(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
