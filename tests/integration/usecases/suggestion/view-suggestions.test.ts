import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSuggester, type RunningSuggester } from '@/lib/jobs/suggester';
import { SaveInstitution, saveInstitution } from '@/lib/usecases/institution/save-institution';
import { viewInstitution } from '@/lib/usecases/institution/view-institution';
import { publishRule } from '@/lib/usecases/rule/publish-rule';
import { reviseRule } from '@/lib/usecases/rule/revise-rule';
import { viewSuggestions, type Suggested } from '@/lib/usecases/suggestion/view-suggestions';
import { buildSuggester } from '@/scripts/product/programs-apart';
import { lastAuditEntry } from '@/tests/support/audit-trail';
import {
  aCourse,
  aMicroCredential,
  anInstitution,
  aPerson,
  aRecommendation,
  aRule,
  oneForOne,
  type BuiltInstitution,
  type BuiltPerson,
} from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { throwAwayHome } from '@/tests/support/throw-away';

const program = path.join(throwAwayHome('suggester'), 'suggester.mjs');
let suggester: RunningSuggester;
beforeAll(async () => {
  await buildSuggester(program);
  suggester = createSuggester(ctxOf().database, { program: [program], answer: 20_000, learning: 0 });
});
afterAll(() => {
  suggester.stop();
  rmSync(path.dirname(program), { recursive: true, force: true });
});

/** What is suggested for a draft about the certificate, by all that stands decided now. */
async function suggestedFor(
  here: BuiltInstitution,
  author: BuiltPerson,
  certificateId: string,
): Promise<{ ruleVersionId: string; suggested: Suggested[] }> {
  const { id } = await aRule(here, author, { definition: oneForOne(certificateId, 'X') });
  await suggester.refresh(here.id);
  const found = await viewSuggestions({ ...ctxOf(author), suggester }, id);
  if (found.state !== 'ready') throw new Error(`Suggestions are ${found.state}.`);
  return { ruleVersionId: id, suggested: found.suggested };
}

const texts = (suggested: readonly Suggested[]) => suggested.map(({ text }) => text);

/** An institution with a list of courses, an author, and a registrar who has published something. */
async function aPlace() {
  const here = await anInstitution();
  const [author, registrar] = [await aPerson(here, 'evaluator'), await aPerson(here, 'registrar')];
  const programming = await aCourse(here, {
    code: 'CS 101',
    title: 'Introduction to Programming',
    level: 'LD',
  });
  const statistics = await aCourse(here, { code: 'ST 200', title: 'Applied Statistics', credits: '3' });
  await aCourse(here, { code: 'CS 1XX', title: 'Computing, Lower Level', kind: 'elective' });
  return { here, author, registrar, programming, statistics };
}

it('suggests what was decided for a like certificate, with who decided and when', async () => {
  const { here, author, registrar, programming } = await aPlace();
  const decided = await aMicroCredential(here, { title: 'Python for Everybody', provider: 'Lakeside' });
  const { id } = await aRule(here, author, {
    definition: oneForOne(decided.id, programming.code),
    title: 'Python, decided',
    status: 'published',
    publishedBy: registrar,
  });
  const like = await aMicroCredential(here, { title: 'Python for Everyone', provider: 'Hillside' });
  await aRecommendation(here, like.id, { amount: '8', unit: 'ECTS', levels: ['Lower division'] });
  const { suggested } = await suggestedFor(here, author, like.id);
  expect(suggested[0]).toMatchObject({
    text: 'course:CS 101',
    title: 'Introduction to Programming',
    credits: '6',
    confidence: null,
    levelFits: true,
    creditsAbove: 2,
    peers: [],
    precedents: [
      {
        id,
        title: 'Python, decided',
        version: 1,
        publisher: registrar.name,
        decidedOn: '2026-10-15',
        isSame: false,
      },
    ],
  });
  expect(suggested[0]?.precedents[0]?.like).toBeGreaterThan(0.5);

  const again = await aMicroCredential(here, { title: 'Python for Everybody', provider: 'Lakeside' });
  const same = (await suggestedFor(here, author, again.id)).suggested[0];
  expect(same).toMatchObject({ text: 'course:CS 101', precedents: [{ id, isSame: true, like: 1 }] });
  expect(same?.confidence).toBeCloseTo(2 / 3, 6);
});

it('suggests "no" where that was decided, and a place as what it was granted', async () => {
  const { here, author } = await aPlace();
  const refused = await aMicroCredential(here, { title: 'Mindful Breathing' });
  await aRule(here, author, {
    definition: { ...oneForOne(refused.id, 'X'), deny: true } as never,
    status: 'published',
  });
  const placed = await aMicroCredential(here, { title: 'Harbour Photography' });
  await aRule(here, author, {
    definition: {
      premise: { any: [{ mc: placed.id }, { mc: refused.id }] },
      outcomes: [{ lines: [{ kind: 'block', target: 'Visual Arts', credits: { amount: '3' } }] }],
    } as never,
    status: 'approved',
  });
  const breathing = await aMicroCredential(here, { title: 'Mindful Breathing II' });
  expect(texts((await suggestedFor(here, author, breathing.id)).suggested)).toEqual(
    expect.arrayContaining(['none', 'block:Visual Arts']),
  );
  const photos = await aMicroCredential(here, { title: 'Harbour Photography, Advanced' });
  expect((await suggestedFor(here, author, photos.id)).suggested[0]).toMatchObject({
    text: 'block:Visual Arts',
    title: null,
    credits: null,
  });
});

it('suggests by words alone where nothing was decided, and nothing where no word is alike', async () => {
  const { here, author } = await aPlace();
  const like = await aMicroCredential(here, { title: 'Statistics with Spreadsheets' });
  const [first] = (await suggestedFor(here, author, like.id)).suggested;
  expect(first).toMatchObject({
    text: 'course:ST 200',
    confidence: null,
    precedents: [],
    words: ['statistics'],
  });
  const other = await aMicroCredential(here, { title: 'Zymurgy', outcomes: [] });
  expect((await suggestedFor(here, author, other.id)).suggested).toEqual([]);
});

it('rests on nothing undecided, on nothing that another institution has not published, and on no setting but its own', async () => {
  const { here, author, statistics } = await aPlace();
  const elsewhere = await anInstitution();
  const stranger = await aPerson(elsewhere, 'evaluator');
  const theirs = await aCourse(elsewhere, { code: 'STAT-1', title: 'Applied Statistics' });
  const secret = await aCourse(elsewhere, { code: 'SECRET-1', title: 'Introduction to Programming' });
  const certificate = await aMicroCredential(here, { title: 'Wayfinding in Numbers' });
  const like = await aMicroCredential(here, { title: 'Wayfinding in Numbers, Part 2' });
  for (const status of ['draft', 'submitted', 'rejected', 'revoked', 'approved'] as const)
    await aRule(elsewhere, stranger, { definition: oneForOne(certificate.id, secret.code), status });
  for (const status of ['draft', 'submitted', 'rejected', 'revoked'] as const)
    await aRule(here, author, { definition: oneForOne(certificate.id, 'CS 101'), status });
  // A published decision about a like certificate is theirs and not about this one.
  await aRule(elsewhere, stranger, { definition: oneForOne(like.id, secret.code), status: 'published' });
  expect((await suggestedFor(here, author, certificate.id)).suggested).toEqual([]);

  const { id } = await aRule(elsewhere, stranger, {
    definition: oneForOne(certificate.id, theirs.code),
    status: 'published',
  });
  const { suggested } = await suggestedFor(here, author, certificate.id);
  expect(suggested).toMatchObject([
    {
      text: `course:${statistics.code}`,
      precedents: [],
      confidence: null,
      peers: [{ id, institutionName: elsewhere.name, as: 'Applied Statistics', publishedOn: '2026-10-15' }],
    },
  ]);
  expect(JSON.stringify(suggested)).not.toContain('SECRET');

  await queryAsSuperuser(`UPDATE institution SET suggest_from = 'own' WHERE id = $1`, [here.id]);
  expect((await suggestedFor(here, author, certificate.id)).suggested).toEqual([]);
});

it('is for whoever may change the draft, and another institution has no such draft', async () => {
  const { here, author, registrar } = await aPlace();
  const certificate = await aMicroCredential(here);
  const { id } = await aRule(here, author, { definition: oneForOne(certificate.id, 'X') });
  const reviewer = await aPerson(here, 'reviewer');
  const stranger = await aPerson(await anInstitution(), 'evaluator');
  const view = (who: BuiltPerson) => viewSuggestions({ ...ctxOf(who), suggester }, id);
  await expect(view(reviewer)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(view(stranger)).rejects.toMatchObject({ code: 'not_found' });
  expect((await view(author)).state).toBe('ready');
  expect(registrar.id).not.toBe(author.id);
});

it('is switched off by an administrator, on record, and then there is nothing', async () => {
  const { here, author } = await aPlace();
  const administrator = await aPerson(here, 'administrator');
  const certificate = await aMicroCredential(here, { title: 'Statistics with Spreadsheets' });
  const { ruleVersionId } = await suggestedFor(here, author, certificate.id);
  const { name, shortName, country, timeZone, rowVersion } = (await viewInstitution(ctxOf(administrator)))
    .institution;
  const form = { name, shortName, country, timeZone, siteUrl: '' };
  await saveInstitution(
    ctxOf(administrator),
    SaveInstitution.parse({ ...form, expectedVersion: rowVersion, suggestFrom: 'nothing' }),
  );
  expect(await lastAuditEntry(here.id)).toMatchObject({
    action: 'institution.save',
    before: { suggestFrom: 'published' },
    after: { suggestFrom: 'nothing' },
  });
  expect(await viewSuggestions({ ...ctxOf(author), suggester }, ruleVersionId)).toEqual({ state: 'off' });
  // A form of before that does not ask leaves it off.
  await saveInstitution(
    ctxOf(administrator),
    SaveInstitution.parse({ ...form, expectedVersion: rowVersion + 1 }),
  );
  expect((await viewInstitution(ctxOf(administrator))).institution.suggestFrom).toBe('nothing');
});

it('counts how often what was suggested became the decision, of what is decided, here alone', async () => {
  const { here, author } = await aPlace();
  const administrator = await aPerson(here, 'administrator');
  const certificate = await aMicroCredential(here);
  const shown = ['course:CS 101', 'none', 'elective:CS 1XX'];
  const save = async (course: string, suggested?: string[]) => {
    const { id } = await aRule(here, author, { definition: oneForOne(certificate.id, course) });
    await reviseRule(ctxOf(author), {
      ruleVersionId: id,
      expectedVersion: 1,
      title: 'Title',
      departmentId: null,
      definition: oneForOne(certificate.id, course),
      basis: {
        kind: 'ownReview',
        recommendationIds: [],
        changedBecause: '',
        otherwiseBecause: '',
        precedentRuleVersionIds: [],
        microCredentialVersionIds: [],
      },
      publicNote: '',
      internalNote: '',
      ...(suggested && { suggested }),
    });
    return id;
  };
  const [first, among, other, unseen, open] = [
    await save('CS 101', shown),
    await save('CS 101', ['none', 'course:CS 101']),
    await save('ST 200', shown),
    await save('CS 101'),
    await save('CS 101', shown),
  ];
  const followed = async (who: BuiltPerson) => (await viewInstitution(ctxOf(who))).followed;
  expect(await followed(administrator)).toEqual({ shown: 0, first: 0, among: 0 });
  for (const id of [first, among, other, unseen])
    await queryAsSuperuser(
      `SET session_replication_role = replica; UPDATE rule_version SET status = 'approved' WHERE id = '${id}'; SET session_replication_role = origin`,
    );
  expect(open).not.toBe(first);
  expect(await followed(administrator)).toEqual({ shown: 3, first: 1, among: 1 });
  const stranger = await aPerson(await anInstitution(), 'administrator');
  expect(await followed(stranger)).toEqual({ shown: 0, first: 0, among: 0 });
});

it('learns in the background from enough decisions, stores what it learned with its mark, and then says how sure it is', async () => {
  const { here, author, registrar, programming, statistics } = await aPlace();
  for (let at = 0; at < 60; at++) {
    const [title, course] = at % 2 ? ['Coding', programming.code] : ['Data Analysis', statistics.code];
    const one = await aMicroCredential(here, {
      title: `${title} with Tool ${at}`,
      provider: `Provider ${at % 7}`,
    });
    await aRule(here, author, { definition: oneForOne(one.id, course), status: 'published' });
  }
  const asked = await aMicroCredential(here, { title: 'Coding with Tool Sixty', provider: 'Nobody Known' });
  expect((await suggestedFor(here, author, asked.id)).suggested[0]?.confidence).toBeNull();

  const stored = () =>
    queryAsSuperuser<{ mark: string; version: number; model: { rows: number; seed: number } }>(
      `SELECT mark, version, model FROM suggestion_model WHERE tenant_id = $1`,
      [here.id],
    );
  await suggester.learnEverywhere();
  const [learned] = await stored();
  expect(learned?.model).toMatchObject({ rows: 60, seed: 1, version: learned?.version });
  const [first] = (await suggestedFor(here, author, asked.id)).suggested;
  expect(first?.text).toBe('course:CS 101');
  expect(first?.confidence).toBeGreaterThan(0.5);

  // Nothing was decided since: nothing is learned again, and the same decisions would teach the same.
  await queryAsSuperuser(`UPDATE suggestion_model SET learned_at = '2026-01-01' WHERE tenant_id = $1`, [
    here.id,
  ]);
  await suggester.learnEverywhere();
  expect(await stored()).toEqual([learned]);
  await queryAsSuperuser(`DELETE FROM suggestion_model WHERE tenant_id = $1`, [here.id]);
  await suggester.learnEverywhere();
  expect(await stored()).toEqual([learned]);

  const more = await aMicroCredential(here, { title: 'Coding with Tool 61' });
  const approved = await aRule(here, author, {
    definition: oneForOne(more.id, programming.code),
    status: 'approved',
    voters: [await aPerson(here, 'reviewer')],
  });
  await publishRule(ctxOf(registrar), { ruleVersionId: approved.id, expectedVersion: 1 });
  await suggester.learnEverywhere();
  const [again] = await stored();
  expect(again?.model.rows).toBe(61);
  expect(again?.mark).not.toBe(learned?.mark);
});

it('holds the decisions of a few institutions at a time, and answers for each again when it is asked', async () => {
  const few = createSuggester(ctxOf().database, { program: [program], answer: 20_000, held: 1 });
  const places = [await aPlace(), await aPlace()];
  const certificate = await aMicroCredential(places[0]!.here, { title: 'Statistics with Spreadsheets' });
  for (const { here, author } of [...places, ...places]) {
    const { id } = await aRule(here, author, { definition: oneForOne(certificate.id, 'X') });
    expect(await viewSuggestions({ ...ctxOf(author), suggester: few }, id)).toMatchObject({
      state: 'ready',
      suggested: [{ text: 'course:ST 200' }],
    });
  }
  few.stop();
});

it('does not keep a page waiting while it reads, nor after its process is gone', async () => {
  const { here, author } = await aPlace();
  const certificate = await aMicroCredential(here, { title: 'Statistics with Spreadsheets' });
  const { id } = await aRule(here, author, { definition: oneForOne(certificate.id, 'X') });
  const impatient = createSuggester(ctxOf().database, { program: [program], answer: 0 });
  const starts = path.join(path.dirname(program), 'starts');
  const ending = `require('node:fs').appendFileSync(${JSON.stringify(starts)}, 'x')`;
  const broken = createSuggester(ctxOf().database, { program: ['-e', ending], answer: 20_000 });
  const view = (one: RunningSuggester) => viewSuggestions({ ...ctxOf(author), suggester: one }, id);
  expect(await view(impatient)).toEqual({ state: 'preparing' });
  expect(await view(broken)).toEqual({ state: 'preparing' });
  // What ends at once is not started again by every page.
  expect(await view(broken)).toEqual({ state: 'preparing' });
  expect(readFileSync(starts, 'utf8')).toBe('x');
  impatient.stop();
  broken.stop();
});
