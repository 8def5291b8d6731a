import { parse } from 'csv-parse/sync';
import { beforeEach, describe, expect, test } from 'vitest';
import type { FileForm } from '@/lib/export/cells';
import type { ImportKind } from '@/lib/import/kind';
import { parseRuleQuery } from '@/lib/rule/list-query';
import { RuleDefinition } from '@/lib/rule/rule-version';
import type { Context } from '@/lib/usecases/context';
import { exportCourses, exportPrograms } from '@/lib/usecases/export/export-curriculum';
import type { ExportedFile } from '@/lib/usecases/export/exported-file';
import { exportRules } from '@/lib/usecases/export/export-rules';
import { publishImported } from '@/lib/usecases/import/publish-imported';
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
import { lastAuditEntry } from '@/tests/support/audit-trail';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { importAll, outcomes, totals, versionOf } from './import/import-files';

let institution: BuiltInstitution;
let reader: Context;
let author: Awaited<ReturnType<typeof aPerson>>;

beforeEach(async () => {
  institution = await anInstitution();
  author = await aPerson(institution, 'evaluator');
  reader = ctxOf(await aPerson(institution, 'registrar'));
});

const bytesOf = async (file: Promise<ExportedFile>) => {
  const pieces: Uint8Array[] = [];
  for await (const piece of (await file).pieces) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
};
const textOf = async (file: Promise<ExportedFile>) => (await bytesOf(file)).toString();
const rulesOf = (
  ctx: Context,
  form: FileForm = 'csv',
  query: Record<string, string> = { state: 'published' },
) => textOf(exportRules(ctx, form, parseRuleQuery(query)));
const bookOf = (ctx: Context, form: FileForm) =>
  bytesOf(exportRules(ctx, form, parseRuleQuery({ state: 'published' })));
const rowsIn = (csv: string) => parse<Record<string, string>>(csv, { bom: true, columns: true });
/** What a file says, without the number of the version and the days that publishing gave it. */
const saidIn = (csv: string) =>
  rowsIn(csv).map(({ version: _, claim_from: __, claim_to: ___, ...said }) => said);

/** Courses, programs and rules of every kind that columns can and cannot say. */
async function aBook(): Promise<void> {
  for (const [code, credits, kind] of [
    ['INF 101', '6', 'course'],
    ['MAT-2XX', null, 'elective'],
    ['C++ 4', '3', 'course'],
  ] as const)
    await aCourse(institution, {
      code,
      credits,
      kind,
      title: `About ${code}; "so"`,
      outcomes: ['One | two', 'Three; four'],
    });
  await aProgram(institution, {
    code: 'BSC-INF',
    limits: [{ id: 'cap', type: 'max', scope: { all: true }, amount: '30' }],
  });
  // In the order in which an import writes what is held together.
  const [a, b] = [
    await aMicroCredential(institution, { title: 'A' }),
    await aMicroCredential(institution, { title: 'B' }),
  ].sort((one, other) => (one.slug < other.slug ? -1 : 1)) as [BuiltMicroCredential, BuiltMicroCredential];
  const lines = (target: string, credits: object = { amount: '3' }, kind = 'course') => [
    { lines: [{ kind, target, credits }] },
  ];
  const book: [string, object, string?][] = [
    ['RPL-001', oneForOne(a.id, 'INF 101')],
    [
      'RPL-002',
      {
        programs: ['BSC-INF'],
        premise: {
          all: [
            { mc: a.id, minScore: '70' },
            { mc: b.id, minScore: '70' },
          ],
        },
        outcomes: lines('C++ 4', { catalog: true }),
      },
    ],
    [
      'RPL-003',
      {
        premise: { any: [{ mc: a.id }, { mc: b.id }] },
        outcomes: lines('MAT-2XX', { fromSource: true }, 'elective'),
      },
    ],
    [
      'RPL-004',
      {
        premise: { mc: b.id, proctored: true, maxAge: { years: 5 } },
        outcomes: [...lines('INF 101'), ...lines('C++ 4')],
        overrides: ['RPL-001'],
        tags: ['ACE'],
        exclusive: 'one',
        termWindow: { from: '2026-09-01' },
      },
    ],
    ['RPL-005', { premise: { mc: b.id }, outcomes: [], deny: true }, 'No examination.'],
    [
      'RPL-006',
      {
        premise: { assessment: 'Challenge exam', minScore: '60' },
        outcomes: lines('INF 101'),
        claimWindow: { to: '2030-12-31' },
      },
    ],
    ['RPL-007', { premise: { mc: a.id }, outcomes: lines('Breadth', { amount: '3' }, 'genEd') }],
  ];
  for (const [code, definition, publicNote = ''] of book)
    await aRule(institution, author, {
      code,
      title: `Mapping ${code}`,
      definition: RuleDefinition.parse(definition),
      status: 'published',
      publicNote,
    });
}

describe.each(['csv', 'jsonl', 'xlsx'] as const)('as %s', (form) => {
  test('the law: an export brought into an empty institution, and exported there, is the same book', async () => {
    await aBook();
    const other = await anInstitution();
    const importer = ctxOf(await aPerson(other, 'registrar'));
    const publisher = ctxOf(await aPerson(other, 'registrar'));
    for (const [kind, taken] of [
      ['courses', exportCourses],
      ['programs', exportPrograms],
    ] as const)
      expect(
        totals(await importAll(importer, kind, await bytesOf(taken(reader, form)), { withText: true }))[3],
      ).toBe(0);
    const { batchId, counts } = await importAll(importer, 'equivalencies', await bookOf(reader, form));
    expect(totals({ counts })).toEqual([7, 0, 0, 0]);
    await publishImported(publisher, { batchId, expectedVersion: await versionOf(importer, batchId) });

    expect(saidIn(await rulesOf(publisher))).toEqual(saidIn(await rulesOf(reader)));
    for (const taken of [exportCourses, exportPrograms]) {
      const named = ({ source: _, ...row }: Record<string, string>) => row;
      expect(rowsIn(await textOf(taken(publisher, 'csv'))).map(named)).toEqual(
        rowsIn(await textOf(taken(reader, 'csv'))).map(named),
      );
    }
  });

  test('brought back where it comes from, it changes nothing', async () => {
    await aBook();
    expect(totals(await importAll(reader, 'equivalencies', await bookOf(reader, form)))).toEqual([
      0, 0, 7, 0,
    ]);
    expect(
      totals(
        await importAll(reader, 'courses', await bytesOf(exportCourses(reader, form)), { withText: true }),
      ),
    ).toEqual([0, 0, 3, 0]);
    expect(totals(await importAll(reader, 'programs', await bytesOf(exportPrograms(reader, form))))).toEqual([
      0, 0, 1, 0,
    ]);
  });
});

test.each(['csv', 'jsonl', 'xlsx'] as const)(
  'the law of units, as %s: of a book that came from another unit, nothing that states credits is taken',
  async (form) => {
    await aBook();
    const other = await anInstitution({ homeUnit: 'US_SEM' });
    const importer = ctxOf(await aPerson(other, 'registrar'));
    const skipping = { withText: true, onBadRows: 'skip' } as const;
    const into = async (kind: ImportKind, file: Promise<ExportedFile>) => {
      const { batchId } = await importAll(importer, kind, await bytesOf(file), skipping);
      return (await outcomes(importer, batchId)).map(([outcome, reason]) =>
        reason === 'unit/other' ? reason : outcome,
      );
    };
    // The collective place has no credits, so nothing of it can be taken wrong.
    expect(await into('courses', exportCourses(reader, form))).toEqual(['unit/other', 'unit/other', 'new']);
    expect(await into('programs', exportPrograms(reader, form))).toEqual(['unit/other']);
    // What stands as the catalog here has it states none either.
    for (const code of ['INF 101', 'C++ 4']) await aCourse(other, { code, credits: '3' });
    await aProgram(other, { code: 'BSC-INF' });
    const decided = await into(
      'equivalencies',
      exportRules(reader, form, parseRuleQuery({ state: 'published' })),
    );
    expect(decided.filter((outcome) => outcome === 'unit/other')).toHaveLength(4);
    expect(decided.filter((outcome) => outcome === 'new')).toHaveLength(3);
    const amounts = await queryAsSuperuser<{ definition: string }>(
      'SELECT definition::text FROM rule_version WHERE tenant_id = $1',
      [other.id],
    );
    expect(amounts.filter(({ definition }) => definition.includes('"amount"'))).toEqual([]);
  },
);

test('a file without the unit is read in one’s own, as ever', async () => {
  const american = await anInstitution({ homeUnit: 'US_SEM' });
  const importer = ctxOf(await aPerson(american, 'registrar'));
  const file = 'code,title,credits\nMAT 101,Calculus,3\n';
  expect(totals(await importAll(importer, 'courses', file))).toEqual([1, 0, 0, 0]);
  expect(rowsIn(await textOf(exportCourses(importer, 'csv')))).toMatchObject([
    { code: 'MAT 101', credits: '3', credit_unit: 'US_SEM' },
  ]);
});

test('the file holds what the list shows under its filters, and all of its pages', async () => {
  await aCourse(institution, { code: 'INF 101' });
  const { id } = await aMicroCredential(institution);
  for (let n = 0; n < 30; n++)
    await aRule(institution, author, {
      code: `R-${n}`,
      title: n < 28 ? 'Found' : 'Other',
      definition: oneForOne(id, 'INF 101'),
      status: n === 0 ? 'draft' : 'published',
    });
  expect(rowsIn(await rulesOf(reader, 'csv', { words: 'found' }))).toHaveLength(28);
  expect(
    rowsIn(await rulesOf(reader, 'csv', { words: 'found', state: 'draft' })).map(({ rule }) => rule),
  ).toEqual(['R-0']);
});

test('what is written in the file is what changes: the same code is the same mapping', async () => {
  await aBook();
  const [header = '', ...lines] = (await rulesOf(reader)).split('\r\n');
  const edited = [header, lines[0]?.replaceAll('INF 101 (6)', 'INF 101 (4)')].join('\r\n');
  const { batchId, counts } = await importAll(reader, 'equivalencies', edited);
  expect(totals({ counts })).toEqual([0, 1, 0, 0]);
  expect(await outcomes(reader, batchId)).toEqual([['changed', 'change/cell']]);
});

test('what was not published, names no department or is said twice is rejected with its reason', async () => {
  await aBook();
  const [draft, department, both, broken] = ['RPL-101', 'RPL-102', 'RPL-103', 'RPL-104'];
  const { batchId } = await importAll(
    reader,
    'equivalencies',
    [
      'rule,state,department,micro_credentials,targets,definition',
      `${draft},draft,,certificate,INF 101,`,
      `${department},published,XXX,,,"{""premise"":{""assessment"":""Exam"",""minScore"":""60""},""outcomes"":[]}"`,
      `${both},published,,,INF 101,"{""premise"":{""assessment"":""Exam"",""minScore"":""60""},""outcomes"":[]}"`,
      `${broken},published,,,,"{""premise"":{}}"`,
    ].join('\n'),
    { onBadRows: 'skip' },
  );
  expect((await outcomes(reader, batchId)).map(([, reasons]) => reasons.split('\n')[0])).toEqual([
    'rule/not-in-force',
    'department/unknown',
    'definition/and-columns',
    'definition/bad',
  ]);
});

test('nobody takes out another institution’s book, and a visitor none', async () => {
  await aBook();
  const stranger = await anInstitution();
  expect(rowsIn(await rulesOf(ctxOf(await aPerson(stranger, 'registrar')), 'csv', {}))).toEqual([]);
  await expect(exportRules(ctxOf(), 'csv', parseRuleQuery({}))).rejects.toMatchObject({
    code: 'unauthenticated',
  });
});

test('who took what out is on record, with the filters and how many', async () => {
  await aBook();
  await rulesOf(reader, 'jsonl', { state: 'published', words: 'rpl-00' });
  expect(await lastAuditEntry(institution.id)).toMatchObject({
    action: 'file.export',
    actor_id: reader.actor.kind === 'staff' ? reader.actor.personId : '',
    summary: 'rules exported: 7',
    after: {
      what: 'rules',
      form: 'jsonl',
      count: 7,
      filters: { state: 'published', words: 'rpl-00' },
    },
  });
  await textOf(exportCourses(reader, 'csv'));
  expect(await lastAuditEntry(institution.id)).toMatchObject({ summary: 'courses exported: 3' });
});

test('what was superseded is named so, and brought back it changes nothing', async () => {
  await aBook();
  const before = await rulesOf(reader);
  const edited = before.replaceAll('INF 101 (6)', 'INF 101 (4)');
  const { batchId } = await importAll(reader, 'equivalencies', edited);
  const publisher = ctxOf(await aPerson(institution, 'registrar'), { day: '2026-11-26' });
  await publishImported(publisher, { batchId, expectedVersion: await versionOf(reader, batchId) });
  const both = rowsIn(await rulesOf(publisher, 'csv', {})).filter(({ rule }) => rule === 'RPL-001');
  expect(both.map(({ version, state, targets }) => [version, state, targets])).toEqual([
    ['1', 'superseded', 'INF 101 (6)'],
    ['2', 'published', 'INF 101 (4)'],
  ]);
  const again = await importAll(publisher, 'equivalencies', await rulesOf(publisher, 'csv', {}), {
    onBadRows: 'skip',
  });
  expect(totals(again)).toEqual([0, 0, 7, 1]);
});

test('a place that only has a name may be granted with an amount of its own, and comes back', async () => {
  const { id } = await aMicroCredential(institution);
  await aRule(institution, author, {
    code: 'RPL-050',
    title: 'Named only',
    status: 'published',
    definition: RuleDefinition.parse({
      premise: { mc: id },
      outcomes: [{ lines: [{ kind: 'elective', target: 'Data Analysis', credits: { amount: '3' } }] }],
    }),
  });
  expect(totals(await importAll(reader, 'equivalencies', await rulesOf(reader)))).toEqual([0, 0, 1, 0]);
});

test('what of a mapping an import leaves as it is, the row says', async () => {
  await aBook();
  const edited = (await rulesOf(reader)).replace('Mapping RPL-001', 'Renamed by a file');
  const { batchId } = await importAll(reader, 'equivalencies', edited);
  expect((await outcomes(reader, batchId)).filter(([, notes]) => notes !== '')).toEqual([
    ['unchanged', 'rule/title-kept'],
  ]);
});

test('a definition says everything or nothing, as deep as people write, within what a program can have', async () => {
  const whole = { premise: { assessment: 'Exam', minScore: '60' }, outcomes: [] };
  let deep: object = { assessment: 'Exam', minScore: '60' };
  for (let n = 0; n < 3_000; n++) deep = { any: [deep] };
  const lines = [
    { rule: 'D-1', targets: '', definition: whole, min_score: '50' },
    { rule: 'D-2', targets: '', definition: { ...whole, premise: deep } },
    { rule: 'D-3', targets: '', definition: { ...whole, programs: ['NOWHERE'] } },
    {
      rule: 'D-4',
      targets: '',
      definition: {
        ...whole,
        outcomes: [{ lines: [{ kind: 'block', target: 'X', credits: { amount: '999999' } }] }],
      },
    },
  ];
  const { batchId } = await importAll(
    reader,
    'equivalencies',
    lines.map((line) => JSON.stringify(line)).join('\n'),
    { onBadRows: 'skip' },
  );
  expect((await outcomes(reader, batchId)).map(([, notes]) => notes)).toEqual([
    'definition/and-columns',
    'definition/bad',
    'programs/unknown',
    'amount/too-much',
  ]);
});
