import { accessSync, constants, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { smtpMailer } from '@/lib/adapters/smtp-mailer';
import { parseEnv } from '@/lib/env';
import { freeAt } from '@/lib/next/disk-room';
import { readNotes } from '@/lib/next/operating-notes';
import { usualBounds } from '../log/file.mjs';
import { inProject } from '../project';
import { type Finding, ok, reasonOf } from './finding';
import {
  type Answer,
  judgeAddress,
  judgeBackup,
  judgeDisk,
  judgeLog,
  judgeMail,
  judgeNode,
  judgeSettings,
  type LogState,
} from './judge-surroundings';

const Package = z.object({
  version: z.string(),
  engines: z.object({ node: z.string() }),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
});

export function lookAtVersions(): Finding[] {
  const { version, engines, optionalDependencies } = Package.parse(
    JSON.parse(readFileSync(inProject('package.json'), 'utf8')),
  );
  const wanted = optionalDependencies[`node-${process.platform}-${process.arch}`] ?? null;
  return [ok('Crosswalk', version), judgeNode(process.version, engines.node, wanted)];
}

export async function lookAtDisk(folder: string): Promise<Finding> {
  return judgeDisk(await freeAt(folder));
}

/** Connects and signs in; nothing is sent. */
export async function lookAtMail({
  SMTP_URL,
  MAIL_FROM = '',
  OIDC_ISSUER,
}: NodeJS.ProcessEnv): Promise<Finding> {
  if (!SMTP_URL) return judgeMail(false, Boolean(OIDC_ISSUER), null);
  const mailer = smtpMailer({ url: SMTP_URL, from: MAIL_FROM });
  try {
    await mailer.reach();
    return judgeMail(true, Boolean(OIDC_ISSUER), null);
  } catch (error) {
    return judgeMail(true, Boolean(OIDC_ISSUER), reasonOf(error));
  } finally {
    mailer.close();
  }
}

/** @param address where people, or without a setting this machine, reach the product; null where nothing says so */
export async function lookAtAddress(address: string | null, isRunning: boolean): Promise<Finding> {
  if (address === null || !URL.canParse(address)) return judgeAddress(null, 'not asked');
  return judgeAddress(new URL(address).origin, isRunning ? await askReady(address) : 'not asked');
}

const Ready = z.object({ status: z.string(), disk: z.string() });

async function askReady(address: string): Promise<Answer> {
  try {
    const reply = await fetch(new URL('/api/health/ready', address), { signal: AbortSignal.timeout(10_000) });
    const said: unknown = await reply.json().catch(() => null);
    return { status: reply.status, isOurs: Ready.safeParse(said).success };
  } catch (error) {
    return { unreachable: reasonOf(error instanceof Error && error.cause ? error.cause : error) };
  }
}

export async function lookAtNotes(logFolder: string): Promise<Finding[]> {
  const { backup, lost } = await readNotes(logFolder);
  const isThere = backup !== null && existsSync(path.join(backup.folder, 'manifest.json'));
  const logs = [
    stateOfLog(path.join(logFolder, 'app.log'), lost.application ?? 0),
    stateOfLog(path.join(logFolder, 'postgres.log'), lost.database ?? 0),
  ];
  return [
    judgeBackup(backup, isThere, new Date()),
    judgeLog(logs.filter((log): log is LogState => log !== null)),
  ];
}

function stateOfLog(file: string, lost: number): LogState | null {
  if (!existsSync(file)) return null;
  const aside = readdirSync(path.dirname(file)).filter((name) => name.startsWith(`${path.basename(file)}.`));
  const { size } = statSync(file);
  const { mostFiles, largestFile: largest } = usualBounds;
  return { files: aside.length + 1, mostFiles, size, largest, lost, refusal: refusalToWrite(file) };
}

function refusalToWrite(file: string): string | null {
  if (!statSync(file).isFile()) return `${path.basename(file)} is no file`;
  try {
    accessSync(file, constants.W_OK);
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}

/** How far the newest time of a file of the home folder is ahead of the clock. @units seconds */
export function newestFileAhead(home: string): number | null {
  const times = [home, path.join(home, 'log')]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => path.join(folder, name)))
    .flatMap((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? []);
  return times.length === 0 ? null : (Math.max(...times) - Date.now()) / 1000;
}

/** Names of settings there are; .env.example has all of them. */
const settingsIn = (text: string): string[] =>
  [...text.matchAll(/^(?:# ?)?([A-Z][A-Z_]+)=/gm)].map(([, name = '']) => name);

export function lookAtSettings(given: NodeJS.ProcessEnv): Finding[] {
  const known = settingsIn(readFileSync(inProject('.env.example'), 'utf8'));
  const own = existsSync(inProject('.env')) ? readFileSync(inProject('.env'), 'utf8') : '';
  const typed = [...own.matchAll(/^\s*(?:export )?([A-Za-z_]+)\s*=/gm)].map(([, name = '']) => name);
  return judgeSettings(
    given,
    refusalsOf(given, known),
    typed.filter((name) => !known.includes(name)),
  );
}

/** What the application itself would say to these settings; what it gets from npm start stands in for itself. */
function refusalsOf(given: NodeJS.ProcessEnv, known: readonly string[]): string[] {
  const ofOperator = Object.fromEntries(known.flatMap((name) => (given[name] ? [[name, given[name]]] : [])));
  try {
    parseEnv({
      NEXTAUTH_URL: 'http://127.0.0.1:3000',
      NEXTAUTH_SECRET: 'x'.repeat(32),
      APP_DATABASE_URL: 'postgresql://a:b@127.0.0.1/c',
      PUBLIC_DATABASE_URL: 'postgresql://a:b@127.0.0.1/c',
      ...ofOperator,
    });
    return [];
  } catch (error) {
    const [, ...problems] = (error instanceof Error ? error.message : '').split('\n');
    return problems.map((problem) => problem.trim());
  }
}
