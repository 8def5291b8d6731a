import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Backup, noteFiles, type Restarts } from '@/lib/next/operating-notes';
import { writeWhole } from '../write-whole';

export function noteRestarts(logFolder: string, restarts: Restarts): void {
  write(logFolder, noteFiles.restarts, restarts);
}

export function noteBackup(logFolder: string, backup: Backup): void {
  write(logFolder, noteFiles.backup, backup);
}

/** Nobody is held up or ended for a note that finds no room. */
function write(logFolder: string, name: string, note: object): void {
  try {
    mkdirSync(logFolder, { recursive: true });
    writeWhole(path.join(logFolder, name), `${JSON.stringify(note)}\n`, { mode: 0o644 });
  } catch (error) {
    console.warn(
      `${name} could not be written: ${error instanceof Error ? error.message : 'for an unknown reason'}`,
    );
  }
}
