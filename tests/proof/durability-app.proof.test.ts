import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase, type Database } from '@/lib/db/client';
import { toUrl } from '@/scripts/database/connection';
import { waitForEnd } from '@/scripts/processes';
import { inProject } from '@/scripts/project';
import { killHard, openBench, useForBuilders } from './support/bench';
import { Caller, SaidNo } from './support/call';
import { chanceOf } from './support/chance';
import { conclude } from './support/evidence';
import { type Command, type Entry, Ledger } from './support/ledger';
import { type Product, startProduct } from './support/product';
import { pick } from './support/scale';
import { findDamage, type Findings } from './support/whole';

// People send forms to the built product, which is killed with `kill -9` again and again. What the browser was told has happened.
const kills = pick({ slice: 2, ci: 40, campaign: Number(process.env['PROOF_KILLS'] ?? 1_000) });
const lanes = 4;

const bench = await openBench('proof-kill-app');
useForBuilders(bench);
const { aMicroCredential, anInstitution, aPerson } = await import('@/tests/support/builders');
const { signedIn } = await import('./support/signed-in');
const database: Database = openDatabase({
  app: toUrl(bench.as('app_rw')),
  public: toUrl(bench.as('app_public')),
});
let product: Product | undefined;
let caller: Caller | undefined;
let institution: Awaited<ReturnType<typeof anInstitution>>;

beforeAll(async () => {
  institution = await anInstitution();
  product = await startProduct(bench);
  caller = new Caller(product.address);
});
afterAll(async () => {
  caller?.close();
  await product?.stop();
  await database.close();
  await bench.discard();
});

test('nothing that the browser was told is lost or done twice when the application is killed', async () => {
  const [app, calls] = [product, caller];
  if (!app || !calls) throw new Error('The product did not start.');
  const chance = chanceOf('app');
  const ledger = new Ledger();
  const next = await formsOf(calls);
  let goesOn = true;
  const working = Array.from({ length: lanes }, async (_, lane) => {
    while (goesOn)
      await ledger.deliver(
        next(lane),
        (error) => error instanceof SaidNo,
        () => goesOn,
      );
  });
  let findings: Findings = { lost: [], doubled: [], broken: [], auditEntries: 0 };
  const isDamaged = () => findings.lost.length + findings.doubled.length + findings.broken.length > 0;
  try {
    for (let n = 0; n < kills && !isDamaged(); n += 1) {
      const [before, until] = [ledger.entries.length, 3 + Math.floor(chance() * 20)];
      await expect
        .poll(() => ledger.entries.length - before, {
          timeout: 180_000,
          interval: 3,
          message: ledger.refused[0] ?? 'nothing was answered',
        })
        .toBeGreaterThanOrEqual(until);
      await app.kill();
      const acknowledged = [...ledger.entries];
      await app.start();
      findings = await findDamage(bench.admin, acknowledged);
      for (let m = 0; m < 3; m += 1) {
        const entry = acknowledged[Math.floor(chance() * acknowledged.length)];
        if (entry) await ledger.repeat(entry);
      }
    }
  } finally {
    goesOn = false;
    await Promise.all(working);
  }
  if (!isDamaged()) findings = await findDamage(bench.admin, ledger.entries);
  conclude('durability-app', {
    kills,
    acknowledged: ledger.entries.length,
    unansweredThenRetried: ledger.entries.filter(({ attempts }) => attempts > 1).length,
    answeredAgain: ledger.answeredAgain,
    refused: ledger.refused.length,
    lost: findings.lost.length,
    doubled: findings.doubled.length,
    auditEntries: findings.auditEntries,
  });
  expect(findings).toMatchObject({ lost: [], doubled: [], broken: [] });
  expect(ledger.differentAnswers).toEqual([]);
  expect(ledger.refused).toEqual([]);
});

test('control: an application that answers before it commits loses what it answered, and the proof sees it', async () => {
  const administrator = await aPerson(institution, 'administrator');
  const hasty = spawn(
    process.execPath,
    ['--import', 'tsx', 'tests/proof/support/hasty-app.ts', JSON.stringify(administrator.actor)],
    { cwd: inProject(), stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const told: string[] = [];
  hasty.stdout.setEncoding('utf8').on('data', (text: string) => told.push(...text.trim().split('\n')));
  await expect.poll(() => told.length, { timeout: 120_000, interval: 3 }).toBeGreaterThanOrEqual(12);
  const { pid } = hasty;
  if (pid === undefined) throw new Error('The hasty application did not start.');
  killHard(pid);
  await waitForEnd(pid, 10_000);
  const entries: Entry[] = told.map((key) => ({
    key,
    send: () => Promise.resolve(null),
    trace: { table: 'department', by: key },
    reply: '',
    attempts: 1,
  }));
  const { lost } = await findDamage(bench.admin, entries);
  conclude('durability-app-control', { acknowledged: told.length, lost: lost.length });
  expect(lost.length).toBeGreaterThan(0);
});

/** What each lane sends: new departments, which stay on the page, and drafts of rules, which lead to another one. */
async function formsOf(calls: Caller): Promise<(lane: number) => Command> {
  const certificate = await aMicroCredential(institution);
  const people = await Promise.all(
    Array.from(
      { length: lanes },
      async () => (await signedIn(database, await aPerson(institution, 'administrator', 'evaluator'))).cookie,
    ),
  );
  let turn = 0;
  return (lane) => {
    const [key, cookie] = [randomUUID(), people[lane] ?? null];
    turn += 1;
    if (turn % 2 === 0) {
      const fields = { code: key.slice(0, 13), name: key, idempotencyKey: key };
      return {
        key,
        send: () => calls.act('addDepartmentAction', cookie, fields, '/administration/departments'),
        trace: { table: 'department', by: key },
      };
    }
    const fields = { microCredentialId: certificate.id, title: key, idempotencyKey: key };
    return {
      key,
      send: () => calls.act('draftRuleAction', cookie, fields, '/registrar/rules'),
      trace: { table: 'rule', by: key },
    };
  };
}
