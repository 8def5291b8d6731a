import { randomBytes } from 'node:crypto';
import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '@/lib/db/client';
import { toUrl, withClient } from '@/scripts/database/connection';
import { openBench, useForBuilders } from './support/bench';
import { Caller } from './support/call';
import { conclude } from './support/evidence';
import { type Product, startProduct } from './support/product';
import { pick } from './support/scale';

// Words that stand nowhere else are sent wherever people can put words: names, addresses of mail and of pages, tokens, cookies,
// forms, and all of it again while things fail. None may be found in what the product and its database write to their logs.
const wanted = pick({ slice: 60, ci: 500, campaign: 5_000 });

const bench = await openBench('proof-logs');
useForBuilders(bench);
const { aMicroCredential, anInstitution, aPerson } = await import('@/tests/support/builders');
const { queryAsSuperuser } = await import('@/tests/support/db');
const { signedIn } = await import('./support/signed-in');
const database = openDatabase({ app: toUrl(bench.as('app_rw')), public: toUrl(bench.as('app_public')) });

/** A mail server that turns everybody away and says whom, as many do. */
const unkind = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  onRcptTo: ({ address }, _session, done) => done(Object.assign(new Error(`${address} is no mailbox of ours`), { responseCode: 550 })),
});
let product: Product;
let caller: Caller;
let [cookie, certificateId] = ['', ''];
let people: string[] = [];

const planted: string[] = [];
const canary = () => {
  const word = `canary${randomBytes(6).toString('hex')}`;
  planted.push(word);
  return word;
};

beforeAll(async () => {
  await new Promise<void>((resolve) => unkind.listen(0, '127.0.0.1', resolve));
  const address = unkind.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const here = await anInstitution();
  cookie = (await signedIn(database, await aPerson(here, 'administrator', 'evaluator', 'registrar', 'auditor'))).cookie;
  certificateId = (await aMicroCredential(here)).id;
  people = await Promise.all(Array.from({ length: Math.ceil(wanted / 20) }, async () => {
    const email = `${canary()}@example.test`;
    await queryAsSuperuser('update person set email = $1 where id = $2', [email, (await aPerson(here, 'reviewer')).id]);
    return email;
  }));
  product = await startProduct(bench, { settings: { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'crosswalk@example.test', TRUSTED_PROXIES: '1' } });
  caller = new Caller(product.address);
});
afterAll(async () => {
  caller?.close();
  await product?.stop();
  await database.close();
  unkind.close();
  await bench.discard();
});

const get = (path: string, headers: Record<string, string> = { cookie }) => fetch(product.address + path, { headers, redirect: 'manual' }).then((answer) => answer.text());
const act = (name: string, fields: Record<string, string>) => caller.act(name, cookie, fields).catch((error: unknown) => error);
const post = (path: string, body: string, headers: Record<string, string>) =>
  fetch(product.address + path, { method: 'POST', body, redirect: 'manual', headers: { origin: product.address, 'sec-fetch-site': 'same-origin', ...headers } }).then((answer) => answer.text());

/** Each puts words of its own somewhere; all of them are repeated until there are enough. */
const ways: Record<string, (n: number) => Promise<unknown>> = {
  'search words': () => get(`/catalog?q=${canary()}`),
  'search over the programming interface': () => get(`/api/v1/catalog?q=${canary()}`),
  'what somebody holds': () => get(`/estimate?institution=${canary()}&mc=${canary()}&mark=${canary()}`),
  'addresses that lead nowhere': () => get(`/institutions/${canary()}/${canary()}`),
  'ids that are none': async () => {
    for (const place of ['catalog', 'institutions', 'registrar/rules', 'registrar/imports', 'faculty/cases', 'administration/people', 'administration/policy', 'audit']) await get(`/${place}/${canary()}`);
  },
  'filters of lists': () => get(`/audit?actor=${canary()}&action=${canary()}&from=${canary()}`),
  'sign-in tokens in addresses': () => get(`/sign-in/link?token=${canary()}&next=/${canary()}`),
  'sign-in tokens in forms': () => act('redeemSignInLinkAction', { token: canary(), next: `/${canary()}` }),
  'addresses of mail that cannot be delivered': (n) => act('requestSignInLinkAction', { email: people[n % people.length] ?? '', next: `/${canary()}` }),
  'answers of an identity provider': () => get(`/api/auth/callback/oidc?code=${canary()}&state=${canary()}&error_description=${canary()}`),
  cookies: () => get('/account', { cookie: `crosswalk-session=${canary()}; next-auth.csrf-token=${canary()}; other=${canary()}` }),
  headers: () => get('/', { authorization: `Bearer ${canary()}`, 'user-agent': canary(), referer: `${product.address}/?q=${canary()}`, 'x-request-id': canary() }),
  'names and addresses of people, twice': async () => {
    const fields = { name: canary(), email: `${canary()}@example.test` };
    await act('addPersonAction', fields);
    await act('addPersonAction', fields);
  },
  'names of things, twice': async () => {
    const fields = { code: canary(), name: canary() };
    await act('addDepartmentAction', fields);
    await act('addDepartmentAction', fields);
  },
  'titles and notes': () => act('draftRuleAction', { microCredentialId: certificateId, title: canary(), changedBecause: canary() }),
  'forms with fields that are none': () => act('draftRuleAction', { microCredentialId: canary(), [canary()]: canary() }),
  'bodies that cannot be read': async () => {
    await post('/registrar/rules', `{"broken": "${canary()}`, { cookie, 'content-type': 'text/plain', 'next-action': '00'.repeat(21) });
    await post('/registrar/rules', `["${canary()}"]`, { cookie, 'content-type': 'text/plain', 'next-action': 'ab'.repeat(21) });
    await post('/api/auth/signin/oidc', `csrfToken=${canary()}&callbackUrl=${canary()}`, { 'content-type': 'application/x-www-form-urlencoded' });
  },
};

async function everyWay(n: number): Promise<void> {
  for (const way of Object.values(ways)) await way(n);
}

/** Which of the planted words stand in which log. */
function found(): string[] {
  const folder = path.join(bench.home, 'log');
  return readdirSync(folder).flatMap((name) => {
    const text = readFileSync(path.join(folder, name), 'utf8').toLowerCase();
    const lines = text.split('\n');
    return planted.filter((word) => text.includes(word)).map((word) => `${name}: ${lines.find((line) => line.includes(word))?.slice(0, 400)}`);
  });
}

test('nothing that people type or carry is written to a log, whether things work or fail', async () => {
  let rounds = 0;
  while (planted.length < wanted * 0.75) await everyWay(rounds++);
  // The same while the database refuses, with a reason that quotes the row.
  await queryAsSuperuser("alter table department add constraint planted_fault check (name not like 'canary%') not valid");
  await queryAsSuperuser("alter table person add constraint planted_fault check (name not like 'canary%') not valid");
  await queryAsSuperuser('revoke insert on equivalency_rule from app_rw');
  while (planted.length < wanted) await everyWay(rounds++);
  await bench.kill();
  const whileAway = planted.length;
  await everyWay(rounds++);
  await bench.start();
  const log = readFileSync(product.logFile, 'utf8');
  conclude('logs', { planted: planted.length, whileDatabaseWasAway: planted.length - whileAway, ways: Object.keys(ways).length, rounds, linesOfErrors: log.split('\n').filter((line) => line.includes('"level":"error"')).length, found: found().length });
  // Things did fail, and were logged: otherwise there would have been nothing to leak.
  expect(log).toContain('"event":"action failed"');
  expect(log).toContain('"event":"sign-in mail failed"');
  expect(readFileSync(path.join(bench.home, 'log', 'postgres.log'), 'utf8')).toContain('planted_fault');
  expect(found()).toEqual([]);
});

test('control: one line that holds an address with its query is found', () => {
  const before = found().length;
  appendFileSync(product.logFile, `GET /catalog?q=${canary()}\n`);
  expect(found().length).toBe(before + 1);
});

test('control: a database that logs the details of its errors, as it does by default, quotes a row, and that is found', async () => {
  const insert = (email: string) => withClient(bench.as('app_rw'), (client) => client.query('insert into auth_user (email, name) values ($1, $1), ($1, $1)', [email])).catch((error: unknown) => error);
  const before = found().length;
  expect(await insert(`${canary()}@example.test`)).toMatchObject({ code: '23505' });
  expect(found().length).toBe(before);
  await bench.kill();
  await bench.start({ log_error_verbosity: 'default' });
  expect(await insert(`${canary()}@example.test`)).toMatchObject({ code: '23505' });
  expect(found().length).toBe(before + 1);
});
