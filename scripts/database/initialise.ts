import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { asUser, bareEnvironment, giveTo, type Runner } from './runner';

const run = promisify(execFile);

/**
 * Makes the data folder. The work happens in a side folder that is renamed when complete,
 * so an interrupted start leaves nothing half-made.
 */
export async function initialise(
  { dataFolder, native, user }: Runner,
  superuserPassword: string,
): Promise<boolean> {
  const parent = path.dirname(dataFolder);
  mkdirSync(parent, { recursive: true });
  for (const name of readdirSync(parent)) {
    if (name.startsWith(`${path.basename(dataFolder)}.new-`))
      rmSync(path.join(parent, name), { recursive: true, force: true });
  }
  const side = `${dataFolder}.new-${process.pid}`;
  const passwordFile = `${side}-password`;
  mkdirSync(side, { mode: 0o700 });
  giveTo(side, user);
  try {
    writeFileSync(passwordFile, superuserPassword, { mode: 0o600 });
    giveTo(passwordFile, user);
    // Without a locale provider of its own initdb takes LANG, and where that is empty (CI) the result is SQL_ASCII.
    await run(
      path.join(native, 'bin', 'initdb'),
      [
        '-D',
        side,
        '--username=postgres',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=icu',
        '--icu-locale=und',
        '--no-instructions',
      ],
      { ...asUser(user), cwd: '/', env: bareEnvironment },
    );
    renameSync(side, dataFolder);
    return true;
  } catch (error) {
    rmSync(side, { recursive: true, force: true });
    if (existsSync(path.join(dataFolder, 'PG_VERSION'))) return false; // another start was quicker
    throw error;
  } finally {
    rmSync(passwordFile, { force: true });
  }
}
