import { randomBytes } from 'node:crypto';
import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '@/lib/db/client';
import { keepLink } from '@/lib/db/sign-in-links';
import { budgets } from '@/lib/next/rate-budget';
import { freePort } from '@/scripts/database/cluster';
import { toUrl, withClient } from '@/scripts/database/connection';
import { startLogKeeper } from '@/scripts/log/keeper';
import { linesAMinute, longestLine } from '@/scripts/log/line.mjs';
import { type IdentityProvider, startIdentityProvider } from '@/tests/support/identity-provider';
import { endpoints } from './matrix/inventory';
import { openBench, useForBuilders } from './support/bench';
import { Caller } from './support/call';
import { conclude } from './support/evidence';
import { type Product, startProduct } from './support/product';
import { pick } from './support/scale';

// Words that stand nowhere else are sent wherever people can put words: names, addresses of mail and of pages, tokens, cookies,
// forms, names of fields and files, bodies that cannot be read, parameters of SQL, and all of it again while things fail. None may be
// found in what the product and its database write to their logs.
const wanted = pick({ slice: 120, ci: 2_000, campaign: 10_000 });

const bench = await openBench('proof-logs');
useForBuilders(bench);
const { aMicroCredential, anInstitution, aPerson, aRule, oneForOne } = await import(
  '@/tests/support/builders'
);
const { queryAsSuperuser } = await import('@/tests/support/db');
const { signedIn } = await import('./support/signed-in');
const database = openDatabase({ app: toUrl(bench.as('app_rw')), public: toUrl(bench.as('app_public')) });

/** A mail server that turns everybody away and says whom, as many do. */
const unkind = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  onRcptTo: ({ address }, _session, done) =>
    done(Object.assign(new Error(`${address} is no mailbox of ours`), { responseCode: 550 })),
});
let product: Product;
let provider: IdentityProvider;
let caller: Caller;
let [cookie, certificateId, personId, userId] = ['', '', '', ''];
let here: Awaited<ReturnType<typeof anInstitution>>;
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
  here = await anInstitution();
  const worker = await aPerson(here, 'administrator', 'evaluator', 'registrar', 'auditor');
  [cookie, personId] = [(await signedIn(database, worker)).cookie, worker.id];
  userId = await accountOf(personId);
  certificateId = (await aMicroCredential(here)).id;
  people = await Promise.all(
    Array.from({ length: Math.ceil(wanted / 20) }, async () => {
      const email = `${canary()}@example.test`;
      await queryAsSuperuser('update person set email = $1 where id = $2', [
        email,
        (await aPerson(here, 'reviewer')).id,
      ]);
      return email;
    }),
  );
  const ownPort = await freePort();
  const client = { id: 'crosswalk', secret: 'only-for-tests-only-for-tests' };
  provider = await startIdentityProvider({
    ...client,
    redirectUri: `http://127.0.0.1:${ownPort}/api/auth/callback/oidc`,
  });
  product = await startProduct(bench, {
    port: ownPort,
    settings: {
      SMTP_URL: `smtp://127.0.0.1:${port}`,
      MAIL_FROM: 'crosswalk@example.test',
      TRUSTED_PROXIES: '1',
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: client.id,
      OIDC_CLIENT_SECRET: client.secret,
    },
  });
  caller = new Caller(product.address);
});
afterAll(async () => {
  caller?.close();
  await product?.stop();
  await provider?.close();
  await database.close();
  unkind.close();
  await bench.discard();
});

const get = (path: string, headers: Record<string, string> = { cookie }) =>
  fetch(product.address + path, { headers, redirect: 'manual' }).then((answer) => answer.text());
const act = (name: string, fields: Record<string, string>, as = cookie, page?: string) =>
  caller.act(name, as, fields, page).catch((error: unknown) => error);
const post = (path: string, body: string, headers: Record<string, string>) =>
  fetch(product.address + path, {
    method: 'POST',
    body,
    redirect: 'manual',
    headers: { origin: product.address, 'sec-fetch-site': 'same-origin', ...headers },
  }).then((answer) => answer.text());

const accountOf = async (person: string) =>
  (await queryAsSuperuser<{ id: string }>('select user_id as id from person where id = $1', [person]))[0]
    ?.id ?? '';

/** Leaves for the identity provider, signs in there as that subject and comes back; the cookies are those that a browser would keep. */
async function throughProvider(subject: string): Promise<string> {
  const headers = {
    origin: product.address,
    'content-type': 'application/x-www-form-urlencoded',
    'x-forwarded-for': `192.0.2.${planted.length % 250}`,
  };
  const left = await fetch(`${product.address}/sign-in/provider`, {
    method: 'POST',
    redirect: 'manual',
    headers,
    body: 'next=%2Faccount',
  });
  const jar = cookiesOf(left);
  const back = await provider.signIn(left.headers.get('location') ?? '', subject);
  const answer = await fetch(back, {
    redirect: 'manual',
    headers: { cookie: jar, 'x-forwarded-for': headers['x-forwarded-for'] },
  });
  return cookiesOf(answer);
}
const cookiesOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');

/** Each puts words of its own somewhere; all of them are repeated until there are enough. */
const ways: Record<string, (n: number) => Promise<unknown>> = {
  'search words': () => get(`/catalog?q=${canary()}`),
  'search over the programming interface': () => get(`/api/v1/catalog?q=${canary()}`),
  'what somebody holds': () => get(`/estimate?institution=${canary()}&mc=${canary()}&mark=${canary()}`),
  'addresses that lead nowhere': () => get(`/institutions/${canary()}/${canary()}`),
  'ids that are none': async () => {
    for (const place of [
      'catalog',
      'institutions',
      'registrar/rules',
      'registrar/imports',
      'faculty/cases',
      'administration/people',
      'administration/policy',
      'audit',
    ])
      await get(`/${place}/${canary()}`);
  },
  'filters of lists': () => get(`/audit?actor=${canary()}&action=${canary()}&from=${canary()}`),
  'sign-in tokens in addresses': () => get(`/sign-in/link?token=${canary()}&next=/${canary()}`),
  'sign-in tokens in forms': () => act('redeemSignInLinkAction', { token: canary(), next: `/${canary()}` }),
  'addresses of mail that cannot be delivered': (n) =>
    act('requestSignInLinkAction', { email: people[n % people.length] ?? '', next: `/${canary()}` }),
  'people of an identity provider': async () => {
    const subject = canary();
    provider.people.set(subject, { name: canary(), email: `${canary()}@example.test`, email_verified: true });
    await act('signOutAction', {}, await throughProvider(subject));
  },
  'answers of an identity provider': () =>
    get(`/api/auth/callback/oidc?code=${canary()}&state=${canary()}&error_description=${canary()}`),
  cookies: () =>
    get('/account', {
      cookie: `crosswalk-session=${canary()}; next-auth.csrf-token=${canary()}; other=${canary()}`,
    }),
  headers: () =>
    get('/', {
      authorization: `Bearer ${canary()}`,
      'user-agent': canary(),
      referer: `${product.address}/?q=${canary()}`,
      'x-request-id': canary(),
    }),
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
  'titles and notes': () =>
    act('draftRuleAction', { microCredentialId: certificateId, title: canary(), changedBecause: canary() }),
  'forms with fields that are none': () =>
    act('draftRuleAction', { microCredentialId: canary(), [canary()]: canary() }),
  'bodies that cannot be read': async () => {
    await post('/registrar/rules', `{"broken": "${canary()}`, {
      cookie,
      'content-type': 'text/plain',
      'next-action': '00'.repeat(21),
    });
    await post('/registrar/rules', `["${canary()}"]`, {
      cookie,
      'content-type': 'text/plain',
      'next-action': 'ab'.repeat(21),
    });
    await post('/api/auth/signin/oidc', `csrfToken=${canary()}&callbackUrl=${canary()}`, {
      'content-type': 'application/x-www-form-urlencoded',
    });
  },
};

/** Speaks SQL as the application does, with words where values belong and in the text of a statement. */
const sql = (text: string, ...values: string[]) =>
  withClient(bench.as('app_rw'), (client) => client.query(text, values)).catch((error: unknown) => error);

/** A call of an action whose arguments the framework has to put together from the parts of the body. */
const callBy = (parts: Record<string, string>) => {
  const { actionId = '', page = '' } =
    endpoints().find(({ name }) => name.endsWith('#requestSignInLinkAction')) ?? {};
  const body = new FormData();
  for (const [name, value] of Object.entries(parts)) body.append(name, value);
  return fetch(product.address + page, {
    method: 'POST',
    body,
    redirect: 'manual',
    headers: { origin: product.address, 'sec-fetch-site': 'same-origin', 'next-action': actionId },
  }).then((answer) => answer.text());
};

Object.assign(ways, {
  'references in arguments of actions that lead nowhere': async () => {
    await callBy({ '0': '["$B0","$K1"]', '1': canary() });
    await callBy({ '0': `["$B${canary()}","$K1"]`, [`_1_${canary()}`]: canary() });
    await callBy({ '0': `["$F1","$${canary()}"]`, '1': `{"id":"${canary()}","bound":"$@2"}`, '2': canary() });
    await callBy({ '0': '["$Q1","$W2"]', '1': canary(), '2': `[${canary()}` });
    await callBy({ '0': `["$D${canary()}","$n${canary()}","$h${canary()}"]` });
  },
  'arguments of actions that cannot be read': async () => {
    for (const broken of [
      '"',
      '{',
      '\u0000',
      '\n    at x (/x:1:2)\n',
      "'",
      '`',
      '{"level":"info","event":"',
      'FATAL ERROR: ',
    ])
      await callBy({ '0': `${broken}${canary()}` });
    await callBy({ [canary()]: canary() });
    await callBy({ '0': `${'['.repeat(400)}"${canary()}"` });
  },
  'names of fields and files': async () => {
    const body = new FormData();
    body.append(canary(), new Blob([canary()], { type: `text/${canary()}` }), `${canary()}".csv`);
    body.append('file', new Blob([canary()]), `${canary()}.exe`);
    for (const page of ['/registrar/imports', '/sign-in', '/api/v1/catalog'])
      await fetch(product.address + page, {
        method: 'POST',
        body,
        redirect: 'manual',
        headers: { cookie, origin: product.address, 'sec-fetch-site': 'same-origin' },
      }).then((answer) => answer.text());
    await post('/registrar/imports', `--x\r\nContent-Disposition: form-data; name="${canary()}`, {
      cookie,
      'content-type': `multipart/form-data; boundary=${canary()}`,
    });
  },
  'addresses that cannot be read': async () => {
    for (const address of [
      `/%E0%A4%A${canary()}`,
      `/catalog/%00${canary()}`,
      `//${canary()}/x`,
      `/_next/image?url=${canary()}`,
    ])
      await get(address).catch((error: unknown) => error);
    await get(`/_next/static/${canary()}.js`, { 'x-request-id': canary() });
    await get('/catalog', {
      rsc: '1',
      'next-router-state-tree': `%5B"${canary()}`,
      'next-url': `/${canary()}`,
    });
  },
  'bodies of JSON': () =>
    post('/api/v1/catalog', JSON.stringify({ [canary()]: canary() }), { 'content-type': 'application/json' }),
  'parameters of SQL': async () => {
    for (const type of ['uuid', 'date', 'integer', 'json', 'timestamptz', 'numeric', 'inet', 'boolean'])
      await sql(`select $1::${type}`, `a"b'${canary()}\n${canary()}`);
    await sql("select 'x' ~ $1", `(${canary()}`);
    await sql('insert into auth_user (email, name) values ($1, $1), ($1, $1)', `${canary()}@example.test`);
    await sql("select set_config('app.tenant_id', $1, true), current_setting($1)", canary());
  },
  'texts of SQL': async () => {
    await sql(`select ${canary()} from "${canary()}"`);
    await sql(`select '${canary()}`);
    await sql(
      `do $$ begin raise exception using message = '"', detail = '${canary()}', hint = '${canary()}'; end $$`,
    );
  },
} satisfies typeof ways);

async function everyWay(n: number): Promise<void> {
  for (const way of Object.values(ways)) await way(n);
}

/** Which of the planted words stand in which log. */
function found(folder = path.join(bench.home, 'log')): string[] {
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  return files.flatMap(({ name }) => {
    const text = readFileSync(path.join(folder, name), 'utf8').toLowerCase();
    const lines = text.split('\n');
    return planted
      .filter((word) => text.includes(word))
      .map((word) => `${name}: ${lines.find((line) => line.includes(word))?.slice(0, 400)}`);
  });
}

/** All that stands in a log, each line read as the object that it must be. */
const linesOf = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** The events that the application has on record, from one on. A log is written beside the work: what is asked for last is waited for. */
async function events(from = 0): Promise<Record<string, unknown>[]> {
  const last = await fetch(`${product.address}/api/v1/catalog/x`, { method: 'PROPFIND' });
  const mark = last.headers.get('x-request-id');
  const read = () => linesOf(product.logFile);
  await expect.poll(() => read().some(({ requestId }) => requestId === mark), { timeout: 10_000 }).toBe(true);
  marks.add(mark ?? '');
  return read()
    .filter(({ requestId }) => !marks.has(String(requestId)))
    .slice(from);
}
const marks = new Set<string>();
/** What people did; that openid-client 5 reads addresses by `url.parse`, of which the runtime warns once in a process, is not. */
const shown = async (from: number) =>
  (await events(from))
    .filter(({ event, code }) => event !== 'warning of the runtime' || code !== 'DEP0169')
    .map(({ at: _at, requestId: _id, caller: _caller, ...rest }) => rest);

test('every way of signing in and out is on record, whether it worked or not, with the reason', async () => {
  const from = (await events()).length;
  const email =
    (
      await queryAsSuperuser<{ email: string }>('select email from person where id = $1', [
        (await aPerson(here, 'reviewer')).id,
      ])
    )[0]?.email ?? '';
  const now = new Date();
  const link = async (token: string, minutes: number) =>
    keepLink(
      database,
      email,
      { token, browserSecret: 'half' },
      { now: now.toISOString(), expires: new Date(now.getTime() + minutes * 60_000).toISOString() },
      { most: 9, fadingBefore: now.toISOString() },
    );
  await link('good', 10);
  await link('late', -1);
  const redeem = (token: string, jar: string) => act('redeemSignInLinkAction', { token }, jar);
  await redeem('late', 'crosswalk-link=half');
  await redeem('good', 'other=1');
  await redeem('good', 'crosswalk-link=wrong');
  await redeem('good', 'crosswalk-link=half');
  await redeem('good', 'crosswalk-link=half');
  const [{ id: linked } = { id: '' }] = await queryAsSuperuser<{ id: string }>(
    "select user_id as id from auth_account where provider = 'email' and provider_account_id = $1",
    [email],
  );
  const jar = await throughProvider('subject-1');
  const [{ id: provided } = { id: '' }] = await queryAsSuperuser<{ id: string }>(
    "select user_id as id from auth_account where provider_account_id = 'subject-1'",
  );
  await act('signOutAction', {}, jar);
  await act('signOutAction', {}, jar);
  const again = await throughProvider('subject-1');
  await act('endSessionsAction', {}, again);
  await get('/api/auth/callback/oidc?error=access_denied');
  const [failed, visitor, who] = [
    { level: 'warn', event: 'sign-in failed' },
    { actor: 'visitor' },
    { actor: 'guest', userId: provided },
  ];
  const byLink = { ...failed, route: '/sign-in/link', code: 'forbidden', ...visitor };
  const byProvider = { level: 'info', event: 'signed in', by: 'provider', userId: provided, institutions: 0 };
  expect(await shown(from)).toEqual([
    { ...byLink, reason: 'account/link-expired' },
    { ...byLink, reason: 'account/link-elsewhere' },
    { ...byLink, reason: 'account/link-not-valid' },
    { level: 'info', event: 'signed in', by: 'link', userId: linked, institutions: 1 },
    { ...byLink, reason: 'account/link-not-valid' },
    byProvider,
    { level: 'info', event: 'signed out', ...who },
    byProvider,
    { level: 'info', event: 'all sessions ended', ...who },
    {
      ...failed,
      by: 'provider',
      reason: 'provider/AccessDenied',
      actor: 'staff',
      userId,
      personId,
      tenantId: here.id,
    },
  ]);
});

test('every refusal is on record by who, what and why: of pages, of routes and of actions, of nobody and of somebody', async () => {
  const from = (await events()).length;
  const elsewhere = await anInstitution();
  const theirs = await aRule(elsewhere, await aPerson(elsewhere, 'evaluator'), {
    definition: oneForOne((await aMicroCredential(elsewhere)).id, 'INF-1'),
    status: 'draft',
  });
  const colleague = await aPerson(here, 'reviewer');
  const reviewer = await signedIn(database, colleague);
  await get(`/registrar/rules/${theirs.id}?q=words`);
  await get(`/faculty/cases/${theirs.id}`, { cookie: reviewer.cookie });
  await get('/administration/people', { cookie: reviewer.cookie });
  await get('/account', {});
  await get('/catalog/there-is-none', {});
  await get('/api/v1/catalog/there-is-none', {});
  await get('/audit/export', { cookie: reviewer.cookie });
  await act(
    'submitRuleAction',
    { ruleVersionId: theirs.id, expectedVersion: '1' },
    cookie,
    `/registrar/rules/${theirs.id}`,
  );
  await act('addDepartmentAction', { code: 'X', name: 'X' }, reviewer.cookie);
  await act('addDepartmentAction', { code: 'X', name: 'X' }, 'none=1');
  const [refused, visitor, who] = [
    { level: 'warn', event: 'refused' },
    { actor: 'visitor' },
    { actor: 'staff', userId, personId, tenantId: here.id },
  ];
  const other = {
    actor: 'staff',
    userId: await accountOf(colleague.id),
    personId: colleague.id,
    tenantId: here.id,
  };
  const [notFound, notOthers, nobody] = [
    { code: 'not_found' },
    { code: 'forbidden', reason: 'access/role-missing' },
    { code: 'unauthenticated', reason: 'access/sign-in-first' },
  ];
  const saving = { route: '/administration/departments', command: 'department.save' };
  expect(await shown(from)).toEqual([
    { ...refused, route: '/registrar/rules/[ruleId]', ...notFound, reason: 'rule/not-found', ...who },
    { ...refused, route: '/faculty/cases/[caseId]', ...notFound, reason: 'review/not-found', ...other },
    { ...refused, route: '/administration/people', ...notOthers, ...other },
    { ...refused, route: '/account', ...nobody, ...visitor },
    { ...refused, route: '/catalog/[slug]', ...notFound, reason: 'catalog/no-such-entry', ...visitor },
    { ...refused, route: '/api/v1/catalog/[slug]', ...notFound, reason: 'catalog/no-such-entry', ...visitor },
    { ...refused, route: '/audit/export', ...notOthers, ...other },
    {
      ...refused,
      route: '/registrar/rules/[ruleId]',
      command: 'rule.submit',
      ...notFound,
      reason: 'rule/not-found',
      ...who,
    },
    { ...refused, ...saving, ...notOthers, ...other },
    { ...refused, ...saving, ...nobody, ...visitor },
  ]);
});

test('what goes around the pages is on record: forged forms, steps out of turn, what the guard turns away, budgets that are spent', async () => {
  const from = (await events()).length;
  const drafted = await aRule(
    here,
    { id: personId },
    { definition: oneForOne(certificateId, 'INF-1'), status: 'published' },
  );
  await act('addDepartmentAction', { code: 'Y', name: 'Y', tenantId: here.id });
  await act('addDepartmentAction', { code: 'Y', 'name.constructor.x': 'Y' });
  await act(
    'submitRuleAction',
    { ruleVersionId: drafted.id, expectedVersion: '1' },
    cookie,
    `/registrar/rules/${drafted.id}`,
  );
  await post(`/registrar/rules/${drafted.id}?q=words`, 'a=b', {
    origin: 'https://elsewhere.example',
    'content-type': 'application/x-www-form-urlencoded',
  });
  await fetch(`${product.address}/api/v1/catalog/x`, { method: 'OPTIONS' });
  await fetch(`${product.address}/theme`, { method: 'PROPFIND' });
  await post('/sign-in', 'a', { 'next-action': 'no id', 'content-type': 'text/plain' });
  const attempt = () => get('/api/auth/callback/oidc', { 'x-forwarded-for': '192.0.2.254' });
  for (let tried = 0; tried < budgets.signIns; tried += 10)
    await Promise.all(Array.from({ length: 10 }, attempt));
  await attempt();
  const [who, away] = [
    { actor: 'staff', userId, personId, tenantId: here.id },
    { level: 'warn', event: 'turned away' },
  ];
  const [refused, place] = [{ level: 'warn', event: 'refused' }, { route: '/administration/departments' }];
  expect((await shown(from)).filter(({ event }) => event !== 'sign-in failed')).toEqual([
    { ...refused, ...place, code: 'invalid_input', reason: 'form/unknown-field', ...who },
    { ...refused, ...place, code: 'invalid_input', reason: 'form/bad-name', ...who },
    {
      ...refused,
      route: '/registrar/rules/[ruleId]',
      command: 'rule.submit',
      code: 'invalid_transition',
      reason: 'rule/not-from-this-state',
      ...who,
    },
    { ...away, reason: 'foreignOrigin', method: 'POST', kind: 'page' },
    { ...away, reason: 'method', method: 'other', kind: 'page' },
    { ...away, reason: 'malformed', method: 'POST', kind: 'action' },
    {
      level: 'warn',
      event: 'rate budget exhausted',
      route: '/api/auth/callback/oidc',
      code: 'rate_limited',
      reason: 'access/too-many-requests',
      actor: 'visitor',
    },
  ]);
  const attempts = (await events(from)).filter(({ event }) => event === 'sign-in failed');
  // Each attempt is on record until so many lines of the kind are; the rest is counted.
  expect(attempts.length).toBeGreaterThan(20);
  expect(attempts.length).toBeLessThanOrEqual(linesAMinute.warn);
  expect(new Set(attempts.map(({ caller: mark }) => mark)).size).toBe(1);
  expect(readFileSync(product.logFile, 'utf8')).not.toContain('192.0.2.');
});

test('nothing that people type or carry is written to a log, whether things work or fail', async () => {
  let rounds = 0;
  while (planted.length < wanted * pick({ slice: 0, ci: 0.7, campaign: 0.7 })) await everyWay(rounds++);
  // The same while the database refuses, with a reason that quotes the row.
  await queryAsSuperuser(
    "alter table department add constraint planted_fault check (name not like 'canary%') not valid",
  );
  await queryAsSuperuser(
    "alter table person add constraint planted_fault check (name not like 'canary%') not valid",
  );
  await queryAsSuperuser('revoke insert on equivalency_rule from app_rw');
  do await everyWay(rounds++);
  while (planted.length < wanted);
  await bench.kill();
  const whileAway = planted.length;
  await everyWay(rounds++);
  await bench.start();
  // Both logs are whole when who writes them has ended or was heard.
  await product.stop();
  await product.ended();
  await heardOfDatabase();
  const [log, ofDatabase] = [linesOf(product.logFile), linesOf(databaseLog())];
  const of = (event: string) => log.filter((line) => line['event'] === event).length;
  conclude('logs', {
    planted: planted.length,
    whileDatabaseWasAway: planted.length - whileAway,
    ways: Object.keys(ways).length,
    rounds,
    lines: log.length,
    saidByTheFramework: of('said on the console') + of('text of others'),
    errorsOfTheDatabase: ofDatabase.filter(({ severity }) => severity === 'ERROR').length,
    found: found().length,
  });
  // Things did fail, and were logged: otherwise there would have been nothing to leak.
  for (const event of ['action failed', 'sign-in mail failed', 'said on the console'])
    expect(of(event), event).toBeGreaterThan(0);
  expect(JSON.stringify(ofDatabase)).toContain('planted_fault');
  expect(JSON.stringify(ofDatabase)).toContain('invalid input syntax');
  expect(found()).toEqual([]);
});

const databaseLog = () => path.join(bench.home, 'log', 'postgres.log');
let heard = 0;
/** Waits until all that the database has written so far is kept. */
async function heardOfDatabase(): Promise<void> {
  heard += 1;
  const word = `heard ${heard} of ${process.pid}`;
  await withClient(bench.admin, (client) => client.query(`do $$ begin raise log '${word}'; end $$`));
  await expect.poll(() => readFileSync(databaseLog(), 'utf8').includes(word), { timeout: 10_000 }).toBe(true);
}

test('a flood of calls that nobody can read grows the log by so many lines a minute and says how many it left out', async () => {
  await product.start();
  const from = (await events()).length;
  const calls = pick({ slice: 150, ci: 2_000, campaign: 20_000 });
  for (let n = 0; n < calls; n += 10)
    await Promise.all(
      Array.from({ length: 10 }, () => callBy({ '0': '["$B0","$K1"]', '1': 'x'.repeat(5_000) })),
    );
  await product.stop();
  await product.ended();
  const grown = linesOf(product.logFile).slice(from);
  const kinds = new Set(
    grown.map(({ level, event, name }) => `${String(level)} ${String(event)} ${String(name)}`),
  );
  expect(grown.length).toBeGreaterThan(linesAMinute.error / 2);
  // The flood may last into a second and third minute.
  expect(grown.length).toBeLessThan(kinds.size * linesAMinute.error * Math.max(2, calls / 500));
  expect(grown.filter(({ event }) => event === 'lines left out').length).toBeGreaterThan(0);
  for (const line of grown) expect(JSON.stringify(line).length).toBeLessThanOrEqual(longestLine);
});

test('control: one line that holds an address with its query is found', () => {
  const before = found().length;
  appendFileSync(product.logFile, `GET /catalog?q=${canary()}\n`);
  expect(found().length).toBe(before + 1);
});

test('control: what the framework says in plain text is not kept, and would be found where it is', async () => {
  const said = () =>
    `SyntaxError: Unexpected token c, ["${canary()}"] is not valid JSON\n    at JSON.parse (<anonymous>)\n`;
  const before = found().length;
  const keeper = startLogKeeper(path.join(bench.home, 'log', 'other.log'), 'application');
  keeper.input.end(said());
  await keeper.ended();
  expect(linesOf(path.join(bench.home, 'log', 'other.log'))).toMatchObject([
    { name: 'SyntaxError' },
    { event: 'text of others' },
  ]);
  expect(found().length).toBe(before);
  appendFileSync(path.join(bench.home, 'log', 'other.log'), said());
  expect(found().length).toBe(before + 1);
});

test('control: a database that quotes rows, as it does by default, is not repeated, and would be found', async () => {
  const insert = (email: string) =>
    sql('insert into auth_user (email, name) values ($1, $1), ($1, $1)', email);
  const before = found().length;
  await bench.kill();
  await bench.start({ log_error_verbosity: 'default', log_min_error_statement: 'error' });
  expect(await insert(`${canary()}@example.test`)).toMatchObject({ code: '23505' });
  await heardOfDatabase();
  expect(found().length).toBe(before);
  await bench.kill();
  const plain = path.join(bench.home, 'postgres', 'plain');
  await bench.start({
    log_error_verbosity: 'default',
    logging_collector: 'on',
    log_directory: plain, // inside the folder of the data, which is the server's own
    log_filename: 'x.log',
  });
  expect(await insert(`${canary()}@example.test`)).toMatchObject({ code: '23505' });
  await expect.poll(() => found(plain).length, { timeout: 10_000 }).toBe(1);
});
