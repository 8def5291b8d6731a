import { existsSync } from 'node:fs';
import path from 'node:path';
import { readOptions, runCommand, UsageError } from './command-line';
import { checkBackup, isFree, readManifest, restoreDatabase, restoreSecrets } from './database/backup-folder';
import { openServer } from './database/server';
import { step } from './progress';
import { homeFolder, inProject } from './project';

// Puts a backup into an empty place, and nowhere else:
//   npm run restore -- FROM
if (existsSync(inProject('.env'))) process.loadEnvFile(inProject('.env'));
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
  // A server of the operator's own is reached with CROSSWALK_SECRET; the keys of the backup are put where there are none yet.
  const secrets = isOwnServer && !isFree(home) ? [] : restoreSecrets(from, home);
  const server = await openServer(home);
  try {
    await step('Restore', () => restoreDatabase(server, from, manifest));
    console.log(
      `${manifest.tables.reduce((sum, { rows }) => sum + rows, 0)} rows of ${manifest.tables.length} tables, as of ${manifest.takenAt}, are back; each table has the digest it had.`,
    );
    console.log(
      secrets.length > 0
        ? `Restored from its secrets: ${secrets.join(', ')}.`
        : 'No secrets were restored; those in place are kept.',
    );
    console.log('npm start serves it.');
  } finally {
    await server.leave();
  }
  return 0;
});
