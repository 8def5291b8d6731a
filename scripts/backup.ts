import { existsSync } from 'node:fs';
import path from 'node:path';
import { readOptions, runCommand, UsageError } from './command-line';
import { writeBackup } from './database/backup-folder';
import { openServer } from './database/server';
import { noteBackup } from './product/write-note';
import { step } from './progress';
import { homeFolder } from './project';
import { readSettings } from './settings';

// Writes one exact snapshot of everything to a new folder, while Crosswalk runs or not:
//   npm run backup -- FOLDER
readSettings();
const usage = 'npm run backup -- FOLDER\nFOLDER must not exist yet.';

await runCommand(async () => {
  const [given = ''] = readOptions(usage, {}, 1).positionals;
  const folder = path.resolve(given);
  if (existsSync(folder)) throw new UsageError(`${folder} exists already. A backup goes to a new folder.`);
  const server = await openServer(homeFolder());
  try {
    const { tables, takenAt } = await step('Backup', () => writeBackup(server, homeFolder(), folder));
    console.log(
      `${tables.reduce((sum, { rows }) => sum + rows, 0)} rows of ${tables.length} tables, as of ${takenAt}, are in ${folder}`,
    );
    noteBackup(path.join(homeFolder(), 'log'), { takenAt, folder });
    if (existsSync(path.join(folder, 'secrets')))
      console.log(
        `${path.join(folder, 'secrets')} opens what the rest only describes: keep the folder where nobody else reads, or move that part to another place.`,
      );
    if (server.cluster === undefined)
      console.log(
        'CROSSWALK_SECRET, and the key file that AUDIT_CHECKPOINT_KEY names, are not in it: keep them apart.',
      );
  } finally {
    await server.leave();
  }
  return 0;
});
