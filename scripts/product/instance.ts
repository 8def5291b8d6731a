import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { parsedJson } from '@/lib/kernel/parsed-json';
import { openHome } from '../home-folder';
import { endProcess, isAlive, recordOf } from '../processes';
import { writeWhole } from '../write-whole';
import { oneAtATime } from './one-at-a-time';

const Process = z.object({ pid: z.number(), startedAt: z.string() });
const Instance = z.object({ supervisor: Process, app: Process.nullable(), address: z.string() });
type Instance = z.output<typeof Instance>;

export type Claim = { state: 'ours'; freed: boolean } | { state: 'running'; address: string };

const fileOf = (home: string) => path.join(home, 'instance.json');

/**
 * Makes this process the one that runs Crosswalk from that folder. An application left behind by a killed supervisor is ended:
 * it would hold the port and answer in our stead. @refuses in words where the folder cannot be written to
 */
export async function claimInstance(home: string): Promise<Claim> {
  openHome(home);
  // Two that begin in the same moment would both find nobody.
  return oneAtATime(path.join(home, 'claiming.json'), { waits: () => undefined }, async () => {
    const earlier = read(home);
    if (earlier && isAlive(earlier.supervisor)) return { state: 'running', address: earlier.address };
    const orphan = earlier?.app && isAlive(earlier.app) ? earlier.app : null;
    if (orphan) await endProcess(orphan.pid, 'SIGTERM', 10_000);
    noteInstance(home, null, '');
    return { state: 'ours', freed: orphan !== null };
  });
}

export function noteInstance(home: string, appPid: number | null, address: string): void {
  const supervisor = recordOf(process.pid);
  if (supervisor === null) throw new Error('This process cannot find itself in the list of processes.');
  const instance: Instance = { supervisor, app: appPid === null ? null : recordOf(appPid), address };
  writeWhole(fileOf(home), `${JSON.stringify(instance)}\n`);
}

/** The supervisor that runs Crosswalk from that folder, and the address it serves; null where none does. */
export function runningInstance(home: string): { supervisor: number; address: string } | null {
  const found = read(home);
  return found && isAlive(found.supervisor)
    ? { supervisor: found.supervisor.pid, address: found.address }
    : null;
}

export function releaseInstance(home: string): void {
  rmSync(fileOf(home), { force: true });
}

/** What an earlier start left there; a file that a crash or a full disk cut off says nothing, and is written anew. */
function read(home: string): Instance | null {
  if (!existsSync(fileOf(home))) return null;
  return Instance.safeParse(parsedJson(readFileSync(fileOf(home), 'utf8'))).data ?? null;
}
