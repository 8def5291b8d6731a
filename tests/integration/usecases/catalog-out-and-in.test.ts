import { randomUUID } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { findListedEntries, type ListedEntry } from '@/lib/db/listed-entries';
import * as published from '@/lib/db/published-listings';
import { findRecommendations } from '@/lib/db/recommendations';
import { withTenant } from '@/lib/db/tx';
import type { FileForm } from '@/lib/export/cells';
import type { ListingContent } from '@/lib/micro-credential/listing-content';
import { naturalKeyOf, slugOf } from '@/lib/micro-credential/natural-key';
import type { Context } from '@/lib/usecases/context';
import { exportEntries } from '@/lib/usecases/export/export-entries';
import { exportRecommendations } from '@/lib/usecases/export/export-recommendations';
import type { ExportedFile } from '@/lib/usecases/export/exported-file';
import {
  aMicroCredential,
  anInstitution,
  aPerson,
  aRule,
  type BuiltInstitution,
  oneForOne,
} from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { randomContent } from '@/tests/support/random-entry';
import { check, importAll, outcomes, totals } from './import/import-files';

let institution: BuiltInstitution;
let editor: Context;

beforeEach(async () => {
  institution = await anInstitution();
  editor = ctxOf(await aPerson(institution, 'registrar'));
});

/** As an installation is that has no catalog yet. */
async function emptyCatalog(): Promise<void> {
  await queryAsSuperuser(`
    BEGIN; SET LOCAL session_replication_role = replica;
    DELETE FROM recommendation; DELETE FROM learning_outcome; DELETE FROM micro_credential_version;
    DELETE FROM micro_credential_component; DELETE FROM micro_credential; COMMIT`);
}

const bytesOf = async (file: Promise<ExportedFile>) => {
  const pieces: Uint8Array[] = [];
  for await (const piece of (await file).pieces) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
};
const textOf = async (file: Promise<ExportedFile>) => (await bytesOf(file)).toString();
const taken = (ctx: Context, form: FileForm = 'csv', show: 'own' | 'others' = 'own', words = '') =>
  textOf(exportEntries(ctx, form, { show, words }));
const allOf = { show: 'own', words: '' } as const;
const rowsIn = (csv: string) => parse<Record<string, string>>(csv, { bom: true, columns: true });
const withText = { withText: true };

/** Lists an entry as publishing a listing does, with these versions. */
async function list(contents: readonly ListingContent[], parts: readonly string[] = []): Promise<string> {
  const [tenantId, id, first] = [institution.id, randomUUID(), contents[0]];
  if (first === undefined) throw new Error('An entry is listed with a version.');
  await withTenant(editor.database, { tenantId }, async (tx) => {
    const naturalKey = naturalKeyOf({ kind: 'certificate', ...first });
    const slug = `${slugOf(first.title).slice(0, 60)}-${id.slice(0, 8)}`;
    await published.insertEntry(
      tx,
      { tenantId, id, slug, naturalKey, kind: 'certificate', source: 'form', at: editor.now },
      first,
    );
    for (const content of contents)
      await published.insertVersion(tx, { tenantId, id: randomUUID(), microCredentialId: id }, content);
    await published.saveComponents(tx, tenantId, id, parts);
  });
  return id;
}

/** Random entries, one to three versions each; some consist of others. */
async function aCatalog(entries: number, seed: number): Promise<void> {
  const contents = fc.sample(
    fc.uniqueArray(randomContent, { selector: ({ label }) => label, minLength: 1, maxLength: 3 }),
    { numRuns: entries, seed },
  );
  const ids: string[] = [];
  for (const [n, [first, ...others]] of contents.entries()) {
    if (first === undefined) continue;
    const of = (content: ListingContent) => ({ ...content, title: `${first.title} ${n}` });
    const { label: _, ...own } = of(first);
    const identity = [
      'title',
      'provider',
      'platform',
      'awardingBody',
      'url',
      'language',
      'subject',
      'skills',
    ] as const;
    const versions = others.map((other) => ({
      ...other,
      ...Object.fromEntries(identity.map((field) => [field, own[field]])),
    })) as ListingContent[];
    ids.push(await list([of(first), ...versions], n % 5 === 4 ? ids.slice(-2) : []));
  }
}

/** The entries of the institution as its editor sees them, without what names rows of the database. */
async function entriesOf(ctx: Context): Promise<object[]> {
  const rows = await queryAsSuperuser<{ id: string }>('SELECT id FROM micro_credential ORDER BY slug');
  const entries = await withTenant(ctx.database, { tenantId: institution.id }, (tx) =>
    findListedEntries(
      tx,
      rows.map(({ id }) => id),
    ),
  );
  return entries.map(shown);
}
function shown({ slug, kind, isWithdrawn, content, versions }: ListedEntry): object {
  return { slug, kind, isWithdrawn, content, versions: versions.map((version) => version.content) };
}

/** What third parties may advise, as a file of theirs says it. */
const randomAdvice = fc.record({
  recommender: fc.constantFrom('Example Council', 'Ä; "so" | Rat'),
  external_id: fc.constantFrom('', '0012-3', '-7', '1e5'),
  amount: fc.constantFrom('', '3', '8/3', '1.234'),
  is_maximum: fc.constantFrom('', 'yes', 'no'),
  unit: fc.constantFrom('ECTS', 'US_SEM', 'HOURS'),
  levels: fc.constantFrom('', 'LD', 'LD; UD'),
  subjects: fc.constantFrom('', 'Statistics', 'Data\\; or so; C++'),
  pass_mark: fc.constantFrom('', '70'),
  workload_hours: fc.constantFrom('', '120'),
  valid_from: fc.constantFrom('', '2026-01-01', '2025-01-01'),
  valid_to: fc.constantFrom('', '2028-12-31'),
  source_url: fc.constant('https://example.org/advice?a=1;b|c'),
  retrieved_on: fc.constantFrom('', '2026-09-01'),
  confidence: fc.constantFrom('', 'low', 'confirmed'),
  note: fc.constantFrom('', '-ism; "so"'),
});

async function adviceOf(ctx: Context): Promise<object[]> {
  const rows = await queryAsSuperuser<{ id: string }>('SELECT id FROM recommendation ORDER BY natural_key');
  return (
    await withTenant(ctx.database, { tenantId: institution.id }, (tx) =>
      findRecommendations(
        tx,
        rows.map(({ id }) => id),
      ),
    )
  ).map(({ key, recommender, facts }) => ({ key, recommender, facts }));
}

/** Every third certificate with random advice about it; nothing is advised twice. */
async function someAdvice(seed: number): Promise<void> {
  const entries = rowsIn(await taken(editor)).filter((_, n) => n % 3 === 0);
  const rows = fc
    .sample(randomAdvice, { numRuns: entries.length * 2, seed })
    .map((row, n) => ({
      ...row,
      external_id: row.external_id && `${row.external_id}/${n}`,
      about: entries[n >> 1],
    }))
    .map(({ about, ...row }) => ({
      title: about?.['title'],
      provider: about?.['provider'],
      platform: about?.['platform'],
      ...row,
    }));
  const file = rows.map((row) => JSON.stringify(row)).join('\n');
  await importAll(editor, 'recommendations', file, { onBadRows: 'skip' });
}

describe.each(['csv', 'jsonl', 'xlsx'] as const)('as %s', (form) => {
  test('the law: the catalog brought into an empty one is the same catalog, and brought back it changes nothing', async () => {
    await emptyCatalog();
    await aCatalog(60, form === 'csv' ? 7 : 11);
    const [before, file] = [await entriesOf(editor), await bytesOf(exportEntries(editor, form, allOf))];
    const rows = (await queryAsSuperuser('SELECT id FROM micro_credential_version')).length;
    expect(totals(await check(editor, 'micro_credentials', file, withText))).toEqual([0, 0, rows, 0]);

    await emptyCatalog();
    expect(totals(await check(editor, 'micro_credentials', file, withText))).toEqual([rows, 0, 0, 0]);
    expect(totals(await importAll(editor, 'micro_credentials', file, withText))).toEqual([rows, 0, 0, 0]);
    expect(await entriesOf(editor)).toEqual(before);
    expect(totals(await importAll(editor, 'micro_credentials', file, withText))).toEqual([0, 0, rows, 0]);
    expect((await bytesOf(exportEntries(editor, form, allOf))).equals(file)).toBe(true);
  });

  test('the law of what third parties advise: brought into a catalog without, it is the same advice, and brought back nothing', async () => {
    await emptyCatalog();
    await aCatalog(30, 5);
    await someAdvice(form === 'csv' ? 3 : 9);
    const before = await adviceOf(editor);
    expect(before.length).toBeGreaterThan(20);
    const file = await bytesOf(exportRecommendations(editor, form, allOf));
    const [none, all] = [
      [0, 0, before.length, 0],
      [before.length, 0, 0, 0],
    ];
    expect(totals(await check(editor, 'recommendations', file))).toEqual(none);
    await queryAsSuperuser('DELETE FROM recommendation');
    expect(totals(await importAll(editor, 'recommendations', file))).toEqual(all);
    expect(await adviceOf(editor)).toEqual(before);
    expect(totals(await importAll(editor, 'recommendations', file))).toEqual(none);
  });
});

test('the file holds what the list shows under its words, all pages, and others’ entries apart', async () => {
  for (let n = 0; n < 30; n++)
    await aMicroCredential(institution, { title: n < 28 ? `Found ${n}` : `Other ${n}` });
  const stranger = await anInstitution();
  await aMicroCredential(stranger, { title: 'Found elsewhere' });
  expect(rowsIn(await taken(editor, 'csv', 'own', 'found'))).toHaveLength(28);
  expect(rowsIn(await taken(editor, 'csv', 'others', 'found')).map(({ title }) => title)).toEqual([
    'Found elsewhere',
  ]);
});

test('an entry that somebody corrects in the file is changed there, and what consists of what stays', async () => {
  const [part, other] = [
    await aMicroCredential(institution, { title: 'Part' }),
    await aMicroCredential(institution, { title: 'Other part' }),
  ];
  for (const { id } of [part, other])
    await queryAsSuperuser(
      `UPDATE micro_credential SET natural_key = 'certificate||example provider|' || lower(title) WHERE id = $1`,
      [id],
    );
  const lines = (parts: string, price: string) =>
    [
      'title,provider,components,version,price,currency',
      `Whole,Example Provider,${parts},1,${price},EUR`,
    ].join('\n');
  expect(totals(await importAll(editor, 'micro_credentials', lines(part.slug, '49')))).toEqual([1, 0, 0, 0]);
  const { batchId, counts } = await importAll(editor, 'micro_credentials', lines(other.slug, '59'));
  expect(totals({ counts })).toEqual([0, 1, 0, 0]);
  expect(await outcomes(editor, batchId)).toEqual([['changed', 'components/kept\nchange/cell']]);
  const [whole] = rowsIn(await taken(editor, 'csv', 'own', 'whole'));
  expect(whole).toMatchObject({ components: part.slug, price: '59', currency: 'EUR' });
});

test('what cannot be meant, and what cannot be a part, is rejected with its reason', async () => {
  const author = await aPerson(institution, 'evaluator');
  const decided = await aMicroCredential(institution, { title: 'Decided' });
  await aRule(institution, author, { definition: oneForOne(decided.id, 'INF 101'), status: 'published' });
  const { batchId } = await check(
    editor,
    'micro_credentials',
    [
      'title,provider,version,components,address_word,price,currency,credit_amount,credit_unit,quality_assured_by,quality_source_on,quality_until,evidence_links',
      'A,P,1,nowhere,a,,,,,,,,',
      'B,P,1,b,b,,,,,,,,',
      `C,P,1,${decided.slug},c,,,,,,,,`,
      'D,P,1,,d,49,,,,,,,',
      'E,P,1,,e,49,euro,,,,,,',
      'F,P,1,,f,,,3,,,,,',
      'G,P,1,,g,,,3,HOURS,,,,',
      'H,P,1,,h,,,,,Agency,,,',
      'I,P,1,,i,,,,,Agency,2026-02-01,2026-01-01,',
      'J,P,1,,j,,,,,,,,https://a:b@example.org',
      'K,P,1,,K k,,,,,,,,',
      'L,P,1,,l,,,,,,,,',
      'L,P,2,l,l,,,,,,,,',
      'L,P,,,l,,,,,,,,',
    ].join('\n'),
  );
  expect(await outcomes(editor, batchId)).toEqual([
    ['rejected', 'components/not-listed'],
    ['rejected', 'components/not-listed'],
    ['rejected', 'components/fixed'],
    ['rejected', 'cell/goes-with'],
    ['rejected', 'currency/bad'],
    ['rejected', 'cell/goes-with'],
    ['rejected', 'choice/bad'],
    ['rejected', 'cell/goes-with\ncell/goes-with'],
    ['rejected', 'span/reversed\ncell/goes-with'],
    ['rejected', 'url/bad'],
    ['rejected', 'address-word/bad'],
    ['new', ''],
    ['rejected', 'row/contradicts'],
    ['rejected', 'row/contradicts'],
  ]);
});

test('what an entry has of a word that another has already is its own word, and parts are found by that of the file', async () => {
  const { id } = await aMicroCredential(institution, { title: 'Elsewhere' });
  await queryAsSuperuser(`UPDATE micro_credential SET slug = 'data' WHERE id = $1`, [id]);
  const file = [
    'title,provider,version,address_word,components',
    'Data,P,1,data,',
    'Data,P,2,data,',
    'Whole,P,1,whole,data',
  ].join('\n');
  expect(totals(await importAll(editor, 'micro_credentials', file))).toEqual([3, 0, 0, 0]);
  const rows = rowsIn(await taken(editor));
  const data = rows.filter(({ title }) => title === 'Data').map(({ address_word }) => address_word);
  expect(data).toEqual([expect.stringMatching(/^data-[0-9a-f]{8}$/), data[0]]);
  expect(rows.find(({ title }) => title === 'Whole')).toMatchObject({
    address_word: 'whole',
    components: data[0],
  });
});

test('advice about a certificate that is called otherwise by now is still that advice', async () => {
  const row = (title: string, amount: string) =>
    [
      'title,provider,recommender,external_id,amount,unit,source_url',
      `${title},Example Provider,Council,X-1,${amount},ECTS,https://example.org/1`,
    ].join('\n');
  await importAll(editor, 'micro_credentials', 'title,provider\nBefore renaming,Example Provider');
  await importAll(editor, 'recommendations', row('Before renaming', '3'));
  await queryAsSuperuser(
    `UPDATE micro_credential SET title = 'After renaming', natural_key = replace(natural_key, 'before', 'after') WHERE title = 'Before renaming'`,
  );
  const file = await textOf(exportRecommendations(editor, 'csv', { show: 'own', words: 'renaming' }));
  expect(totals(await importAll(editor, 'recommendations', file))).toEqual([0, 0, 1, 0]);
  const later = ctxOf(editor.actor, { day: '2026-11-26' });
  expect(totals(await check(later, 'recommendations', row('After renaming', '4')))[0]).toBe(0);
});

test('a visitor takes out nothing', async () => {
  for (const taking of [exportEntries, exportRecommendations])
    await expect(taking(ctxOf(), 'csv', { show: 'own', words: '' })).rejects.toMatchObject({
      code: 'unauthenticated',
    });
});
