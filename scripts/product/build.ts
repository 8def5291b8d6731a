import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runNode } from '../child';
import { generateClient } from '../database/generate';
import { fingerprint } from '../fingerprint';
import { inProject } from '../project';
import { needWritable } from '../writable';
import { oneAtATime } from './one-at-a-time';
import { buildBadgeReader, buildFileReader, buildPageScript, buildSuggester } from './programs-apart';

const standalone = inProject('.next', 'standalone');
const stamp = path.join(standalone, 'build.hash');
export const serverFile = path.join(standalone, 'server.js');
export const fileReader = path.join(standalone, 'file-reader.mjs');
export const badgeReader = path.join(standalone, 'badge-reader.mjs');
export const suggester = path.join(standalone, 'suggester.mjs');

/** Of which sources the built product is; null where there is none. */
export function builtOf(): string | null {
  return existsSync(stamp) ? readFileSync(stamp, 'utf8') : null;
}

/** Everything the built product is made of. The database client comes from the schema, so the schema stands for it. */
export const sources = [
  'app',
  'components',
  'lib',
  'messages',
  'public',
  'prisma/schema',
  'prisma/migrations',
  'proxy.ts',
  'instrumentation.ts',
  'next.config.ts',
  'postcss.config.mjs',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];

/**
 * The framework makes the ids of actions from this and their place in the code, so that a page of the version before finds its actions
 * in the next one. It would encrypt values that inline actions enclose as well, which there are none of, and with the application's own key.
 */
const saltOfActionIds = createHash('sha256').update('crosswalk: ids of actions').digest('base64');

/** Builds the product, its database client first, when there is no build of exactly these sources. Returns whether it did. @refuses in words where nothing can be written */
export async function buildIfStale(logFolder: string, options: { checkTypes: boolean }): Promise<boolean> {
  await generateClient();
  const wanted = fingerprint(sources, (relative) => relative === path.join('lib', 'db', 'generated'));
  const isCurrent = () => builtOf() === wanted;
  if (isCurrent()) return false;
  needWritable(standalone, 'There is no build of these sources');
  const waits = (pid: number) =>
    console.log(`Another build is under way in this folder, by process ${pid}; waiting until it is through.`);
  return oneAtATime(inProject('.next', 'cache', 'building.json'), { waits }, async (alsoBy) => {
    // Whoever was waited for may have built just this.
    if (isCurrent()) return false;
    await buildAll(logFolder, options, wanted, alsoBy);
    return true;
  });
}

async function buildAll(
  logFolder: string,
  options: { checkTypes: boolean },
  wanted: string,
  born: (pid: number) => void,
): Promise<void> {
  rmSync(stamp, { force: true });
  mkdirSync(logFolder, { recursive: true });
  await runNode([inProject('node_modules', 'next', 'dist', 'bin', 'next'), 'build'], {
    logFile: path.join(logFolder, 'build.log'),
    born,
    env: {
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: saltOfActionIds,
      CROSSWALK_SKIP_TYPES: options.checkTypes ? undefined : '1',
      // Where somebody builds for the second time, there will be a third.
      CROSSWALK_BUILDS_AGAIN: existsSync(inProject('.next', 'BUILD_ID')) ? '1' : undefined,
    },
  });
  // The build leaves out what a content network usually serves; here the server itself does.
  copy(inProject('.next', 'static'), path.join(standalone, '.next', 'static'));
  copy(inProject('public'), path.join(standalone, 'public'));
  // The build takes the operator's own settings along, the administrator's among them; the application gets what it may have from us.
  for (const name of readdirSync(standalone))
    if (name.startsWith('.env')) rmSync(path.join(standalone, name));
  await buildPageScript(path.join(standalone, '.next', 'static'));
  await buildFileReader(fileReader);
  await buildBadgeReader(badgeReader);
  await buildSuggester(suggester);
  writeFileSync(stamp, wanted);
}

function copy(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  if (existsSync(from)) cpSync(from, to, { recursive: true });
}
