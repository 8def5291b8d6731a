import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '@/tests/support/app';
import { type Cell, cellsOf, mismatches, rows } from './matrix/cells';
import { Browser } from './matrix/http';
import { type Endpoint, endpoints } from './matrix/inventory';
import { Accounts, partiesOf } from './matrix/parties';
import { mixed, spread } from './matrix/choice';
import type { Party, World } from './matrix/row';
import { type Bench, runCells, runWrites } from './matrix/run';
import { buildTenants } from './matrix/world';
import { pick, report, seed } from './support/scale';

const found: Endpoint[] = endpoints();
let app: TestApp;
let bench: Bench;
let parties: Party[];
let cells: Cell[];

beforeAll(async () => {
  app = await startTestApp({ demonstration: false, settings: { TRUSTED_PROXIES: '1' } });
  const pool = new pg.Pool({ connectionString: app.adminUrl, max: 4 });
  const world: World = await buildTenants(pool);
  parties = partiesOf(world);
  const accounts = new Accounts(pool);
  for (const party of parties) await accounts.open(party);
  bench = { browser: new Browser(app.address), accounts, pool, world };
  const all = mixed(cellsOf(world, parties, found), seed);
  cells = spread(all, pick({ slice: 700, ci: 20_500, campaign: Infinity }));
});

afterAll(async () => {
  bench?.browser.close();
  await bench?.pool.end();
  await app?.stop();
});

describe('who may do what, over HTTP', () => {
  it('knows every page, route and action that the build has, and no others', () => {
    expect(mismatches(found)).toEqual({ withoutRow: [], withoutEndpoint: [] });
  });

  it('answers everybody as the policy says, keeps what is kept, and changes nothing where it refuses', async () => {
    const startedAt = performance.now();
    const [reading, writing] = [cells.filter(({ writes }) => !writes), cells.filter(({ writes }) => writes)];
    const problems = [...(await runCells(bench, reading)), ...(await runWrites(bench, writing))];
    report('matrix', {
      seed, cells: cells.length, endpoints: new Set(cells.map(({ row }) => row.endpoint)).size, of: rows.length, actors: new Set(cells.map(({ party }) => party.name)).size,
      objects: new Set(cells.map(({ thing }) => thing.id)).size, denied: cells.filter(({ expected }) => !expected.allowed).length, allowed: cells.filter(({ expected }) => expected.allowed).length,
      problems: problems.length, seconds: Math.round((performance.now() - startedAt) / 1_000),
    });
    expect(problems.slice(0, 40)).toEqual([]);
  });

  it('ends a role at once, in the middle of a session', async () => {
    const [{ people, rules }] = bench.world;
    const party = parties.find(({ name }) => name === 'registrar2') as Party;
    const approved = rules.find(({ status }) => status === 'approved');
    const ask = () => bench.browser.page('/registrar/rules/new', bench.accounts.cookie(party));
    const title = 'name="words"';
    expect((await ask()).body).toContain(title);
    await bench.pool.query('UPDATE role_grant SET ended_at = now() WHERE person_id = $1', [people.registrar2.id]);
    expect((await ask()).body).not.toContain(title);
    const publish = found.find(({ name }) => name.endsWith('#publishRuleAction'));
    const reply = await bench.browser.action('/registrar/rules', publish?.actionId ?? '', bench.accounts.cookie(party), { ruleVersionId: approved?.id ?? '', expectedVersion: '1' });
    expect(reply).toMatchObject({ code: 'forbidden', reason: 'access/role-missing' });
  });

  it('answers a forged or outdated action as one that is not there', async () => {
    const party = parties.find(({ name }) => name === 'registrar') as Party;
    const { actionId = '' } = found.find(({ kind }) => kind === 'action') as Endpoint;
    for (const id of ['0'.repeat(42), actionId.replace(/^../, 'ff'), `${actionId.slice(0, -4)}0000`]) {
      expect((await bench.browser.action('/registrar/rules', id, bench.accounts.cookie(party), {})).status, id).toBe(409);
    }
  });
});
