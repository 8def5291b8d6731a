import path from 'node:path';
import type { Restarts } from '@/lib/next/operating-notes';
import { generateClient } from './database/generate';
import type { DatabaseServer } from './database/server';
import { appEnvironment } from './product/app-environment';
import { PortTaken, startApp, type App } from './product/app-process';
import { buildIfStale } from './product/build';
import { choosePort } from './product/choose-port';
import { prepareDatabase, prepareDemonstration, type Person } from './product/database';
import { claimInstance, noteInstance, releaseInstance } from './product/instance';
import { localAddress } from './product/local-address';
import { type Kept, keepRunning, untilEndedOrSilent, untilGone } from './product/supervise';
import { noteRestarts } from './product/write-note';
import { goOnWithoutConsole, step } from './progress';
import { homeFolder } from './project';
import { readSettings } from './settings';
import { Stopped, toldToStop, unlessStopped } from './told-to-stop';

// `npm start`: database, migrations, demonstration data, build when needed, server; one process to stop for all of them.
readSettings();
const home = homeFolder();
const logFolder = path.join(home, 'log');
const host = process.env['CROSSWALK_LISTEN'] || '127.0.0.1';
const freeOrWished = () => choosePort(process.env['PORT'], host);
const demonstration = process.env['DATABASE_URL']
  ? process.env['CROSSWALK_DEMONSTRATION'] === '1'
  : process.env['CROSSWALK_DEMONSTRATION'] !== '0';
/** So often another program may take the port in the moment between looking and listening. */
const mostTries = 5;
goOnWithoutConsole();
void toldToStop();
const claim = await claimInstance(home).catch(end);
if (claim.state === 'running') {
  console.error(
    `Crosswalk is running already${claim.address === '' ? ', or just starting' : ` at ${claim.address}`}. End it there first, or set CROSSWALK_HOME to run a second one.`,
  );
  process.exit(1);
}
if (claim.freed) console.log('Ended an application that an earlier start had left behind.');

let server: DatabaseServer | undefined;
let app: Promise<App> | undefined;
let stopping = false;
try {
  // Before anything is begun: what is said wrongly costs nobody a wait.
  await freeOrWished();
  await step('Database client', generateClient, (made) => (made ? 'generated' : 'current'));
  const opened = await prepareDatabase(home);
  server = opened;
  const people = demonstration ? await unlessStopped(prepareDemonstration(opened)) : [];
  await step(
    'Application',
    () => unlessStopped(buildIfStale(logFolder, { checkTypes: false })),
    (built) => (built ? 'built' : 'current'),
  );
  const place = async () => appEnvironment(opened, { home, host, port: await freeOrWished(), demonstration });
  let environment = await place();
  const start = () => {
    const address = environment['NEXTAUTH_URL'] ?? '';
    return (app = startApp(environment, path.join(logFolder, 'app.log'), (pid) =>
      noteInstance(home, pid, address),
    ));
  };
  const startOnOwnPort = async () => {
    for (let tries = 1; ; tries += 1)
      try {
        return await start();
      } catch (error) {
        // Two that look for a free port in the same moment find the same one: the one who comes second looks again.
        if (!(error instanceof PortTaken) || tries === mostTries) throw error;
        environment = await place();
      }
  };
  let running = await step(
    'Server',
    () => unlessStopped(startOnOwnPort()),
    () => 'ready',
  );
  greet(environment['NEXTAUTH_URL'] ?? '', people, running.notApart);
  const restarts: Restarts = { application: 0, database: 0 };
  const count = (of: keyof Restarts, ends: number) => {
    restarts[of] = ends;
    noteRestarts(logFolder, restarts);
  };
  noteRestarts(logFolder, restarts);
  const application: Kept = {
    name: 'The application',
    ended: () =>
      untilEndedOrSilent(running, `${localAddress(host, environment['PORT'] ?? '')}/api/health/live`),
    startAgain: async () => {
      running = await start();
    },
    counted: (ends) => count('application', ends),
    logFile: path.join(logFolder, 'app.log'),
  };
  const database: Kept = {
    name: 'PostgreSQL',
    ended: () => untilGone(opened.cluster?.pid),
    startAgain: async () => opened.cluster?.restart(),
    counted: (ends) => count('database', ends),
    logFile: path.join(logFolder, 'postgres.log'),
  };
  await unlessStopped(Promise.race([application, database].map((kept) => keepRunning(kept, () => stopping))));
} catch (error) {
  if (!(error instanceof Stopped)) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
} finally {
  stopping = true;
  await step('Stopping', async () => {
    const started = await app?.catch(() => undefined);
    await started?.stop();
    await server?.leave();
  });
  releaseInstance(home);
}
process.exit();

function end(error: unknown): never {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

function greet(address: string, people: readonly Person[], notApart: string | null): void {
  console.log(`\nCrosswalk is ready at ${address}`);
  const [first] = people;
  if (first !== undefined) {
    console.log(
      `\nStudents need no account. To work as a member of staff, open ${address}/sign-in and press a name; there is no password.`,
    );
    // One person for each role of the first institution: the page itself lists everybody.
    const shown = people.filter(
      ({ institution, roles }, at) =>
        institution === first.institution &&
        people.findIndex((other) => kind(other.roles) === kind(roles)) === at,
    );
    console.log(`  ${first.institution}`);
    for (const { name, roles } of shown)
      console.log(`    ${name}, ${roles.map((role) => role.replaceAll('_', ' ')).join(', ')}`);
    console.log(
      `  and ${people.length - shown.length} more on that page, in ${new Set(people.map(({ institution }) => institution)).size} institutions.`,
    );
  }
  if (notApart !== null) console.log(`\n${notApart}`);
  console.log(`\nLogs are in ${path.relative(process.cwd(), logFolder) || '.'}. Ctrl-C ends it.\n`);
}

function kind([role = '']: readonly string[]): string {
  return role.replace(/ \(.*$/, '');
}
