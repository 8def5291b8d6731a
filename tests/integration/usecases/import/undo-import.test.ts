import { beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '@/lib/usecases/context';
import { publishImported } from '@/lib/usecases/import/publish-imported';
import { undoImport, viewUndo } from '@/lib/usecases/import/undo-import';
import { viewImport } from '@/lib/usecases/import/view-import';
import { lastAuditEntry } from '@/tests/support/audit-trail';
import {
  aCourse,
  aMicroCredential,
  anInstitution,
  aPerson,
  aProgram,
  aRule,
  type BuiltInstitution,
  type BuiltMicroCredential,
  oneForOne,
} from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { appConnection, inRolledBackTransaction, queryAsSuperuser } from '@/tests/support/db';
import { check, importAll, outcomes, totals, versionOf } from './import-files';

const day = '2026-12-05';
let institution: BuiltInstitution;
let certificate: BuiltMicroCredential;
let person: Awaited<ReturnType<typeof aPerson>>;
let second: Awaited<ReturnType<typeof aPerson>>;
const on = (when: string, who = person) => ctxOf(who, { day: when });

beforeAll(async () => {
  institution = await anInstitution();
  person = await aPerson(institution, 'registrar');
  second = await aPerson(institution, 'registrar');
  certificate = await aMicroCredential(institution);
  for (const code of ['T-1', 'T-2', 'T-3']) await aCourse(institution, { code, credits: '6', outcomes: [] });
});

const undo = async (ctx: Context, batchId: string) =>
  undoImport(ctx, { batchId, expectedVersion: await versionOf(ctx, batchId) });
const planned = (ctx: Context, batchId: string, show: 'all' | 'blocked' = 'all') =>
  viewUndo(ctx, { batchId, show, page: 1 });
const blockedBy = async (ctx: Context, batchId: string) =>
  (await planned(ctx, batchId, 'blocked')).rows.map(({ entry, undone }) => [
    entry,
    undone.becomes === 'blocked' ? undone.because.map(({ code }) => code) : [],
  ]);
const rulesLike = (title: string) =>
  queryAsSuperuser<{ version: number; status: string; granted: string }>(
    `SELECT v.version, v.status, v.definition #>> '{outcomes,0,lines,0,target}' AS granted FROM equivalency_rule e JOIN rule_version v ON v.tenant_id = e.tenant_id AND v.rule_id = e.id
      WHERE e.tenant_id = $1 AND e.title LIKE $2 ORDER BY e.title, v.version`,
    [institution.id, title],
  );
const decided = 'institution,courses,micro_credentials,targets\n';

describe('an import of decisions', () => {
  test('is undone as one act while it waits: on record, once, and for good', async () => {
    const ctx = on(day);
    const { batchId } = await importAll(ctx, 'equivalencies', `${decided}Undo,U 1,,T-1\nUndo,U 2,,NONE\n`);
    const plan = await planned(ctx, batchId);
    expect(plan).toMatchObject({
      whyNot: null,
      mayUndo: true,
      total: 2,
      tally: { withdrawn: 2, blocked: 0 },
    });
    expect((await rulesLike('U %')).map(({ status }) => status)).toEqual(['approved', 'approved']);

    const expectedVersion = await versionOf(ctx, batchId);
    await expect(undoImport(ctx, { batchId, expectedVersion })).resolves.toEqual({ batchId });
    expect((await rulesLike('U %')).map(({ status }) => status)).toEqual(['withdrawn', 'withdrawn']);
    const { batch, unpublished } = await viewImport(ctx, { batchId, outcome: null, page: 1 });
    expect(batch).toMatchObject({ status: 'undone', undoneAt: ctx.now });
    expect(unpublished).toBe(0);
    expect(await lastAuditEntry(institution.id)).toMatchObject({
      action: 'import.undo',
      summary: 'import undone: 2 withdrawn, 0 set back, 0 restored',
    });

    // The same press again finds it done; another is refused.
    await expect(undoImport(ctx, { batchId, expectedVersion })).resolves.toEqual({ batchId });
    expect((await planned(ctx, batchId)).whyNot?.code).toBe('undo/other-state');
    await expect(undo(ctx, batchId)).rejects.toMatchObject({ reason: 'import/other-state' });
    expect(
      await queryAsSuperuser(
        "SELECT count(*)::int FROM audit_event WHERE object_id = $1 AND action = 'import.undo'",
        [batchId],
      ),
    ).toEqual([{ count: 1 }]);
  });

  test('comes in again afterwards, and is published', async () => {
    const ctx = on(day);
    const file = `${decided}Again,G 1,,T-1\n`;
    const first = await importAll(ctx, 'equivalencies', file);
    await undo(ctx, first.batchId);
    expect(totals(await check(ctx, 'equivalencies', file))).toEqual([1, 0, 0, 0]);
    const { batchId } = await importAll(ctx, 'equivalencies', file);
    expect((await rulesLike('G 1%')).map(({ version, status }) => [version, status])).toEqual([
      [1, 'withdrawn'],
      [2, 'approved'],
    ]);
    const publisher = on(day, second);
    await publishImported(publisher, { batchId, expectedVersion: await versionOf(publisher, batchId) });
    expect((await rulesLike('G 1%')).at(-1)?.status).toBe('published');
  });

  test('lets what it replaced wait again, under the import that it came with', async () => {
    const first = await importAll(on(day), 'equivalencies', `${decided}Replaced,R 1,,T-1\n`);
    const ctx = on('2026-12-06', second);
    const { batchId } = await importAll(ctx, 'equivalencies', `${decided}Replaced,R 1,,T-2\n`);
    expect(await blockedBy(ctx, first.batchId)).toEqual([['R 1, Replaced', ['undo/later-version']]]);
    await expect(undo(ctx, first.batchId)).rejects.toMatchObject({ reason: 'import/undo-blocked' });
    expect((await planned(ctx, batchId)).tally).toMatchObject({ restored: 1, withdrawn: 0 });
    await undo(ctx, batchId);
    expect(await rulesLike('R 1%')).toEqual([
      { version: 1, status: 'withdrawn', granted: 'T-1' },
      { version: 2, status: 'withdrawn', granted: 'T-2' },
      { version: 3, status: 'approved', granted: 'T-1' },
    ]);
    // Whoever brought it in does not publish it, and may undo it in turn.
    await expect(
      publishImported(on('2026-12-07'), {
        batchId: first.batchId,
        expectedVersion: await versionOf(ctx, first.batchId),
      }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    await undo(on('2026-12-07'), first.batchId);
    expect((await rulesLike('R 1%')).map(({ status }) => status)).toEqual([
      'withdrawn',
      'withdrawn',
      'withdrawn',
    ]);
  });

  test('stays where one of them is published, and says which', async () => {
    const ctx = on(day);
    const { batchId } = await importAll(ctx, 'equivalencies', `${decided}Public,P 1,,T-1\nPublic,P 2,,T-2\n`);
    const seen = async () => {
      const { mayUndo, published } = await viewImport(ctx, { batchId, outcome: null, page: 1 });
      return { mayUndo, published };
    };
    expect(await seen()).toEqual({ mayUndo: true, published: 0 });
    const publisher = on(day, second);
    await publishImported(publisher, { batchId, expectedVersion: await versionOf(publisher, batchId) });
    // Its page offers nothing that would be refused.
    expect(await seen()).toEqual({ mayUndo: false, published: 2 });
    expect((await planned(ctx, batchId)).whyNot).toEqual({ code: 'undo/blocked', values: { count: '2' } });
    expect(await blockedBy(ctx, batchId)).toContainEqual(['P 1, Public', ['undo/published']]);
    await expect(undo(ctx, batchId)).rejects.toMatchObject({
      code: 'rule_violation',
      reason: 'import/undo-blocked',
    });
    expect((await rulesLike('P %')).map(({ status }) => status)).toEqual(['published', 'published']);
  });

  test('stays where another mapping rests on one', async () => {
    const ctx = on(day);
    const { batchId } = await importAll(ctx, 'equivalencies', `${decided}Cited,C 1,,T-1\n`);
    const [cited] = await queryAsSuperuser<{ id: string }>(
      'SELECT id FROM rule_version WHERE import_batch_id = $1',
      [batchId],
    );
    await aRule(institution, person, {
      definition: oneForOne(certificate.id, 'T-1'),
      basis: { precedentRuleVersionIds: [cited?.id ?? ''] },
    });
    expect(await blockedBy(ctx, batchId)).toEqual([['C 1, Cited', ['undo/cited']]]);
  });

  test('is undone by whoever may withdraw what it brought, and by nobody else', async () => {
    const { batchId } = await importAll(on(day), 'equivalencies', `${decided}Other,O 1,,T-1\n`);
    const evaluator = ctxOf(await aPerson(institution, 'evaluator'), { day });
    expect((await planned(evaluator, batchId)).mayUndo).toBe(false);
    await expect(undo(evaluator, batchId)).rejects.toMatchObject({ code: 'forbidden' });
    const auditor = ctxOf(await aPerson(institution, 'auditor'), { day });
    await expect(undo(auditor, batchId)).rejects.toMatchObject({ code: 'forbidden' });
    const foreign = ctxOf(await aPerson(await anInstitution(), 'registrar'), { day });
    await expect(undoImport(foreign, { batchId, expectedVersion: 1 })).rejects.toMatchObject({
      code: 'not_found',
    });
    await undo(on(day, second), batchId);
    expect((await rulesLike('O 1%')).map(({ status }) => status)).toEqual(['withdrawn']);
    // Whose import it was is told, once.
    expect(
      await queryAsSuperuser(
        `SELECT payload ->> 'path' AS path, count(*)::int FROM outbox_message WHERE tenant_id = $1 AND kind = 'import.undone' AND dedupe_key LIKE $2 GROUP BY 1`,
        [institution.id, `%${batchId}%`],
      ),
    ).toEqual([{ path: `/registrar/imports/${batchId}`, count: 1 }]);
  });
});

/** What is said of a course on a day: title, credits and state. */
const saidOn = async (code: string, when: string) =>
  (
    await queryAsSuperuser<{ said: string }>(
      `SELECT concat_ws(' ', title, credits, status) AS said FROM course_on($3::date) WHERE tenant_id = $1 AND code = $2`,
      [institution.id, code, when],
    )
  )[0]?.said;

describe('an import of courses', () => {
  test('what it added is inactive from today on, what it changed is as before from tomorrow on', async () => {
    await aCourse(institution, { code: 'OLD-1', title: 'Old', credits: '3' });
    const ctx = on(day);
    const { batchId } = await importAll(
      ctx,
      'courses',
      'code,title,credits,source\nOLD-1,Old,9,Elsewhere\nNEW-1,New,5,\n',
    );
    expect((await planned(ctx, batchId)).tally).toMatchObject({ withdrawn: 1, setBack: 1, blocked: 0 });
    await undo(ctx, batchId);
    expect([await saidOn('OLD-1', day), await saidOn('OLD-1', '2026-12-06')]).toEqual([
      'Old 9 active',
      'Old 3 active',
    ]);
    expect([await saidOn('NEW-1', '2026-12-04'), await saidOn('NEW-1', day)]).toEqual([
      'New 5 active',
      'New 5 inactive',
    ]);
    expect(
      await queryAsSuperuser('SELECT source FROM course WHERE tenant_id = $1 AND code = $2', [
        institution.id,
        'OLD-1',
      ]),
    ).toEqual([{ source: null }]);
  });

  test('stays where a mapping grants what it added, was written since, or a program names it', async () => {
    const file = 'code,title,credits\nRST-1,Rests,5\nRST-2,Rests,5\nRST-3,Rests,5\n';
    const { batchId } = await importAll(on(day), 'courses', file);
    await aRule(institution, person, { definition: oneForOne(certificate.id, 'RST-1') });
    const program = await aProgram(institution, { code: 'AREA-1' });
    await queryAsSuperuser('ALTER TABLE program_version DISABLE TRIGGER USER');
    await queryAsSuperuser(
      `UPDATE program_version SET areas = '[{"title": "Area", "credits": null, "courses": ["rst2"]}]' WHERE program_id = $1`,
      [program.id],
    );
    await queryAsSuperuser('ALTER TABLE program_version ENABLE TRIGGER USER');
    expect(await blockedBy(on(day), batchId)).toEqual([
      ['RST-1', ['undo/granted']],
      ['RST-2', ['undo/named']],
    ]);
    await expect(undo(on(day), batchId)).rejects.toMatchObject({ reason: 'import/undo-blocked' });
    expect(await saidOn('RST-3', '2026-12-09')).toBe('Rests 5 active');
  });

  test('stays where a later import changed the same course, until that one is undone', async () => {
    await aCourse(institution, { code: 'TWO-1', title: 'Two', credits: '1' });
    const first = await importAll(on(day), 'courses', 'code,title,credits\nTWO-1,Two,2\n');
    const then = await importAll(on('2026-12-08'), 'courses', 'code,title,credits\nTWO-1,Two,3\n');
    expect(await blockedBy(on('2026-12-08'), first.batchId)).toEqual([['TWO-1', ['undo/changed-since']]]);
    await undo(on('2026-12-10'), then.batchId);
    expect(await saidOn('TWO-1', '2026-12-10')).toBe('Two 2 active');
  });

  test('of an earlier release, of which nothing is kept, says so', async () => {
    const { batchId } = await importAll(on(day), 'courses', 'code,title,credits\nKEPT-1,Kept,5\n');
    await queryAsSuperuser('UPDATE import_row SET effect = NULL WHERE batch_id = $1', [batchId]);
    expect((await planned(on(day), batchId)).whyNot).toEqual({
      code: 'undo/not-kept',
      values: { count: '1' },
    });
    await expect(undo(on(day), batchId)).rejects.toMatchObject({ reason: 'import/undo-not' });
  });
});

const outcomesOf = async (code: string) =>
  (
    await queryAsSuperuser<{ text: string }>(
      `SELECT o.text FROM course_outcome o JOIN course c ON c.tenant_id = o.tenant_id AND c.id = o.course_id
        WHERE c.tenant_id = $1 AND c.code = $2 ORDER BY o.position`,
      [institution.id, code],
    )
  ).map(({ text }) => text);

describe('learning outcomes, which have no past', () => {
  const header = 'code,title,outcomes\n';
  const withText = { withText: true };

  test.each([
    ['were only added', [], 'First; Second'],
    ['were written over', ['Old one', 'Stays'], 'New one'],
    ['were written over, and more added', ['Old one'], 'New one; Second'],
  ])('that %s are as before', async (which, before, written) => {
    const code = `OUT-${which.length}`;
    await aCourse(institution, { code, title: 'Outcomes', outcomes: before });
    const { batchId } = await importAll(
      on(day),
      'courses',
      `${header}${code},Outcomes,${written}\n`,
      withText,
    );
    expect(await outcomesOf(code)).not.toEqual(before);
    expect((await planned(on(day), batchId)).tally).toMatchObject({ setBack: 1, blocked: 0 });
    await undo(on(day), batchId);
    expect(await outcomesOf(code)).toEqual(before);
  });

  test('that somebody changed since stand in the way, of a new course too', async () => {
    await aCourse(institution, { code: 'OUT-B', title: 'Outcomes', outcomes: ['Old'] });
    const file = `${header}OUT-B,Outcomes,New\nOUT-C,Added,One\n`;
    const { batchId } = await importAll(on(day), 'courses', file, withText);
    await queryAsSuperuser(
      `UPDATE course_outcome SET text = text || ' corrected' WHERE tenant_id = $1 AND text IN ('New', 'One')`,
      [institution.id],
    );
    expect(await blockedBy(on(day), batchId)).toEqual([
      ['OUT-B', ['undo/changed-since']],
      ['OUT-C', ['undo/changed-since']],
    ]);
  });
});

describe('the same file after an undoing', () => {
  test('brings back what went, as a row does that says so, from the day on that is free', async () => {
    const file = 'code,title,credits\nBACK-1,Back,5\n';
    const { batchId } = await importAll(on(day), 'courses', file);
    await undo(on('2026-12-08'), batchId);
    expect(await saidOn('BACK-1', '2026-12-08')).toBe('Back 5 inactive');
    // Its inactivity began today: a day has one answer, and the row says so.
    const sameDay = await check(on('2026-12-08'), 'courses', file);
    expect(await outcomes(on('2026-12-08'), sameDay.batchId)).toEqual([['rejected', 'version/begins-today']]);
    const again = await importAll(on('2026-12-09'), 'courses', file);
    expect(totals(again)).toEqual([0, 1, 0, 0]);
    expect(await outcomes(on('2026-12-09'), again.batchId)).toEqual([['changed', 'change/cell']]);
    expect(await saidOn('BACK-1', '2026-12-09')).toBe('Back 5 active');
  });

  test('says where something else is said from a later day on', async () => {
    await aCourse(institution, { code: 'LATER-1', title: 'Later', credits: '3' });
    const file = 'code,title,credits\nLATER-1,Later,9\n';
    const { batchId } = await importAll(on(day), 'courses', file);
    await undo(on(day), batchId);
    const again = await check(on(day), 'courses', file);
    expect(await outcomes(on(day), again.batchId)).toEqual([['unchanged', 'version/otherwise-from']]);
  });
});

test('decisions stand in the order of the file, with their lines', async () => {
  const rows = ['T-3', 'T-1', 'T-2'].map((target, n) => `Lines,Q ${9 - n},,${target}\n`);
  const { batchId } = await importAll(on(day), 'equivalencies', decided + rows.join(''));
  expect((await planned(on(day), batchId)).rows.map(({ line, entry }) => [line, entry])).toEqual([
    [2, 'Q 9, Lines'],
    [3, 'Q 8, Lines'],
    [4, 'Q 7, Lines'],
  ]);
  // As after an earlier release, or ninety days later: found all the same.
  await queryAsSuperuser('UPDATE import_row SET effect = NULL WHERE batch_id = $1', [batchId]);
  expect((await planned(on(day), batchId)).rows.map(({ line }) => line)).toEqual([null, null, null]);
  expect((await viewImport(on(day), { batchId, outcome: null, page: 1 })).mayUndo).toBe(true);
  const evaluator = ctxOf(await aPerson(institution, 'evaluator'), { day });
  expect((await viewImport(evaluator, { batchId, outcome: null, page: 1 })).mayUndo).toBe(false);
});

test('an import of programs is undone like one of courses', async () => {
  await aProgram(institution, { code: 'MSC-1', title: 'Master', totalCredits: '120' });
  const file = 'code,title,total_credits,limits\nMSC-1,Master,90,"[]"\nMSC-2,New,120,\n';
  const { batchId } = await importAll(on(day), 'programs', file);
  await undo(on('2026-12-07'), batchId);
  expect(
    await queryAsSuperuser(
      `SELECT code, total_credits, status FROM program_on('2026-12-07') WHERE tenant_id = $1 AND code LIKE 'MSC-%' ORDER BY code`,
      [institution.id],
    ),
  ).toEqual([
    { code: 'MSC-1', total_credits: '120', status: 'active' },
    { code: 'MSC-2', total_credits: '120', status: 'inactive' },
  ]);
});

test('the database lets nothing but an applied import be undone, and nothing that was undone come back', async () => {
  const { batchId } = await check(on(day), 'courses', 'code,title,credits\nDB-1,Kept,5\n');
  const attempt = (sql: string) =>
    inRolledBackTransaction(appConnection, async (client) => {
      await client.query("SELECT set_config('app.tenant_id', $1, true)", [institution.id]);
      await client.query(sql, [batchId, person.actor.personId]);
    });
  const toUndone =
    "UPDATE import_batch SET status = 'undone', undone_at = now(), applied_at = now(), undone_by_id = $2 WHERE id = $1";
  await expect(attempt(toUndone)).rejects.toThrow('only an import that was applied is undone');
  const applied = await importAll(on(day), 'equivalencies', `${decided}Guard,D 1,,T-1\n`);
  await undo(on(day), applied.batchId);
  await expect(
    inRolledBackTransaction(appConnection, async (client) => {
      await client.query("SELECT set_config('app.tenant_id', $1, true)", [institution.id]);
      await client.query(
        "UPDATE import_batch SET status = 'applied', undone_at = NULL, undone_by_id = NULL WHERE id = $1",
        [applied.batchId],
      );
    }),
  ).rejects.toThrow('stays undone');
});
