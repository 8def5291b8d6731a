import { beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '@/lib/usecases/context';
import { applyImport, startImport } from '@/lib/usecases/import/apply-import';
import { checkImport } from '@/lib/usecases/import/check-import';
import { checkFixed } from '@/lib/usecases/import/check-fixed';
import { fixCells } from '@/lib/usecases/import/fix-cells';
import { matchColumns } from '@/lib/usecases/import/match-columns';
import { viewImport } from '@/lib/usecases/import/view-import';
import { viewMatching } from '@/lib/usecases/import/view-matching';
import { type RowView, viewRow } from '@/lib/usecases/import/view-row';
import { aCourse, anInstitution, aPerson, type BuiltInstitution } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { refusal } from '../review/arrange';
import { check, outcomes, totals, versionOf } from './import-files';

let institution: BuiltInstitution;
let registrar: Context;

beforeEach(async () => {
  institution = await anInstitution();
  registrar = ctxOf(await aPerson(institution, 'registrar'));
});

const cellOf = (view: RowView, name: string) => {
  const cell = view.cells.find((one) => one.name === name);
  if (!cell) throw new Error(`No cell ${name}`);
  return cell;
};

/** Fixes one cell as its page does: with what the page showed. */
async function fix(
  ctx: Context,
  batchId: string,
  line: number,
  name: string,
  value: string,
  isEverywhere = false,
): ReturnType<typeof fixCells> {
  const cell = cellOf(await viewRow(ctx, { batchId, line }), name);
  const cells = [{ column: cell.column, seen: cell.text, value, everywhere: isEverywhere }];
  return fixCells(ctx, { batchId, line, cells });
}
const countsOf = async (batchId: string) =>
  (await viewImport(registrar, { batchId, outcome: null, page: 1 })).batch.counts;

describe('a cell of a rejected row', () => {
  const file = 'code,title,credits\nF-1,First,three\nF-2,Second,6\n';

  test('is shown with its reason, fixed in place, judged at once and applied like any other; the file stays as it was', async () => {
    const { batchId } = await check(registrar, 'courses', file);
    expect(await outcomes(registrar, batchId)).toEqual([
      ['rejected', 'amount/bad'],
      ['new', ''],
    ]);
    const before = await viewRow(registrar, { batchId, line: 2 });
    expect(before).toMatchObject({ mayFix: true, outcome: 'rejected', rest: [] });
    expect(
      before.cells.map(({ name, text, reasons }) => [name, text, reasons.map(({ code }) => code)]),
    ).toEqual([
      ['code', 'F-1', []],
      ['title', 'First', []],
      ['credits', 'three', ['amount/bad']],
    ]);

    expect(await fix(registrar, batchId, 2, 'credits', '3')).toMatchObject({ rows: 1, isChecking: false });
    expect(await outcomes(registrar, batchId)).toEqual([
      ['new', ''],
      ['new', ''],
    ]);
    expect(await countsOf(batchId)).toMatchObject({ new: 2, rejected: 0, judgedAlone: 1 });
    const after = await viewRow(registrar, { batchId, line: 2 });
    expect(cellOf(after, 'credits')).toMatchObject({
      text: '3',
      reasons: [],
      fixed: { before: 'three', byName: expect.stringMatching(/^Person /) },
    });
    expect(
      await queryAsSuperuser(
        `SELECT before, after FROM audit_detail d JOIN audit_event e ON e.tenant_id = d.tenant_id AND e.seq = d.seq
          WHERE e.tenant_id = $1 AND e.summary LIKE 'cells put right%'`,
        [institution.id],
      ),
    ).toEqual([{ before: { credits: 'three' }, after: { lines: [2], rows: 1, cells: { credits: '3' } } }]);

    // What was judged by itself is judged with the whole file before anything is imported.
    const start = async () =>
      startImport(registrar, {
        batchId,
        onBadRows: 'stop',
        expectedVersion: await versionOf(registrar, batchId),
      });
    await expect(start()).rejects.toEqual(refusal('rule_violation', 'import/check-first'));
    await checkFixed(registrar, { batchId, expectedVersion: await versionOf(registrar, batchId) });
    expect(await checkImport(registrar, { batchId })).toMatchObject({ new: 2, rejected: 0, judgedAlone: 0 });
    // A row that was fixed can be looked at again.
    expect(cellOf(await viewRow(registrar, { batchId, line: 2 }), 'credits')).toMatchObject({ text: '3' });
    await start();
    expect(totals({ counts: await applyImport(registrar, { batchId }) })).toEqual([2, 0, 0, 0]);
    expect(
      await queryAsSuperuser(
        `SELECT c.code, c.credits FROM course_on(current_date) c WHERE c.tenant_id = $1 ORDER BY 1`,
        [institution.id],
      ),
    ).toEqual([
      { code: 'F-1', credits: '3' },
      { code: 'F-2', credits: '6' },
    ]);
    const [kept] = await queryAsSuperuser<{ content: string }>(
      `SELECT convert_from(content, 'UTF8') AS content FROM import_batch WHERE id = $1`,
      [batchId],
    );
    expect(kept?.content).toBe(file);
    await expect(fix(registrar, batchId, 2, 'credits', '4')).rejects.toEqual(
      refusal('invalid_transition', 'import/other-state'),
    );
  });

  test('stays rejected, with the new reason, where it is wrong still; and its repetition is seen with the whole file', async () => {
    const { batchId } = await check(
      registrar,
      'courses',
      'code,title,credits\nF-1,First,three\nF-1,First,6\n',
    );
    await fix(registrar, batchId, 2, 'credits', '3,,');
    expect(await outcomes(registrar, batchId)).toEqual([
      ['rejected', 'amount/bad'],
      ['new', ''],
    ]);
    await fix(registrar, batchId, 2, 'credits', '5');
    expect(await countsOf(batchId)).toMatchObject({ new: 2, judgedAlone: 1 });
    await checkFixed(registrar, { batchId, expectedVersion: await versionOf(registrar, batchId) });
    await checkImport(registrar, { batchId });
    expect(await outcomes(registrar, batchId)).toEqual([
      ['new', ''],
      ['rejected', 'row/contradicts'],
    ]);
  });

  test('is not overwritten silently by somebody who saw it before', async () => {
    const other = ctxOf(await aPerson(institution, 'registrar'));
    const { batchId } = await check(registrar, 'courses', file);
    const seen = cellOf(await viewRow(other, { batchId, line: 2 }), 'credits');
    await fix(registrar, batchId, 2, 'credits', '3');
    const late = { column: seen.column, seen: seen.text, value: '30', everywhere: false };
    await expect(fixCells(other, { batchId, line: 2, cells: [late] })).rejects.toEqual(
      refusal('conflict', 'import/changed-meanwhile'),
    );
    // What the other did not touch is no reason to refuse.
    const title = { column: 'title', seen: 'First', value: 'First things', everywhere: false };
    await fixCells(other, { batchId, line: 2, cells: [{ ...late, value: seen.text }, title] });
    const view = await viewRow(registrar, { batchId, line: 2 });
    expect(view.cells.map(({ text }) => text)).toEqual(['F-1', 'First things', '3']);
    await expect(
      fixCells(other, { batchId, line: 2, cells: [{ ...title, seen: 'First things' }] }),
    ).rejects.toEqual(refusal('invalid_input', 'import/nothing-fixed'));
  });

  test('is fixed by nobody who may not import such rows, in no other institution, and in no file of the command line', async () => {
    const { batchId } = await check(registrar, 'courses', file);
    const cells = [{ column: 'credits', seen: 'three', value: '3', everywhere: false }];
    const attempt = (ctx: Context, change: object = {}) =>
      fixCells(ctx, { batchId, line: 2, cells, ...change });
    await expect(attempt(ctxOf())).rejects.toEqual(refusal('unauthenticated', 'access/sign-in-first'));
    for (const role of ['catalog_editor', 'dean', 'auditor'] as const)
      await expect(attempt(ctxOf(await aPerson(institution, role)))).rejects.toEqual(
        refusal('forbidden', 'access/role-missing'),
      );
    await expect(attempt(ctxOf(await aPerson(await anInstitution(), 'registrar')))).rejects.toEqual(
      refusal('not_found', 'import/not-found'),
    );
    await expect(attempt(registrar, { line: 77 })).rejects.toEqual(
      refusal('not_found', 'import/no-such-row'),
    );
    await expect(attempt(registrar, { cells: [{ ...cells[0], column: 'constructor' }] })).rejects.toEqual(
      refusal('invalid_input', 'import/no-such-cell'),
    );
    await queryAsSuperuser('UPDATE import_row SET cells = NULL WHERE batch_id = $1', [batchId]);
    await expect(attempt(registrar)).rejects.toEqual(refusal('not_found', 'import/no-such-row'));
  });
});

test('the same wrong value is fixed in all rejected rows that have it, and in no other', async () => {
  const lines = Array.from({ length: 31 }, (_, n) => `F-${n},Course ${n},3,Fal`);
  const { batchId } = await check(
    registrar,
    'courses',
    `code,title,credits,status\n${lines.join('\n')}\nF-40,Other,3,Spring\nF-41,Other,3,active\nF-42,Other,x,active\n`,
  );
  const view = await viewRow(registrar, { batchId, line: 2 });
  expect(view.cells.map(({ name }) => name)).toEqual(['code', 'title', 'credits', 'status']);
  expect(cellOf(view, 'status')).toMatchObject({ text: 'Fal', others: 30 });
  expect(await fix(registrar, batchId, 2, 'status', 'inactive', true)).toMatchObject({ rows: 31 });
  expect(await countsOf(batchId)).toMatchObject({ new: 32, rejected: 2, judgedAlone: 31 });
  expect(
    await queryAsSuperuser(
      `SELECT count(*)::int AS count, min(before_text) AS before, max(after_text) AS after FROM import_cell_fix WHERE batch_id = $1`,
      [batchId],
    ),
  ).toEqual([{ count: 31, before: 'Fal', after: 'inactive' }]);
  expect(cellOf(await viewRow(registrar, { batchId, line: 33 }), 'status').text).toBe('Spring');
});

test('what is wrong in more rows than can be judged at once is judged with the whole file', async () => {
  const lines = Array.from({ length: 1_200 }, (_, n) => `F-${n},Course ${n},3,Fal`);
  const { batchId } = await check(registrar, 'courses', `code,title,credits,status\n${lines.join('\n')}\n`);
  expect(await fix(registrar, batchId, 2, 'status', 'active', true)).toMatchObject({
    rows: 1_200,
    isChecking: true,
  });
  expect(await checkImport(registrar, { batchId })).toMatchObject({
    new: 1_200,
    rejected: 0,
    judgedAlone: 0,
  });
});

test('rows judged by themselves are counted as rows, however often each is saved, and so is how many may be', async () => {
  const line = (n: number) => `F-${n},Course ${n},3,${n < 600 ? 'Fal' : 'Spr'}`;
  const lines = Array.from({ length: 1_001 }, (_, n) => line(n)).join('\n');
  const { batchId } = await check(registrar, 'courses', `code,title,credits,status\n${lines}\n`);
  for (const title of ['One', 'Two', 'Three']) await fix(registrar, batchId, 2, 'title', title);
  await fix(registrar, batchId, 3, 'title', 'Four');
  expect(await countsOf(batchId)).toMatchObject({ judgedAlone: 2 });
  expect(await fix(registrar, batchId, 2, 'status', 'active', true)).toMatchObject({ isChecking: false });
  expect(await countsOf(batchId)).toMatchObject({ judgedAlone: 600 });
  // With those that were judged by themselves before, they are more than a thousand.
  expect(await fix(registrar, batchId, 602, 'status', 'active', true)).toMatchObject({
    rows: 401,
    isChecking: true,
  });
  expect(await checkImport(registrar, { batchId })).toMatchObject({ rejected: 0, judgedAlone: 0 });
  await fix(registrar, batchId, 2, 'title', 'Five');
  expect(await countsOf(batchId)).toMatchObject({ judgedAlone: 1 });
});

test('a cell of a file whose columns were matched is fixed under the name that it has there', async () => {
  await aCourse(institution, { code: 'INF-204', credits: '5' });
  const { batchId } = await check(
    registrar,
    'equivalencies',
    'Hochschule;Modul dort;Titel dort;Anerkannt als;Note\nHS A;M 1;Analysis;INF-204;a\nHS A;M 2;Algebra;INF-999;b\n',
  );
  const matching = await viewMatching(registrar, { batchId, place: null });
  if (!matching) throw new Error('Nothing is to be matched.');
  const columns = ['institution', 'courses', 'titles', 'targets', 'note'];
  await matchColumns(registrar, {
    batchId,
    expectedVersion: matching.batch.rowVersion,
    matching: { ...matching.matching, columns },
    intent: 'check',
  });
  expect(totals({ counts: await checkImport(registrar, { batchId }) })).toEqual([1, 0, 0, 1]);
  const view = await viewRow(registrar, { batchId, line: 3 });
  expect(cellOf(view, 'Anerkannt als')).toMatchObject({ text: 'INF-999', field: 'targets' });
  expect(cellOf(view, 'Anerkannt als').reasons.map(({ code }) => code)).toEqual(['targets/unknown']);
  await fix(registrar, batchId, 3, 'Anerkannt als', 'INF-204');
  expect(totals({ counts: await countsOf(batchId) })).toEqual([2, 0, 0, 0]);
});

test('lists and numbers of JSON lines stay lists and numbers', async () => {
  const { batchId } = await check(
    registrar,
    'courses',
    `${JSON.stringify({ code: 'F-1', title: 'Ä "first"\n', credits: 999_999 })}\n${JSON.stringify({ code: 'F-2', title: 'B', outcomes: [] })}\n`,
  );
  const [, ...rejected] = (await outcomes(registrar, batchId)).reverse();
  expect(rejected).toEqual([['rejected', 'amount/too-much']]);
  await fix(registrar, batchId, 1, 'credits', '9');
  expect(totals({ counts: await countsOf(batchId) })).toEqual([2, 0, 0, 0]);
});
