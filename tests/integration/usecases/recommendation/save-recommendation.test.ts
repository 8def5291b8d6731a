import pg from 'pg';
import { beforeEach, describe, expect, it } from 'vitest';
import { addDays, parseCivilDate } from '@/lib/kernel/civil-date';
import type { Refusal } from '@/lib/kernel/refusal';
import { viewEntry } from '@/lib/usecases/listing/view-entry';
import {
  AddRecommendation,
  addRecommendation,
  ChangeRecommendation,
  changeRecommendation,
  EndRecommendation,
  endRecommendation,
} from '@/lib/usecases/recommendation/save-recommendation';
import { viewRecommendation } from '@/lib/usecases/recommendation/view-recommendation';
import { lastAuditEntry } from '@/tests/support/audit-trail';
import {
  aMicroCredential,
  anInstitution,
  aPerson,
  aRule,
  type BuiltInstitution,
  type BuiltPerson,
  oneForOne,
} from '@/tests/support/builders';
import { ctxOf, today } from '@/tests/support/ctx';
import { queryAsSuperuser, superuserConnection } from '@/tests/support/db';

const day = parseCivilDate(today);
const tomorrow = addDays(day, 1);
let here: BuiltInstitution;
let editor: BuiltPerson;
let about: { id: string };
beforeEach(async () => {
  here = await anInstitution();
  editor = await aPerson(here, 'catalog_editor');
  about = await aMicroCredential(here, { title: 'Data Analytics' });
});

const said = {
  recommender: 'ACE',
  amount: '6',
  unit: 'ECTS',
  validFrom: '2026-01-01',
  sourceUrl: 'https://example.org/advice',
};
const add = (over: object = {}, options: { idempotencyKey?: string; by?: BuiltPerson } = {}) =>
  addRecommendation(
    ctxOf(options.by ?? editor, options),
    AddRecommendation.parse({ microCredentialId: about.id, ...said, ...over }),
  );
const kept = async (by = editor) => (await viewEntry(ctxOf(by), about.id)).recommendations;
const only = async () => {
  const [one, ...others] = await kept();
  if (one === undefined || others.length > 0) throw new Error('There is not exactly one.');
  return one;
};
const { recommender: _, validFrom: __, ...facts } = said;
const change = async (over: object, { id, rowVersion }: { id: string; rowVersion: number }, by = editor) =>
  changeRecommendation(
    ctxOf(by),
    ChangeRecommendation.parse({
      recommendationId: id,
      expectedVersion: rowVersion,
      firstDay: today,
      ...facts,
      ...over,
    }),
  );
const end = ({ id, rowVersion }: { id: string; rowVersion: number }, lastDay: string, by = editor) =>
  endRecommendation(
    ctxOf(by),
    EndRecommendation.parse({ recommendationId: id, expectedVersion: rowVersion, lastDay }),
  );
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    ({ reason }: { reason: string }) => reason,
  );

describe('adding', () => {
  it('keeps what is advised, on record and once, however often it is sent', async () => {
    const idempotencyKey = 'twice-pressed';
    await add({ subjects: 'statistics\nmethods', isMaximum: 'on' }, { idempotencyKey });
    await add({ subjects: 'statistics\nmethods', isMaximum: 'on' }, { idempotencyKey });
    const one = await only();
    expect(one).toMatchObject({
      recommender: 'ACE',
      isOurs: true,
      saidSince: null,
      facts: { amount: '6', isMaximum: true, subjects: ['statistics', 'methods'], validFrom: '2026-01-01' },
    });
    expect(await lastAuditEntry(here.id)).toMatchObject({
      action: 'recommendation.save',
      object_id: one.id,
      after: { recommender: 'ACE', amount: '6' },
    });
    expect(await refusal(add())).toBe('recommendation/known-already');
  });

  it('is for the roles that may import it; an entry of another institution can be advised about', async () => {
    expect(await refusal(add({}, { by: await aPerson(here, 'reviewer') }))).toBe('access/role-missing');
    const other = await anInstitution();
    const stranger = await aPerson(other, 'evaluator');
    await add({ recommender: 'NCCRS' }, { by: stranger });
    expect(await kept()).toMatchObject([{ isOurs: false, stewardId: other.id }]);
    expect(await refusal(change({}, (await kept())[0]!))).toBe('recommendation/other-steward');
    expect(await refusal(end((await kept())[0]!, today))).toBe('recommendation/other-steward');
    expect(await kept(stranger)).toMatchObject([
      { isOurs: true, recommender: 'NCCRS', facts: { validTo: null } },
    ]);
  });
});

describe('changing', () => {
  it('from today on says it in place, keeps what was said, and clears what was emptied', async () => {
    await add({ levels: 'EQF 6', subjects: 'statistics', passMark: '70' });
    await change({ amount: '4', passMark: '70' }, await only());
    const one = await only();
    // Not when it was entered, but since when it says something else than before.
    expect(one).toMatchObject({
      facts: { amount: '4', levels: [], subjects: null, validFrom: '2026-01-01' },
      saidSince: expect.any(String) as string,
    });
    expect(
      await queryAsSuperuser(`SELECT said ->> 'amount' AS amount FROM catalog_past WHERE subject_id = $1`, [
        one.id,
      ]),
    ).toEqual([{ amount: '6' }]);
    expect(await lastAuditEntry(here.id)).toMatchObject({ before: { amount: '6' }, after: { amount: '4' } });
    expect(await refusal(change({ amount: '3', passMark: '70' }, one))).toBe('recommendation/changed-today');
    expect(await refusal(end(one, '2027-12-31'))).toBe('recommendation/changed-today');
  });

  it('from a later day on leaves today as it is', async () => {
    await add();
    await change({ amount: '4', firstDay: tomorrow }, await only());
    expect(
      (await kept()).map(({ facts: { amount, validFrom, validTo } }) => [amount, validFrom, validTo]),
    ).toEqual([
      ['4', tomorrow, null],
      ['6', '2026-01-01', today],
    ]);
    const [next] = await kept();
    await end(next!, addDays(tomorrow, 30));
    expect((await kept()).map(({ facts }) => facts.validTo)).toEqual([addDays(tomorrow, 30), today]);
  });

  it('with a number needs the one of the new version', async () => {
    await add({ externalId: 'ACE-1 v1' });
    const one = await only();
    const next = { externalId: 'ACE-1 v1', amount: '4', firstDay: tomorrow };
    expect(await refusal(change(next, one))).toBe('recommendation/number-again');
    await add({ externalId: 'ACE-1 v2', recommender: 'ace' });
    expect(await refusal(change({ ...next, externalId: 'ACE-1 v2' }, one))).toBe(
      'recommendation/known-already',
    );
    expect((await kept()).map(({ facts }) => facts.validTo)).toEqual([null, null]);
  });

  it('refuses the past, nothing new, and whoever saw an older state', async () => {
    await add();
    const one = await only();
    expect(await refusal(change({ amount: '4', firstDay: addDays(day, -1) }, one))).toBe(
      'version/in-the-past',
    );
    expect(await refusal(change({}, one))).toBe('version/same');
    const both = await Promise.all([
      refusal(change({ amount: '4' }, one)),
      refusal(change({ amount: '5' }, one, await aPerson(here, 'evaluator'))),
    ]);
    expect(both.sort()).toEqual(['done', 'recommendation/changed-meanwhile']);
  });

  it.each([
    ['changes to', (one: { id: string; rowVersion: number }) => change({ externalId: 'ACE-9' }, one)],
    ['adds with', () => add({ externalId: 'ACE-9' })],
  ])('tells whoever %s a number that somebody else takes at the same instant', async (_, act) => {
    await add({ externalId: 'ACE-1', validFrom: today });
    const one = await only();
    await add({ externalId: 'ACE-2', validFrom: today });
    const [key] = await queryAsSuperuser<{ key: string }>(
      `SELECT natural_key AS key FROM recommendation WHERE micro_credential_id = $1 AND external_id = 'ACE-2'`,
      [about.id],
    );
    const holder = new pg.Client(superuserConnection);
    await holder.connect();
    await holder.query('begin');
    await holder.query(
      'UPDATE recommendation SET natural_key = $2, external_id = $3 WHERE natural_key = $1',
      [key?.key, key?.key.replace('ace-2', 'ace-9'), 'ACE-9'],
    );
    const answer = act(one).then(
      () => 'done',
      ({ code, reason, details }: Refusal) => ({ code, reason, details }),
    );
    const waits = async () =>
      (
        await queryAsSuperuser(
          "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
        )
      ).length;
    await expect.poll(waits, { timeout: 10_000, interval: 20 }).toBe(1);
    await holder.query('commit');
    await holder.end();
    expect(await answer).toEqual({
      code: 'conflict',
      reason: 'recommendation/known-already',
      details: { fieldErrors: { externalId: 'recommendation/known-already' } },
    });
    expect((await kept()).map(({ facts }) => facts.externalId).sort()).toEqual(['ACE-1', 'ACE-9']);
  });

  it('says of the first day and of the end what is wrong with them', () => {
    const read = ChangeRecommendation.safeParse({
      recommendationId: about.id,
      expectedVersion: 1,
      ...facts,
      firstDay: tomorrow,
      validTo: today,
    });
    expect(read.error?.issues).toMatchObject([{ path: ['validTo'], message: 'field/ends-first' }]);
  });
});

describe('ending', () => {
  it('gives a last day, never before the first', async () => {
    await add();
    const one = await only();
    expect(await refusal(end(one, '2025-12-31'))).toBe('field/ends-first');
    await end(one, today);
    expect(await only()).toMatchObject({ facts: { validTo: today, amount: '6' } });
  });
});

describe('the form', () => {
  it('counts the mappings of the institution that rest on the certificate', async () => {
    await add();
    await aRule(here, editor, { status: 'published', definition: oneForOne(about.id, 'INF-1') });
    const asked = { microCredentialId: about.id, recommendationId: (await only()).id };
    expect(await viewRecommendation(ctxOf(editor), asked)).toMatchObject({ restingCount: 1, isOurs: true });
    const elsewhere = await aPerson(await anInstitution(), 'registrar');
    expect(await viewRecommendation(ctxOf(elsewhere), asked)).toMatchObject({
      restingCount: 0,
      isOurs: false,
    });
    const other = await aMicroCredential(here, { title: 'Another' });
    expect(await refusal(viewRecommendation(ctxOf(editor), { ...asked, microCredentialId: other.id }))).toBe(
      'recommendation/not-found',
    );
    expect(await refusal(viewRecommendation(ctxOf(await aPerson(here, 'auditor')), asked))).toBe(
      'access/role-missing',
    );
  });
});
