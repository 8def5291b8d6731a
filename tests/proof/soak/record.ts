import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { parsedJson } from '@/lib/kernel/parsed-json';
import { writeWhole } from '@/scripts/write-whole';

const Kept = z.looseObject({ minutes: z.number() });

/** What is kept of a soak while it runs, so that one that is broken off, however hard, leaves what it has measured. */
export interface SoakRecord {
  /** Puts it in the place of what was kept before, whole or not at all. */
  keep: (kept: { minutes: number } & Record<string, unknown>) => void;
  /** Gives it the name of how long it ran, and returns that; null where nothing was kept. */
  finish: () => string | null;
}

/** Opens the record of a soak in that folder; one that an earlier soak was broken off from gets its name first. */
export function openRecord(folder: string): SoakRecord {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'soak-under-way.json');
  const finish = () => {
    if (!existsSync(file)) return null;
    const { minutes } = Kept.parse(parsedJson(readFileSync(file, 'utf8')));
    const named = path.join(folder, `soak-${Math.round(minutes)}-minutes.json`);
    renameSync(file, named);
    return named;
  };
  finish();
  return { keep: (kept) => writeWhole(file, `${JSON.stringify(kept, null, 1)}\n`), finish };
}
