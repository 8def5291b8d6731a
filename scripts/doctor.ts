import { existsSync } from 'node:fs';
import path from 'node:path';
import { readOptions, runCommand } from './command-line';
import { parseConnection } from './database/connection';
import { postmasterOf } from './database/postmaster';
import { connectionOf } from './database/roles';
import { whereDataLies } from './database/runner';
import { broken, exitCodeOf, type Finding, lineOf, look, ok, reasonOf } from './doctor/finding';
import { judgeClocks } from './doctor/judge-database';
import { lookAtDatabase, type Ways } from './doctor/look-at-database';
import {
  lookAtAddress,
  lookAtDisk,
  lookAtMail,
  lookAtNotes,
  lookAtSettings,
  lookAtVersions,
  newestFileAhead,
} from './doctor/look-at-surroundings';
import { runningInstance } from './product/instance';
import { homeFolder, inProject } from './project';
import { foundSecret } from './secrets';

// Looks at everything that an installation rests on and says what it found, a line each; it changes nothing:
//   npm run doctor
// Exit code: 0 when nothing is broken, else 1.
if (existsSync(inProject('.env'))) process.loadEnvFile(inProject('.env'));
const home = homeFolder();
const logFolder = path.join(home, 'log');

await runCommand(async () => {
  readOptions('npm run doctor', {}, 0);
  const instance = runningInstance(home);
  const dataFolder = whereDataLies(path.join(home, 'postgres'));
  const newestFile = newestFileAhead(home);
  const findings: Finding[] = [];
  const tell = (...found: readonly Finding[]) => {
    findings.push(...found);
    for (const finding of found) console.log(lineOf(finding));
  };
  tell(...lookAtVersions());
  tell(
    instance === null
      ? look(
          'State',
          'Crosswalk is not running. What only a running one shows was not looked at; npm start starts it.',
        )
      : ok('State', `Crosswalk is running, process ${instance.supervisor}`),
  );
  tell(...lookAtSettings(process.env));
  const ways = waysToDatabase(dataFolder);
  if ('app_rw' in ways) tell(...(await lookAtDatabase(ways, home, newestFile)));
  else tell(ways, judgeClocks({ database: null, newestFile, newestEntry: null }));
  tell(await lookAtDisk(process.env['DATABASE_URL'] || !existsSync(dataFolder) ? nearest(home) : dataFolder));
  tell(await lookAtMail(process.env));
  tell(await lookAtAddress(process.env['NEXTAUTH_URL'] || instance?.address || null, instance !== null));
  tell(...(await lookAtNotes(logFolder)));
  const count = (state: Finding['state']) => findings.filter((finding) => finding.state === state).length;
  console.log(`\n${count('broken')} broken, ${count('look')} to look at, ${count('ok')} ok`);
  return exitCodeOf(findings);
});

/** How the application would reach the database; a bundled one that does not run is not started for this. */
function waysToDatabase(dataFolder: string): Ways | Finding {
  const url = process.env['DATABASE_URL'];
  try {
    const secret = foundSecret(home);
    if (secret === null)
      return existsSync(dataFolder)
        ? broken(
            'Database',
            'its secret is gone: secrets.json of the home folder is missing. Put it back from a backup.',
          )
        : look('Database', `there is none in ${home} yet. npm start makes one.`);
    if (url) return waysOf(parseConnection(url), secret);
    const running = postmasterOf(dataFolder);
    if (!running?.ready)
      return look(
        'Database',
        'the bundled one is not running, so versions, roles, migrations and audit trail were not looked at. Start Crosswalk and ask again.',
      );
    const place = { host: '127.0.0.1', port: running.port, user: '', password: '', database: 'crosswalk' };
    return waysOf(place, secret);
  } catch (error) {
    return broken('Database', `cannot be found (${reasonOf(error)}).`);
  }
}

function waysOf(server: ReturnType<typeof parseConnection>, secret: string): Ways {
  return {
    app_rw: connectionOf('app_rw', server, server.database, secret),
    app_public: connectionOf('app_public', server, server.database, secret),
  };
}

/** That folder, or the nearest above it that is there. */
function nearest(folder: string): string {
  return existsSync(folder) ? folder : nearest(path.dirname(folder));
}
