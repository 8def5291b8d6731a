import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Matching } from '@/lib/import/matching';
import type { Context } from '@/lib/usecases/context';
import { applyImport, startImport } from '@/lib/usecases/import/apply-import';
import { checkImport } from '@/lib/usecases/import/check-import';
import { matchColumns } from '@/lib/usecases/import/match-columns';
import { type MatchingView, viewMatching } from '@/lib/usecases/import/view-matching';
import { aCourse, anInstitution, aPerson, type BuiltInstitution } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { type Cell, styles, workbook } from '@/tests/support/workbook';
import { check, outcomes, totals, versionOf } from './import-files';

const file = (name: string) => readFileSync(`tests/fixtures/import/matching/${name}`, 'utf8');
const refusal = (code: string, reason: string) => expect.objectContaining({ code, reason });

let institution: BuiltInstitution;
let registrar: Context;

beforeEach(async () => {
  institution = await anInstitution();
  registrar = ctxOf(await aPerson(institution, 'registrar'));
  await aCourse(institution, { code: 'INF-204', credits: '5' });
  await aCourse(institution, { code: 'INF-205', credits: '3' });
});

async function seen(ctx: Context, batchId: string): Promise<MatchingView> {
  const view = await viewMatching(ctx, { batchId, place: null });
  if (!view) throw new Error('Nothing is to be matched.');
  return view;
}

async function match(
  ctx: Context,
  batchId: string,
  change: Partial<Matching> = {},
  intent: 'check' | 'show' = 'check',
): Promise<boolean> {
  const { matching, batch } = await seen(ctx, batchId);
  const given = { batchId, expectedVersion: batch.rowVersion, matching: { ...matching, ...change }, intent };
  return (await matchColumns(ctx, given)).isReady;
}
const statusOf = async (batchId: string) =>
  (await queryAsSuperuser<{ status: string }>('SELECT status FROM import_batch WHERE id = $1', [batchId]))[0]
    ?.status;

describe('a file whose header is not ours', () => {
  test('waits to be matched, is checked as matched and applied like any other', async () => {
    const { batchId } = await check(registrar, 'equivalencies', file('german-decisions.csv'));
    expect(await statusOf(batchId)).toBe('matching');
    const view = await seen(registrar, batchId);
    expect(view).toMatchObject({ isSaved: false, remembered: null, open: { missing: [], dayOrder: false } });
    expect(
      view.groups.map(({ name, values }) => [name, values.map(({ found, meant }) => [found, meant])]),
    ).toEqual([
      [
        'Entscheidung',
        [
          ['ja', 'credit'],
          ['teilweise', 'credit'],
          ['nein', 'none'],
          ['offen', 'leave_out'],
        ],
      ],
    ]);
    expect(await match(registrar, batchId)).toBe(true);
    const counts = await checkImport(registrar, { batchId });
    expect({ totals: totals({ counts }), leftOut: counts.leftOut, linesAbove: counts.linesAbove }).toEqual({
      totals: [3, 0, 0, 0],
      leftOut: 1,
      linesAbove: 2,
    });
    expect(counts.renamed).toContainEqual({ found: 'LP', column: 'credits' });
    expect(counts.ignored).toEqual(['Bearb.']);
    await startImport(registrar, {
      batchId,
      onBadRows: 'stop',
      expectedVersion: await versionOf(registrar, batchId),
    });
    expect(totals({ counts: await applyImport(registrar, { batchId }) })).toEqual([3, 0, 0, 0]);
    const rules = await queryAsSuperuser<{ definition: { outcome: object }; claim_from: string | null }>(
      `SELECT definition, claim_from::text FROM rule_version WHERE tenant_id = $1 AND import_batch_id = $2`,
      [institution.id, batchId],
    );
    expect(JSON.stringify(rules)).toMatch(/2\.5/);
    expect(JSON.stringify(rules)).toMatch(/2024-10-01/);
  });

  test('says what is missing, and stays until it is given', async () => {
    const { batchId } = await check(registrar, 'courses', 'Kürzel;Bemerkung;Raum\nINF-300;Neu;1\n');
    expect((await seen(registrar, batchId)).open.missing).toEqual(['title']);
    expect(await match(registrar, batchId)).toBe(false);
    expect(await statusOf(batchId)).toBe('matching');
    const columns = ['code', 'title', ''];
    expect(await match(registrar, batchId, { columns }, 'show')).toBe(false);
    expect((await seen(registrar, batchId)).matching.columns).toEqual(columns);
    expect(await match(registrar, batchId, { constants: [{ column: 'kind', value: 'course' }] })).toBe(true);
    expect(totals({ counts: await checkImport(registrar, { batchId }) })).toEqual([1, 0, 0, 0]);
  });

  test('asks which comes first, day or month, once', async () => {
    const text = file('tes-decisions.tsv')
      .replace('08/15/2023\t05/31/2027', '08/05/2023\t')
      .replace('Receiving Course', 'Credited as');
    const { batchId } = await check(registrar, 'equivalencies', text);
    expect((await seen(registrar, batchId)).open).toMatchObject({ dayOrder: true, missing: [] });
    expect(await match(registrar, batchId)).toBe(false);
    expect(await match(registrar, batchId, { dayOrder: 'mdy' })).toBe(true);
    const counts = await checkImport(registrar, { batchId });
    expect(await outcomes(registrar, batchId)).toEqual([
      ['rejected', 'targets/unknown'],
      ['new', 'rule/says-no'],
    ]);
    expect(counts.rejected).toBe(1);
    const [rule] = await queryAsSuperuser<{ matching: { dayOrder: string } }>(
      'SELECT matching FROM column_matching WHERE tenant_id = $1',
      [institution.id],
    );
    expect(rule?.matching.dayOrder).toBe('mdy');
  });

  test('rejects the rows with a value that nobody has settled, with that reason, and takes them once it is', async () => {
    const text = file('german-decisions.csv').replace(';teilweise;', ';hm;');
    const { batchId } = await check(registrar, 'equivalencies', text);
    expect(await match(registrar, batchId)).toBe(true);
    await checkImport(registrar, { batchId });
    expect((await outcomes(registrar, batchId)).filter(([outcome]) => outcome === 'rejected')).toEqual([
      ['rejected', 'value/unsettled'],
    ]);
    const { matching } = await seen(registrar, batchId);
    const values = matching.values.map((value) =>
      value.found === 'hm' ? { ...value, meant: 'leave_out' } : value,
    );
    expect(await match(registrar, batchId, { values })).toBe(true);
    const counts = await checkImport(registrar, { batchId });
    expect([totals({ counts }), counts.leftOut]).toEqual([[2, 0, 0, 0], 2]);
    // What came of rows that are passed over now is forgotten.
    expect(await outcomes(registrar, batchId)).toHaveLength(2);
  });

  test('and so does one whose needed names are known, where another is called as a field of ours: no decision is left out unasked', async () => {
    const decided = 'College,Course,Equivalent Course,Credits,Decision\nAlpha,ENG 901,T-1,3,Denied\n';
    const { batchId: denied } = await check(registrar, 'equivalencies', decided);
    expect((await seen(registrar, denied)).matching.columns).toContain('decision');
    const { batchId } = await check(registrar, 'equivalencies', file('tes-decisions.tsv'));
    const { matching, open } = await seen(registrar, batchId);
    expect([matching.columns.slice(4), matching.dayOrder, open.missing]).toEqual([
      ['issued_from', 'issued_to', 'internal_note'],
      'mdy',
      [],
    ]);
  });

  test('and so does one whose names are known, where somebody asks to say how it is written', async () => {
    const given = 'college,course,equivalent_course\nAlpha,ENG 901,T-1\n';
    expect(await outcomes(registrar, (await check(registrar, 'equivalencies', given)).batchId)).toEqual([
      ['rejected', 'targets/unknown'],
    ]);
    const { batchId } = await check(registrar, 'equivalencies', given, { matchColumns: true });
    expect((await seen(registrar, batchId)).open.missing).toEqual([]);
  });

  test('another line can be the header, and another place is proposed for anew', async () => {
    const { batchId } = await check(registrar, 'equivalencies', file('german-decisions.csv'));
    const view = await viewMatching(registrar, { batchId, place: { sheet: 0, header: 3 } });
    expect(view).toMatchObject({
      matching: { header: 3 },
      columns: [{ name: 'Hochschule Beispiel', filled: 3 }, {}, {}, {}, {}, {}, {}, {}, {}],
    });
    const beyond = await viewMatching(registrar, { batchId, place: { sheet: 7, header: 99 } });
    expect(beyond?.matching).toMatchObject({ sheet: 0, header: 2 });
  });
});

describe('what was matched', () => {
  test('is found again for the next file of the same shape, by the same institution alone, and is on record', async () => {
    const first = await check(registrar, 'equivalencies', file('german-decisions.csv'));
    const { matching } = await seen(registrar, first.batchId);
    const columns = matching.columns.map((field) => (field === 'internal_note' ? '' : field));
    await match(registrar, first.batchId, { columns });
    const colleague = ctxOf(await aPerson(institution, 'evaluator'));
    const second = await check(
      colleague,
      'equivalencies',
      file('german-decisions.csv').replace('EX 101', 'EX 901'),
    );
    const again = await seen(colleague, second.batchId);
    expect(again.remembered).not.toBeNull();
    expect(again.matching.columns).toEqual(columns);
    await match(colleague, second.batchId);
    const stranger = ctxOf(await aPerson(await anInstitution(), 'registrar'));
    const third = await check(stranger, 'equivalencies', file('german-decisions.csv'));
    expect((await seen(stranger, third.batchId)).remembered).toBeNull();
    const trail = await queryAsSuperuser<{
      action: string;
      before: object | null;
      after: { signature: string };
    }>(
      `SELECT e.action, d.before, d.after FROM audit_event e JOIN audit_detail d ON d.tenant_id = e.tenant_id AND d.seq = e.seq
        WHERE e.tenant_id = $1 AND e.object_id = ANY ($2) AND d.after ? 'signature' ORDER BY e.seq`,
      [institution.id, [first.batchId, second.batchId]],
    );
    expect(trail.map(({ action, before }) => [action, before !== null])).toEqual([
      ['import.check', false],
      ['import.check', true],
    ]);
  });

  test('is nobody else’s to change: not another institution, not a role that may not import such rows, not twice at once', async () => {
    const { batchId } = await check(registrar, 'equivalencies', file('german-decisions.csv'));
    const { matching, batch } = await seen(registrar, batchId);
    const input = { batchId, expectedVersion: batch.rowVersion, matching, intent: 'check' as const };
    const stranger = ctxOf(await aPerson(await anInstitution(), 'registrar'));
    await expect(matchColumns(stranger, input)).rejects.toEqual(refusal('not_found', 'import/not-found'));
    const editor = ctxOf(await aPerson(institution, 'catalog_editor'));
    await expect(matchColumns(editor, input)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(viewMatching(editor, { batchId, place: null })).rejects.toMatchObject({ code: 'forbidden' });
    await matchColumns({ ...registrar, idempotencyKey: 'press-once-12345' }, input);
    expect(await matchColumns({ ...registrar, idempotencyKey: 'press-once-12345' }, input)).toEqual({
      batchId,
      isReady: true,
    });
    await expect(matchColumns(registrar, input)).rejects.toEqual(
      refusal('invalid_transition', 'import/other-state'),
    );
    await checkImport(registrar, { batchId });
    await expect(matchColumns(registrar, input)).rejects.toEqual(
      refusal('conflict', 'import/changed-meanwhile'),
    );
    await startImport(registrar, {
      batchId,
      onBadRows: 'skip',
      expectedVersion: await versionOf(registrar, batchId),
    });
    await applyImport(registrar, { batchId });
    await expect(matchColumns(registrar, input)).rejects.toEqual(
      refusal('invalid_transition', 'import/other-state'),
    );
    expect(await viewMatching(registrar, { batchId, place: null })).toBeNull();
  });

  test('is refused where it is more than the program that reads can be told', async () => {
    const { batchId } = await check(registrar, 'equivalencies', file('german-decisions.csv'));
    const { matching } = await seen(registrar, batchId);
    const values = Array.from({ length: 600 }, (_, n) => ({
      column: 'decision',
      found: `${n}${'ü'.repeat(100)}`,
      meant: 'none',
    }));
    await expect(match(registrar, batchId, { ...matching, values })).rejects.toEqual(
      refusal('invalid_input', 'import/matching-too-large'),
    );
  });
});

describe('a workbook', () => {
  const rows = (code: string): Cell[][] => [
    ['Anerkennungen 2026'],
    ['Hochschule', 'Fremdmodul', 'Titel', 'Anerkannt als', 'LP', 'Entscheidung', 'gültig ab'],
    ['Hochschule Beispiel', 'EX 101', 'Grundlagen', code, '2,5', 'ja', { value: 45_566, style: styles.day }],
    [null, 'EX 102', 'Ausblick', null, null, 'nein', { value: 45_597, style: styles.day }],
  ];
  const bytes = workbook([
    { name: 'Hinweise', rows: [['Bitte lesen']] },
    { name: 'Liste', rows: rows('INF-204'), merged: ['A3:A4'] },
  ]);

  test('is matched and checked as any other file, from the sheet that was chosen', async () => {
    const { batchId } = await check(registrar, 'equivalencies', bytes);
    const view = await seen(registrar, batchId);
    expect(view.sheets.map(({ name, rows: lines }) => [name, lines])).toEqual([
      ['Hinweise', 1],
      ['Liste', 4],
    ]);
    expect(view.matching).toMatchObject({ sheet: 1, header: 1 });
    expect(await match(registrar, batchId)).toBe(true);
    expect(totals({ counts: await checkImport(registrar, { batchId }) })).toEqual([2, 0, 0, 0]);
  });

  test('with our own header needs no matching', async () => {
    const own = workbook([
      {
        name: 'Courses',
        rows: [
          ['code', 'title', 'credits'],
          ['NEW-1', 'New', 2.5],
        ],
      },
    ]);
    expect(totals(await check(registrar, 'courses', own))).toEqual([1, 0, 0, 0]);
  });

  test('that is none is refused in words', async () => {
    const broken = check(registrar, 'courses', bytes.subarray(0, 500));
    await expect(broken).rejects.toEqual(refusal('invalid_input', 'file/packed-badly'));
  });
});

describe('an office’s list of 1,000 decisions with two lines of headers, and days as four people write them', () => {
  const days = ['01.10.2024', '2023-04-01', 'WS 2022/23', 'SoSe 2021', '1.4.24', null];
  const said = ['anerkannt', 'abgelehnt', 'teilweise anerkannt', 'in Bearbeitung', 'Anerkannt '];
  const list = workbook([
    {
      name: 'Übersicht',
      merged: ['B2:D2', 'F2:J2'],
      rows: [
        ['Anerkennungsübersicht Prüfungsamt, Stand 12.11.2026'],
        ['Herkunft', null, null, null, 'Anerkennung an der Hochschule'],
        [
          ...['Hochschule', 'Modul-Nr.', 'Modultitel', 'ECTS', 'Modul-Nr.', 'Modultitel', 'ECTS'],
          ...['Entscheidung', 'Gültig ab', 'Bearbeiter/in'],
        ],
        ...Array.from({ length: 1_000 }, (_, n): Cell[] => {
          const isNo = n % 5 === 1;
          return [
            ...[
              ['TU Musterstadt', 'Uniwersytet Łódzki'][n % 2] ?? null,
              `MAT ${1_000 + n}`,
              `Modul ${n}`,
              '9,0',
            ],
            ...(isNo ? [null, null, null] : ['INF-204', `Eigenes ${n}`, n % 3 === 0 ? '2,5' : 5]),
            ...[said[n % 5] ?? null, days[n % 6] ?? null, 'Fr. M.'],
          ];
        }),
      ],
    },
  ]);

  test('comes to a clean check as it is proposed, with the credits that were granted here', async () => {
    const { batchId } = await check(registrar, 'equivalencies', list);
    expect((await seen(registrar, batchId)).foreignUnit).toBeNull();
    expect(await match(registrar, batchId)).toBe(true);
    const counts = await checkImport(registrar, { batchId });
    expect([totals({ counts }), counts.leftOut]).toEqual([[800, 0, 0, 0], 200]);
    await startImport(registrar, {
      batchId,
      onBadRows: 'stop',
      expectedVersion: await versionOf(registrar, batchId),
    });
    await applyImport(registrar, { batchId });
    expect(
      await queryAsSuperuser(
        `SELECT definition #>> '{outcomes,0,lines,0,credits,amount}' AS amount FROM rule_version WHERE import_batch_id = $1 GROUP BY 1 ORDER BY 1`,
        [batchId],
      ),
    ).toEqual([{ amount: '2.5' }, { amount: '5' }, { amount: null }]);
  });

  test('where credits are of another unit, that is said before the check, and no row of it is taken', async () => {
    const american = await anInstitution({ homeUnit: 'US_SEM' });
    const ctx = ctxOf(await aPerson(american, 'registrar'));
    await aCourse(american, { code: 'INF-204', credits: '3' });
    const { batchId } = await check(ctx, 'equivalencies', list);
    expect((await seen(ctx, batchId)).foreignUnit).toEqual({ unit: 'ECTS', home: 'US_SEM' });
    expect(await match(ctx, batchId)).toBe(true);
    // The decided "no" states none.
    expect(totals({ counts: await checkImport(ctx, { batchId }) })).toEqual([200, 0, 0, 600]);
  });
});

describe('the character set of a file of one byte a sign', () => {
  const polish = (row: string) =>
    // Nothing in it that only Polish says, but for a letter at the end of a word.
    Buffer.from(`Miejsce;Zaj\xeacia;Za co u nas\n${row}\n`, 'latin1');

  test('is chosen by a person, kept with the file and with its shape, and read so from then on', async () => {
    const row = 'Uczelnia A;Dzia\xb3 1;INF-204';
    const { batchId } = await check(registrar, 'equivalencies', polish(row));
    const view = await seen(registrar, batchId);
    expect(view.charset).toMatchObject({ encoding: 'windows-1252' });
    expect(view.columns.map(({ name }) => name)).toContain('Zajêcia');
    const columns = ['institution', 'courses', 'targets'];
    await match(registrar, batchId, { columns, encoding: 'windows-1250' }, 'show');
    const shown = await seen(registrar, batchId);
    expect(shown.charset).toMatchObject({ encoding: 'windows-1250' });
    expect(shown.columns.map(({ name }) => name)).toContain('Zajęcia');
    expect(await match(registrar, batchId)).toBe(true);
    await checkImport(registrar, { batchId });
    const [stored] = await queryAsSuperuser<{ key: string; encoding: string }>(
      "SELECT r.key, b.counts->>'encoding' AS encoding FROM import_row r JOIN import_batch b ON b.id = r.batch_id WHERE b.id = $1",
      [batchId],
    );
    expect(stored).toEqual({ key: 'Dział 1, Uczelnia A', encoding: 'windows-1250' });

    const next = await check(registrar, 'equivalencies', polish('Uczelnia A;Dzia\xb3 2;INF-204'));
    const again = await seen(registrar, next.batchId);
    expect(again.remembered).not.toBeNull();
    expect(again.charset).toMatchObject({ encoding: 'windows-1250' });
    expect(again.columns.map(({ name, field }) => [name, field])).toContainEqual(['Zajęcia', 'courses']);
  });
});
