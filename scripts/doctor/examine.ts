import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseConnection } from '../database/connection';
import { postmasterOf } from '../database/postmaster';
import { connectionOf } from '../database/roles';
import { whereDataLies } from '../database/runner';
import { runningInstance } from '../product/instance';
import { foundSecret } from '../secrets';
import { broken, type Finding, look, ok, reasonOf } from './finding';
import { judgeClocks } from './judge-database';
import { lookAtDatabase, type Ways } from './look-at-database';
import {
  lookAtAddress,
  lookAtDisk,
  lookAtMail,
  lookAtNotes,
  lookAtSettings,
  lookAtVersions,
  newestFileAhead,
} from './look-at-surroundings';

/** Looks at everything that the installation in that home folder rests on, and tells each finding when it is there; it changes nothing. */
export async function examine(
  home: string,
  settings: NodeJS.ProcessEnv,
  tell: (finding: Finding) => void,
): Promise<void> {
  const tellAll = (findings: readonly Finding[]) => findings.forEach(tell);
  const instance = runningInstance(home);
  const dataFolder = whereDataLies(path.join(home, 'postgres'));
  const newestFile = newestFileAhead(home);
  tellAll(lookAtVersions());
  tell(
    instance === null
      ? look(
          'State',
          'Crosswalk is not running. What only a running one shows was not looked at; npm start starts it.',
        )
      : ok('State', `Crosswalk is running, process ${instance.supervisor}`),
  );
  tellAll(lookAtSettings(settings));
  const ways = waysToDatabase(home, dataFolder, settings['DATABASE_URL']);
  if ('app_rw' in ways) tellAll(await lookAtDatabase(ways, home, newestFile));
  else tellAll([ways, judgeClocks({ database: null, newestFile, newestEntry: null })]);
  tell(await lookAtDisk(settings['DATABASE_URL'] || !existsSync(dataFolder) ? nearest(home) : dataFolder));
  tell(await lookAtMail(settings));
  tell(await lookAtAddress(settings['NEXTAUTH_URL'] || instance?.address || null, instance !== null));
  tellAll(await lookAtNotes(path.join(home, 'log')));
}

/** How the application would reach the database; a bundled one that does not run is not started for this. */
function waysToDatabase(home: string, dataFolder: string, url: string | undefined): Ways | Finding {
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
