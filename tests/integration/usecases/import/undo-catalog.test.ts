import { beforeAll, expect, test } from 'vitest';
import { everything } from '@/lib/catalog/search-query';
import { addDays, type CivilDate, parseCivilDate } from '@/lib/kernel/civil-date';
import { searchCatalog } from '@/lib/usecases/catalog/search-catalog';
import { undoImport, viewUndo } from '@/lib/usecases/import/undo-import';
import {
  aCourse,
  aMicroCredential,
  anInstitution,
  aPerson,
  aRule,
  type BuiltInstitution,
  oneForOne,
} from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { appConnection, inRolledBackTransaction, queryAsSuperuser } from '@/tests/support/db';
import { importAll, versionOf } from './import-files';

/** The day that it is there by the clock of the database, by which what is kept of the catalog is dated. */
let day: CivilDate;
let here: BuiltInstitution;
let there: BuiltInstitution;
let person: Awaited<ReturnType<typeof aPerson>>;
let stranger: Awaited<ReturnType<typeof aPerson>>;
const on = () => ctxOf(person, { day });
/** What was said until now was said a day earlier, as if a night had passed since. */
const aDayPasses = () =>
  queryAsSuperuser(
    `BEGIN; SET LOCAL session_replication_role = replica;
     UPDATE micro_credential SET first_day = first_day - 1; UPDATE micro_credential_version SET first_day = first_day - 1;
     UPDATE recommendation SET first_day = first_day - 1; UPDATE catalog_past SET first_day = first_day - 1, until_day = until_day - 1; COMMIT`,
  );

beforeAll(async () => {
  [here, there] = [await anInstitution(), await anInstitution()];
  const [row] = await queryAsSuperuser<{ day: string }>(
    `SELECT (now() AT TIME ZONE time_zone)::date::text AS day FROM institution WHERE id = $1`,
    [here.id],
  );
  day = parseCivilDate(row?.day ?? '');
  [person, stranger] = [await aPerson(here, 'registrar'), await aPerson(there, 'registrar')];
  for (const institution of [here, there])
    await aCourse(institution, { code: 'T-1', credits: '6', outcomes: [] });
});

const undo = async (batchId: string) =>
  undoImport(on(), { batchId, expectedVersion: await versionOf(on(), batchId) });
const plan = (batchId: string) => viewUndo(on(), { batchId, show: 'all', page: 1 });
const blockedBy = async (batchId: string) =>
  (await plan(batchId)).rows.flatMap(({ undone }) =>
    undone.becomes === 'blocked' ? undone.because.map(({ code }) => code) : [],
  );
/** All that the catalog says under this institution, but for the numbers of row versions and since when it says so. */
const said = async () => {
  const meta = `'{row_version,first_day,changed_at}'::text[]`;
  const [row] = await queryAsSuperuser<{ said: unknown }>(
    `SELECT json_build_object(
       'entries', (SELECT json_agg(to_jsonb(m) - ${meta} ORDER BY m.id) FROM micro_credential m WHERE m.steward_tenant_id = $1),
       'versions', (SELECT json_agg(to_jsonb(v) - ${meta} ORDER BY v.id) FROM micro_credential_version v WHERE v.steward_tenant_id = $1),
       'outcomes', (SELECT json_agg(to_jsonb(o) ORDER BY o.id) FROM learning_outcome o WHERE o.steward_tenant_id = $1),
       'parts', (SELECT json_agg(to_jsonb(c) ORDER BY c.whole_id, c.part_id) FROM micro_credential_component c WHERE c.steward_tenant_id = $1),
       'advice', (SELECT json_agg(to_jsonb(r) - ${meta} ORDER BY r.id) FROM recommendation r WHERE r.steward_tenant_id = $1)) AS said`,
    [here.id],
  );
  return row?.said;
};
/** What an entry said on a day. */
const hoursOn = async (title: string, when: string) => {
  const [row] = await queryAsSuperuser<{ hours: string }>(
    `SELECT v.workload_hours AS hours FROM micro_credential m CROSS JOIN LATERAL versions_on(m.id, $2::date) v WHERE m.title = $1 AND m.steward_tenant_id = $3`,
    [title, when, here.id],
  );
  return row?.hours;
};
const idOf = async (title: string) => {
  const [row] = await queryAsSuperuser<{ id: string }>(
    `SELECT id FROM micro_credential WHERE title = $1 AND steward_tenant_id = $2`,
    [title, here.id],
  );
  return row?.id ?? '';
};
const found = async (words: string, when: string) =>
  (await searchCatalog(ctxOf(undefined, { day: when }), { ...everything, words })).total;
const head = 'title,provider,kind,workload_hours,outcomes\n';
const first = (name: string, hours: string, more = 'Sow; Reap') =>
  `${head}${name},Undo provider,certificate,${hours},${more}\n`;

test('a file of certificates is taken back on its day: what it added is gone, what it changed says what it said, on every day', async () => {
  await importAll(on(), 'micro_credentials', first('Farming', '20'));
  await aDayPasses();
  const before = await said();
  const { batchId } = await importAll(
    on(),
    'micro_credentials',
    `${first('Farming', '30', 'Sow; Harvest; Sell')}Beekeeping,Undo provider,certificate,5,Listen\n`,
  );
  expect(await hoursOn('Farming', day)).toBe('30');
  expect(await found('Beekeeping', day)).toBe(1);
  expect(await plan(batchId)).toMatchObject({
    whyNot: null,
    mayUndo: true,
    all: 2,
    tally: { withdrawn: 1, setBack: 1, blocked: 0 },
  });
  await undo(batchId);
  const [trail] = await queryAsSuperuser<{ summary: string }>(
    `SELECT summary FROM audit_event WHERE action = 'import.undo' AND object_id = $1`,
    [batchId],
  );
  expect(trail?.summary).toBe('import undone: 1 removed, 1 set back');
  expect(await said()).toEqual(before);
  expect([await hoursOn('Farming', day), await hoursOn('Farming', addDays(day, -1))]).toEqual(['20', '20']);
  expect(await found('Beekeeping', day)).toBe(0);
  // The same file brings the same again, on the next day.
  await aDayPasses();
  await importAll(on(), 'micro_credentials', first('Farming', '30'));
  expect([await hoursOn('Farming', addDays(day, -1)), await hoursOn('Farming', day)]).toEqual(['20', '30']);
});

test('taken back on a later day, the days between keep what they said', async () => {
  await importAll(on(), 'micro_credentials', first('Milling', '20'));
  await aDayPasses();
  const before = await said();
  const { batchId } = await importAll(on(), 'micro_credentials', first('Milling', '30'));
  await aDayPasses();
  await undo(batchId);
  expect(await said()).toEqual(before);
  expect([await hoursOn('Milling', addDays(day, -1)), await hoursOn('Milling', day)]).toEqual(['30', '20']);
});

test('nothing is taken back while something rests on one row, and each row says what does', async () => {
  const { batchId } = await importAll(on(), 'micro_credentials', first('Baking', '20'));
  const id = await idOf('Baking');
  const before = await said();
  // A draft of another institution, which nobody here may see.
  await aRule(there, stranger, { definition: oneForOne(id, 'T-1', '6'), status: 'draft' });
  expect(await blockedBy(batchId)).toEqual([]);
  await expect(undo(batchId)).rejects.toMatchObject({ reason: 'import/undo-rests-elsewhere' });
  expect(await said()).toEqual(before);
  await aRule(here, person, { definition: oneForOne(id, 'T-1', '6'), status: 'published' });
  await importAll(
    on(),
    'recommendations',
    'recommender,title,provider,amount,unit,source_url\nACE,Baking,Undo provider,3,US_SEM,https://example.org/a\n',
  );
  expect(await blockedBy(batchId)).toEqual(['undo/mapped', 'undo/advised', 'undo/named-elsewhere']);
  await expect(undo(batchId)).rejects.toMatchObject({ reason: 'import/undo-blocked' });
});

test('a file of recommendations is taken back: what is advised is as before', async () => {
  await importAll(on(), 'micro_credentials', first('Brewing', '20'));
  const entryId = await idOf('Brewing');
  const file = (amount: string, more = '') =>
    `recommender,title,provider,amount,unit,external_id,source_url\nACE,Brewing,Undo provider,${amount},US_SEM,X-1,https://example.org/a\n${more}`;
  await importAll(on(), 'recommendations', file('3'));
  await aDayPasses();
  const before = await said();
  const { batchId } = await importAll(
    on(),
    'recommendations',
    file('5', 'NCCRS,Brewing,Undo provider,2,US_SEM,X-2,https://example.org/b\n'),
  );
  expect((await plan(batchId)).tally).toMatchObject({ withdrawn: 1, setBack: 1, blocked: 0 });
  await undo(batchId);
  expect(await said()).toEqual(before);
  // Where a mapping is in force, what has stood beside it for a day stays.
  await aRule(here, person, { definition: oneForOne(entryId, 'T-1', '6'), status: 'published' });
  const again = await importAll(
    on(),
    'recommendations',
    'recommender,title,provider,amount,unit,external_id,source_url\nNCCRS,Brewing,Undo provider,2,US_SEM,X-2,https://example.org/b\n',
  );
  expect(await blockedBy(again.batchId)).toEqual([]);
  await aDayPasses();
  expect(await blockedBy(again.batchId)).toEqual(['undo/stood-since']);
});

test('the database lets nothing of the catalog be removed but what an applied import added', async () => {
  const entry = await aMicroCredential(here, { title: 'Kept for good' });
  await inRolledBackTransaction(appConnection, async (client) => {
    await client.query(`SELECT set_config('app.tenant_id', $1, true)`, [here.id]);
    await expect(client.query('DELETE FROM micro_credential WHERE id = $1', [entry.id])).rejects.toThrow(
      /only what an import added/,
    );
  });
});
