import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Backup, noteFiles, type Restarts } from '@/lib/next/operating-notes';

export function noteRestarts(logFolder: string, restarts: Restarts): void {
  write(logFolder, noteFiles.restarts, restarts);
}

export function noteBackup(logFolder: string, backup: Backup): void {
  write(logFolder, noteFiles.backup, backup);
}

/** Nobody is held up or ended for a note that finds no room. */
function write(logFolder: string, name: string, note: object): void {
  const file = path.join(logFolder, name);
  const draft = `${file}.${process.pid}`;
  try {
    mkdirSync(logFolder, { recursive: true });
    writeFileSync(draft, `${JSON.stringify(note)}\n`, { mode: 0o644 });
    renameSync(draft, file);
  } catch (error) {
    console.warn(
      `${name} could not be written: ${error instanceof Error ? error.message : 'for an unknown reason'}`,
    );
  }
}
