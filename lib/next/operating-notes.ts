import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { parsedJson } from '@/lib/kernel/parsed-json';

// What the commands of this installation leave in its folder of logs for whoever watches over it: numbers and times, nothing of anybody.

const Count = z.number().int().min(0);
const Restarts = z.object({ application: Count, database: Count });
/** How often each has ended by itself since the supervisor began. */
export type Restarts = z.infer<typeof Restarts>;

const Backup = z.object({ takenAt: z.iso.datetime(), folder: z.string() });
/** The newest backup that was made from here. */
export type Backup = z.infer<typeof Backup>;

const Lost = z.object({ lost: Count });

/** Their names. */
export const noteFiles = {
  restarts: 'restarts.json',
  backup: 'last-backup.json',
  // Written by scripts/log/keep.mjs, each beside its log.
  lostOfApplication: 'app.lost.json',
  lostOfDatabase: 'postgres.lost.json',
} as const;

export interface OperatingNotes {
  restarts: Restarts | null;
  backup: Backup | null;
  /** Lines that whoever keeps the log has lost. */
  lost: { application: number | null; database: number | null };
}

/** What is noted in that folder of logs; null where there is no such note, or half of one. */
export async function readNotes(logFolder: string): Promise<OperatingNotes> {
  const [restarts, backup, ofApplication, ofDatabase] = await Promise.all([
    read(logFolder, noteFiles.restarts, Restarts),
    read(logFolder, noteFiles.backup, Backup),
    read(logFolder, noteFiles.lostOfApplication, Lost),
    read(logFolder, noteFiles.lostOfDatabase, Lost),
  ]);
  return {
    restarts,
    backup,
    lost: { application: ofApplication?.lost ?? null, database: ofDatabase?.lost ?? null },
  };
}

async function read<T>(logFolder: string, name: string, shape: z.ZodType<T>): Promise<T | null> {
  const text = await readFile(path.join(logFolder, name), 'utf8').catch(() => null);
  return text === null ? null : (shape.safeParse(parsedJson(text)).data ?? null);
}
