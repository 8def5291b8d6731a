import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '@/lib/db/client';
import { canonicalJson } from '@/lib/kernel/canonical-json';
import { command } from '@/lib/usecases/command';
import type { Context } from '@/lib/usecases/context';
import { publishVersion } from '@/lib/usecases/rule/publish-version';
import { routeRule } from '@/lib/usecases/rule/route-rule';
import { toUrl } from '@/scripts/database/connection';
import { startMailCatcher } from '@/tests/support/mail-catcher';
import { openBench, useForBuilders } from './support/bench';
import { Caller, SaidNo } from './support/call';
import type { Cuttable, Office } from './support/crash-commands';
import { type CutMoment, hold, installCutMoments } from './support/cut-moments';
import { conclude } from './support/evidence';
import { Ledger } from './support/ledger';
import { type Product, startProduct } from './support/product';
import { scale } from './support/scale';
import { findDamage } from './support/whole';
import { startWithholdingProxy } from './support/withholding-proxy';

// The built product is stopped at named moments of a command, and there it, or its database, is killed with `kill -9`. Afterwards
// everything of the command has happened or nothing, and sent again it is done once.
const bench = await openBench('proof-crash-moments');
useForBuilders(bench);
const { anOffice, traceOf, whatIsWrong } = await import('./support/crash-commands');
const { ctxOf } = await import('@/tests/support/ctx');
const { queryAsSuperuser } = await import('@/tests/support/db');
const { signedIn } = await import('./support/signed-in');
const database = openDatabase({ app: toUrl(bench.as('app_rw')), public: toUrl(bench.as('app_public')) });
const [catcher, proxy] = [await startMailCatcher(), await startWithholdingProxy(bench.admin)];
let product: Product;
let office: Office;
let caller: Caller;
let cookie = '';

type Victim = 'application' | 'database';
type Where = CutMoment | 'the caller is being read' | 'committed and not answered';
const ofPublishing: readonly Where[] = [
  'the caller is being read',
  'the transaction has begun',
  'the key is claimed',
  'the earlier version is ended',
  'the version is in force',
  'the move is in the history',
  'the head of the audit chain is moved',
  'the audit entry is written',
  'its states are written',
  'the reply is kept',
  'the commit is under way',
  'committed and not answered',
];
const ofRouting: readonly Where[] = [
  'the case is opened',
  'the stage is opened',
  'the mail is queued',
  'the commit is under way',
  'committed and not answered',
];

interface Cut {
  what: 'toPublish' | 'toRoute';
  where: Where;
  victim: Victim;
}
const both: readonly Victim[] = ['application', 'database'];
const everyCut: readonly Cut[] = [
  ...ofPublishing.flatMap((where) => both.map((victim): Cut => ({ what: 'toPublish', where, victim }))),
  ...ofRouting.flatMap((where) => both.map((victim): Cut => ({ what: 'toRoute', where, victim }))),
];
const slice: readonly Cut[] = [
  { what: 'toPublish', where: 'the version is in force', victim: 'application' },
  { what: 'toRoute', where: 'committed and not answered', victim: 'database' },
];

beforeAll(async () => {
  office = await anOffice();
  cookie = (await signedIn(database, office.registrar)).cookie;
  await installCutMoments(bench.admin);
  // No mail gets through while commands are cut, so that all of it is delivered under the eyes of the judge.
  catcher.behave('turnAway');
  const throughProxy = (role: 'app_rw' | 'app_public') =>
    toUrl({ ...bench.as(role), host: '127.0.0.1', port: proxy.port });
  product = await startProduct(bench, {
    settings: {
      APP_DATABASE_URL: throughProxy('app_rw'),
      PUBLIC_DATABASE_URL: throughProxy('app_public'),
      SMTP_URL: catcher.url,
      MAIL_FROM: 'crosswalk@example.test',
    },
  });
  caller = new Caller(product.address);
});
afterAll(async () => {
  caller?.close();
  await product?.stop();
  await proxy.close();
  await catcher.close();
  await database.close();
  await bench.discard();
});

const send = ({ action, fields, ruleVersionId }: Cuttable) =>
  caller.act(action, cookie, fields, `/registrar/rules/${ruleVersionId}`);
const isThere = async (pid: number) =>
  (await queryAsSuperuser('select 1 from pg_stat_activity where pid = $1', [pid])).length;

/** Stops the command there, kills the victim, brings it back. @returns whether the browser had its answer */
async function cut(cuttable: Cuttable, { where, victim }: Cut): Promise<boolean> {
  const isAfterCommit = where === 'committed and not answered';
  const held = await hold(
    bench.admin,
    isAfterCommit
      ? 'the commit is under way'
      : where === 'the caller is being read'
        ? { reading: 'auth_session' }
        : where,
  );
  const answered = send(cuttable).then(
    () => true,
    (error: unknown) => {
      if (error instanceof SaidNo) throw error;
      return false;
    },
  );
  const pid = await held.reached();
  if (isAfterCommit) {
    proxy.withhold(true);
    await held.letGo();
    await expect.poll(() => traceOf(cuttable), { timeout: 10_000, interval: 5 }).toEqual(cuttable.all);
  }
  if (victim === 'database') {
    await bench.kill();
    await held.letGo();
    proxy.withhold(false);
    await bench.start();
  } else {
    await product.kill();
    await held.letGo();
    await expect.poll(() => isThere(pid), { timeout: 10_000, interval: 5 }).toBe(0);
    proxy.withhold(false);
    await product.start();
  }
  return answered;
}

/** A commit that the database has begun is its own to finish, whatever becomes of the application. */
const isAllExpected = ({ where, victim }: Cut) =>
  where === 'committed and not answered' || (where === 'the commit is under way' && victim === 'application');

test('a command that is cut at a named moment has happened wholly or not at all, and sent again it is done once', async () => {
  const cuts = scale === 'slice' ? slice : everyCut;
  const wrong: string[] = [];
  let [wholly, notAtAll, mails] = [0, 0, 0];
  for (const one of cuts) {
    const cuttable = await office[one.what]();
    const say = (what: string) => wrong.push(`${one.what}, ${one.where}, ${one.victim} killed: ${what}`);
    const wasAnswered = await cut(cuttable, one);
    const seen = await traceOf(cuttable);
    for (const what of whatIsWrong(cuttable, seen, wasAnswered)) say(what);
    const isAll = isDeepStrictEqual(seen, cuttable.all);
    if (isAll !== isAllExpected(one))
      say(isAll ? 'done, though it was cut before' : 'not done, though it was cut after');
    if (isAll) wholly += 1;
    else notAtAll += 1;
    const ledger = new Ledger();
    await ledger.deliver(
      {
        key: cuttable.key,
        send: () => send(cuttable),
        trace: { table: 'published', by: cuttable.ruleVersionId },
      },
      (error) => error instanceof SaidNo,
      () => true,
    );
    const [entry] = ledger.entries;
    const [kept] = await queryAsSuperuser<{ reply: unknown }>(
      'select reply from idempotency_key where key = $1',
      [cuttable.key],
    );
    if (entry) await ledger.repeat(entry);
    if (entry?.reply !== canonicalJson(kept?.reply))
      say(`answered ${entry?.reply} and kept ${JSON.stringify(kept?.reply)}`);
    for (const what of [...ledger.refused, ...ledger.differentAnswers]) say(what);
    if (!isDeepStrictEqual(await traceOf(cuttable), cuttable.all))
      say(`sent again: ${JSON.stringify(await traceOf(cuttable))}`);
    for (const what of (await findDamage(bench.admin, one.what === 'toPublish' ? ledger.entries : [])).broken)
      say(what);
    mails += Number(cuttable.all['mails']);
  }
  catcher.behave('take');
  await product.stop();
  await deliverMail();
  const delivered = catcher.mails.length;
  const deliveries = scale === 'slice' ? [] : both;
  const copies: number[] = [];
  for (const victim of deliveries)
    copies.push(
      await copiesOfAMailCut('a mail is taken', victim),
      await copiesOfAMailCut('a mail is out and not marked', victim),
    );
  conclude('crash-moments', {
    moments: [
      ...new Set(cuts.map(({ what, where }) => `${what === 'toPublish' ? 'publish' : 'route'}: ${where}`)),
    ].join('; '),
    kills: cuts.length,
    wholly,
    notAtAll,
    mailsQueued: mails,
    mailsDelivered: delivered,
    copiesWhenSendingIsCut: copies.join(' '),
    wrong: wrong.length,
  });
  expect(wrong).toEqual([]);
  expect(delivered).toBe(mails);
  // Between the mail server's word and the mark that remembers it, a mail can only be sent again; its number tells mailboxes so.
  expect(copies).toEqual(deliveries.flatMap(() => [1, 2]));
  expect(new Set(catcher.mails.map((mail) => mail.messageId)).size).toBe(mails + copies.length);
});

test('control: publishing in two transactions, or answering before the commit, is seen by the same judge', async () => {
  const input = (ruleVersionId: string) => ({ ruleVersionId, expectedVersion: 1 });
  const inTwo = async ({ idempotencyKey, ...ctx }: Context, id: string) => {
    const reply = await command(ctx, 'rule.publish', input(id), (tx, actor, ctx) =>
      publishVersion(tx, ctx, actor, input(id)),
    );
    await command({ ...ctx, ...(idempotencyKey && { idempotencyKey }) }, 'rule.publish', input(id), () =>
      Promise.resolve(reply),
    );
  };
  let isTold = false;
  const inHaste = (ctx: Context, id: string) =>
    command(ctx, 'rule.publish', input(id), async (tx, actor, ctx) => {
      await publishVersion(tx, ctx, actor, input(id));
      isTold = true;
    });
  expect(await judgeWhenCut(inTwo, 'the key is claimed', () => false)).toEqual([
    expect.stringMatching(/^half done/),
  ]);
  expect(await judgeWhenCut(inHaste, 'the reply is kept', () => isTold)).toEqual(['answered and not done']);
});

/** Cuts the connection of a publisher of our own at that moment. */
async function judgeWhenCut(
  publish: (ctx: Context, id: string) => Promise<unknown>,
  where: CutMoment,
  wasAnswered: () => boolean,
): Promise<string[]> {
  const cuttable = await office.toPublish();
  const held = await hold(bench.admin, where);
  const published = publish(
    ctxOf(office.registrar, { idempotencyKey: cuttable.key }),
    cuttable.ruleVersionId,
  ).catch((error: unknown) => error);
  await queryAsSuperuser('select pg_terminate_backend($1, 10000)', [await held.reached()]);
  await held.letGo();
  expect(await published).toBeInstanceOf(Error);
  return whatIsWrong(cuttable, await traceOf(cuttable), wasAnswered());
}

/** How often one mail arrives, when the product was stopped there on its way. */
async function copiesOfAMailCut(where: CutMoment, victim: Victim): Promise<number> {
  await product.stop();
  const [before, { key, ruleVersionId }] = [catcher.mails.length, await office.toRoute()];
  await routeRule(ctxOf(office.registrar, { idempotencyKey: key }), {
    ruleVersionId,
    expectedVersion: 1,
    reviewerIds: [],
  });
  const held = await hold(bench.admin, where);
  await product.start();
  await held.reached();
  await (victim === 'database' ? bench : product).kill();
  await held.letGo();
  if (victim === 'database') await bench.start();
  await product.kill();
  await deliverMail();
  return catcher.mails.length - before;
}

/** The pauses between tries run out, and the product, started anew, delivers all that waits. */
async function deliverMail(): Promise<void> {
  await queryAsSuperuser('update outbox_message set next_at = now() where sent_at is null');
  await product.start();
  await expect
    .poll(() => queryAsSuperuser('select dedupe_key, last_error from outbox_message where sent_at is null'), {
      timeout: 30_000,
      interval: 20,
    })
    .toEqual([]);
}
