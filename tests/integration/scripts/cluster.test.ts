import { existsSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { findPostmaster } from '@/scripts/database/postmaster';
import { openBundledServer } from '@/scripts/database/server';
import { fastAndUnsafe, throwAwayHome } from '@/tests/support/throw-away';

test('a database that ended is started again, and one that was taken away is not begun anew', async () => {
  const home = throwAwayHome('cluster');
  const { cluster, leave } = await openBundledServer(home, { wishedPort: 0, settings: fastAndUnsafe });
  if (cluster === undefined) throw new Error('The bundled server has no cluster.');
  try {
    const { pid } = cluster;
    await cluster.stop();
    await cluster.restart();
    expect(cluster.pid).not.toBe(pid);
    await cluster.stop();
    // With the mark beside it, as when the whole folder goes.
    for (const name of ['postgres', 'postgres.made']) rmSync(path.join(home, name), { recursive: true });
    await expect(cluster.restart()).rejects.toThrow(/^The database is gone: .* was taken away while it ran/);
    expect(existsSync(path.join(home, 'postgres'))).toBe(false);
    // Nor does it keep whoever used it from leaving.
    rmSync(home, { recursive: true });
    await leave();
  } finally {
    await cluster.stop();
    rmSync(home, { recursive: true, force: true });
  }
});

test('a server that runs is found by every name of its folder, and by the one that it was given since', async () => {
  const home = throwAwayHome('cluster');
  const { cluster } = await openBundledServer(home, { wishedPort: 0, settings: fastAndUnsafe });
  if (cluster === undefined) throw new Error('The bundled server has no cluster.');
  // Elsewhere nobody tells where a process works, and it is known by the name it was started with alone.
  const known = process.platform === 'linux' ? cluster.pid : undefined;
  const [link, moved] = [`${home}-link`, `${home}-moved`];
  try {
    symlinkSync(home, link);
    expect(findPostmaster(path.join(link, 'postgres'))?.pid).toBe(known);
    renameSync(home, moved);
    expect(findPostmaster(path.join(moved, 'postgres'))?.pid).toBe(known);
    renameSync(moved, home);
  } finally {
    await cluster.stop();
    for (const folder of [link, moved, home]) rmSync(folder, { recursive: true, force: true });
  }
});
