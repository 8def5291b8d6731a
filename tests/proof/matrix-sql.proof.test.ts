import { readFileSync, rmSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toUrl } from '@/scripts/database/connection';
import { openBundledServer } from '@/scripts/database/server';
import { inProject } from '@/scripts/project';
import { migratedHome } from '@/tests/support/prepared-home';
import { fastAndUnsafe } from '@/tests/support/throw-away';
import { breaksOfNothing, listConstraints, tryConstraint } from './matrix/constraint-probes';
import { doorsWithoutProbe, wrongAnswers } from './matrix/door-probes';
import { guardProbes, triggersWithoutProbe, unguarded } from './matrix/guard-probes';
import { listRights } from './matrix/rights';
import type { World } from './matrix/row';
import {
  crossings,
  keptInPublic,
  ownedTables,
  publicSurface,
  type SqlPools,
  unguardedTables,
  wrongPublicRows,
} from './matrix/sql-layer';
import { buildTenants } from './matrix/world';
import { report } from './support/scale';

let pools: SqlPools;
let world: World;
let discard = async () => {};

beforeAll(async () => {
  const home = await migratedHome('matrix');
  const server = await openBundledServer(home, { wishedPort: 0, settings: fastAndUnsafe });
  discard = async () => {
    await server.leave();
    rmSync(home, { recursive: true, force: true });
  };
  const pool = (url: string) => {
    const opened = new pg.Pool({ connectionString: url, max: 2 });
    // The server may stop a moment before a connection that is being closed has gone.
    opened.on('error', () => undefined);
    return opened;
  };
  pools = {
    admin: pool(toUrl(server.admin)),
    app: pool(toUrl(server.as('app_rw'))),
    everybody: pool(toUrl(server.as('app_public'))),
  };
  world = await buildTenants(pools.admin);
});

afterAll(async () => {
  if (pools) await Promise.all(Object.values(pools).map((pool: pg.Pool) => pool.end()));
  await discard();
});

describe('what the database refuses by itself', () => {
  it('lets the application reach nothing of another institution, in any table', async () => {
    expect(await unguardedTables(pools.admin)).toEqual([]);
    const tables = await ownedTables(pools.admin);
    const { problems, attempts } = await crossings(pools, world, tables);
    report('matrix-sql', { tables: tables.length, attempts, problems: problems.length });
    expect(problems).toEqual([]);
  });

  it('shows the public the listed columns and nothing that is kept', async () => {
    // A new public column is a decision: add it to the list on purpose.
    expect(`${(await publicSurface(pools.admin)).join('\n')}\n`).toBe(
      readFileSync(inProject('tests', 'fixtures', 'public-columns.txt'), 'utf8'),
    );
    expect(await keptInPublic(pools, world)).toEqual([]);
    expect(await wrongPublicRows(pools)).toEqual([]);
  });

  it('gives the rights, settings and policies that are listed, and no others', async () => {
    // A new right is a decision: add it to the list on purpose.
    expect(`${(await listRights(pools.admin)).join('\n')}\n`).toBe(
      readFileSync(inProject('tests', 'fixtures', 'database-rights.txt'), 'utf8'),
    );
  });

  it('answers through the functions that act as the owner what it should, and nothing else', async () => {
    expect(await doorsWithoutProbe(pools.admin)).toEqual([]);
    expect(await wrongAnswers(pools.admin, world)).toEqual([]);
  });

  it('refuses by each constraint of its catalogs, alone, what that constraint is for', async () => {
    const constraints = await listConstraints(pools.admin);
    expect(breaksOfNothing(constraints)).toEqual([]);
    const problems: string[] = [];
    for (const constraint of constraints)
      problems.push(...[await tryConstraint(pools.admin, constraint)].filter((one) => one !== null));
    report('matrix-constraints', { constraints: constraints.length, problems: problems.length });
    expect(problems).toEqual([]);
  });

  it('refuses what no state of an application may bring about', async () => {
    const probes = guardProbes(world);
    expect(await triggersWithoutProbe(pools.admin, probes)).toEqual([]);
    expect(await unguarded(pools.admin, world, probes)).toEqual([]);
    report('matrix-guards', {
      guards: new Set(probes.map(({ guard }) => guard)).size,
      probes: probes.length,
    });
  });
});
