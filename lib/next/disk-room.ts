import { statfs } from 'node:fs/promises';
import { env } from '@/lib/env';
import { writeLine } from './log';

/** `low`: somebody should make room soon. `full`: nothing is written any more, so that what is left lasts for reading. */
export type Room = 'enough' | 'low' | 'full';

/** @units bytes */
export const lowBelow = 1_073_741_824;
/**
 * PostgreSQL stops altogether where its own journal finds no room, and reading writes a little of it too: four of its files of 16 MB are
 * left for that. @units bytes
 */
export const fullBelow = 67_108_864;

export function judgeRoom(free: number): Room {
  if (free < fullBelow) return 'full';
  return free < lowBelow ? 'low' : 'enough';
}

const levelOf = { enough: 'info', low: 'warn', full: 'error' } as const;

/** How long an answer holds. @units milliseconds */
const fresh = 2_000;
/** A disk that stays low or full is told of again so often. @units milliseconds */
const toldAgainAfter = 3_600_000;

// Next makes several copies of a module in one process; they look once.
const shared = globalThis as { crosswalkDisk?: Promise<number | null>; crosswalkDiskAt?: number };

/** Room on the disk of the bundled database; always enough for a server of the operator's own, whose disk is not ours to see. */
export async function roomOnDisk(): Promise<Room> {
  const free = await freeOnDisk();
  return free === null ? 'enough' : judgeRoom(free);
}

/** Whether there is room to save something. */
export async function hasRoom(): Promise<boolean> {
  return (await roomOnDisk()) !== 'full';
}

/** Null for a server of the operator's own, and where it cannot be told. @units bytes */
export function freeOnDisk(): Promise<number | null> {
  const at = performance.now();
  if (shared.crosswalkDisk === undefined || at - (shared.crosswalkDiskAt ?? 0) > fresh) {
    shared.crosswalkDiskAt = at;
    shared.crosswalkDisk = measure();
  }
  return shared.crosswalkDisk;
}

async function measure(): Promise<number | null> {
  const folder = env().CROSSWALK_DATA_FOLDER;
  if (folder === undefined) return null;
  return freeAt(folder);
}

/** Null where it cannot be told. @units bytes */
export function freeAt(folder: string): Promise<number | null> {
  return statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => null,
  );
}

/** Looks from time to time and writes a line when the room on the disk becomes less or more, and every hour while it is short. */
export function watchDisk(every = 3_000): NodeJS.Timeout {
  let told: Room = 'enough';
  let toldAt = 0;
  const tell = async () => {
    const free = await freeOnDisk();
    if (free === null) return;
    const room = judgeRoom(free);
    const isDue = room !== 'enough' && performance.now() - toldAt > toldAgainAfter;
    if (room === told && !isDue) return;
    [told, toldAt] = [room, performance.now()];
    writeLine(levelOf[room], 'room on the disk', '', { room, freeMegabytes: Math.floor(free / 1_048_576) });
  };
  void tell();
  return setInterval(() => void tell(), every).unref();
}
