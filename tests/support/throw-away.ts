import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** For a server that is thrown away after the run: nothing in it is worth waiting for the disk. */
export const fastAndUnsafe = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  autovacuum: 'off',
  max_connections: '200',
};

/** A home folder of its own in the temp folder. Others may look inside, since root hands the database to another user; secrets have their own locks. */
export function throwAwayHome(what: string): string {
  const home = mkdtempSync(path.join(tmpdir(), `crosswalk-${what}-`));
  chmodSync(home, 0o755);
  return home;
}
