import path from 'node:path';
import { readOptions, runCommand, UsageError } from './command-line';
import {
  checkBackup,
  isFree,
  type Manifest,
  readManifest,
  restoreDatabase,
  restoreSecrets,
} from './database/backup-folder';
import { openServer } from './database/server';
import { isMounted, removeHome, renameHome } from './home-folder';
import { step } from './progress';
import { homeFolder } from './project';
import { readSettings } from './settings';

// Puts a backup into an empty place, and nowhere else:
//   npm run restore -- FROM
readSettings();
const usage =
  'npm run restore -- FROM\nCROSSWALK_HOME says where to, or DATABASE_URL which (empty) database.';

await runCommand(async () => {
  const [given = ''] = readOptions(usage, {}, 1).positionals;
  const from = path.resolve(given);
  const home = homeFolder();
  const manifest = readManifest(from);
  const isOwnServer = (process.env['DATABASE_URL'] ?? '') !== '';
  if (!isOwnServer && !isFree(home))
    throw new UsageError(`${home} is not empty. Name a new folder in CROSSWALK_HOME; nothing was changed.`);
  await checkBackup(from, manifest);
  const secrets = await (isOwnServer ? putInOwnServer : putInNewHome)(home, from, manifest);
  console.log(
    `${manifest.tables.reduce((sum, { rows }) => sum + rows, 0)} rows of ${manifest.tables.length} tables, as of ${manifest.takenAt}, are back; each table has the digest it had.`,
  );
  console.log(
    secrets.length > 0
      ? `Restored from its secrets: ${secrets.join(', ')}.`
      : 'No secrets were restored; those in place are kept.',
  );
  console.log('npm start serves it.');
  return 0;
});

/** Beside the home folder, and renamed when all of it is there: what is broken off half way is no home that npm start would take for one. */
async function putInNewHome(home: string, from: string, manifest: Manifest): Promise<string[]> {
  // A disk of its own cannot be renamed over; there it is put in place, and taken away again where it fails.
  const draft = isMounted(home) ? home : `${home}.restoring`;
  if (draft !== home) removeHome(draft);
  try {
    const secrets = restoreSecrets(from, draft);
    const server = await openServer(draft);
    try {
      await step('Restore', () => restoreDatabase(server, from, manifest));
    } finally {
      await server.leave();
    }
    if (draft !== home) renameHome(draft, home);
    return secrets;
  } catch (error) {
    removeHome(draft);
    throw error;
  }
}

/** It is reached with CROSSWALK_SECRET; the keys of the backup are put where there are none yet, once the data is there. */
async function putInOwnServer(home: string, from: string, manifest: Manifest): Promise<string[]> {
  const server = await openServer(home);
  try {
    await step('Restore', () => restoreDatabase(server, from, manifest));
  } finally {
    await server.leave();
  }
  return isFree(home) ? restoreSecrets(from, home) : [];
}
