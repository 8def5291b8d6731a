import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { refuseEntry } from '@/lib/usecases/listing/answer-entry';
import { mergeEntry } from '@/lib/usecases/listing/merge-entry';
import { mergeOrganization } from '@/lib/usecases/organization/merge-organization';
import type { Context } from '@/lib/usecases/context';
import { aCourse, anInstitution, aPerson, type BuiltInstitution } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import type { ImportKind } from '@/lib/import/kind';
import { parseNotes } from '@/lib/import/note';
import { publishImported } from '@/lib/usecases/import/publish-imported';
import { applyImport, startImport } from '@/lib/usecases/import/apply-import';
import { viewImport } from '@/lib/usecases/import/view-import';
import { viewRow } from '@/lib/usecases/import/view-row';
import { check, importAll, outcomes, totals, versionOf } from './import-files';

let institution: BuiltInstitution;
let registrar: Context;
const entryOf = async (provider: string) => {
  const [entry] = await queryAsSuperuser<{ id: string; slug: string; v: number }>(
    'SELECT id, slug, row_version AS v FROM micro_credential WHERE title = $1 AND provider = $2',
    ['Star Charts', provider],
  );
  return entry ?? expect.fail('is not listed');
};

const entries =
  'title,provider,url,subject\nStar Charts,Sky School,https://sky.example/charts,Stars\nStar Charts,Sky School Inc.,https://sky.example/starcharts,Stars\n';
beforeAll(async () => {
  institution = await anInstitution();
  registrar = ctxOf(await aPerson(institution, 'registrar'));
  await aCourse(institution, { code: 'S-1', credits: '6' });
  await importAll(registrar, 'micro_credentials', entries);
  const [gone, stays] = [await entryOf('Sky School Inc.'), await entryOf('Sky School')];
  await mergeEntry(registrar, {
    microCredentialId: gone.id,
    into: stays.slug,
    reason: 'One maker',
    expectedVersion: gone.v,
  });
});

test('the file that listed both changes neither, whatever it says of the one that went', async () => {
  const changed = entries.replace('starcharts,Stars', 'starcharts,Planets');
  expect(totals(await importAll(registrar, 'micro_credentials', changed))).toEqual([0, 0, 2, 0]);
  expect(
    await queryAsSuperuser('SELECT subject FROM micro_credential WHERE provider = $1', ['Sky School Inc.']),
  ).toEqual([{ subject: 'Stars' }]);
});

test('a decision that names the one that went, in any way, is about the one that stays', async () => {
  const [gone, stays] = [await entryOf('Sky School Inc.'), await entryOf('Sky School')];
  const header = 'micro_credentials,provider,targets\n';
  expect(totals(await importAll(registrar, 'equivalencies', `${header}${gone.slug},,S-1\n`))).toEqual([
    1, 0, 0, 0,
  ]);
  for (const name of ['Star Charts,Sky School Inc.', 'https://sky.example/starcharts,', `${gone.id},`])
    expect(totals(await importAll(registrar, 'equivalencies', `${header}${name},S-1\n`)), name).toEqual([
      0, 0, 1, 0,
    ]);
  expect(
    await queryAsSuperuser("SELECT definition->'premise' AS premise FROM rule_version WHERE tenant_id = $1", [
      institution.id,
    ]),
  ).toEqual([{ premise: { mc: stays.id } }]);
});

test('a decision that names the provider by a name that was merged is about what that provider is called now', async () => {
  await importAll(
    registrar,
    'micro_credentials',
    'title,provider\nMoon Phases,Moon House\nMoon Rocks,Moon House Ltd\n',
  );
  const [gone, stays] = await queryAsSuperuser<{ id: string; slug: string; v: number }>(
    "SELECT id, slug, row_version AS v FROM organization WHERE folded IN ('moon house', 'moon house ltd') ORDER BY folded DESC",
  );
  await mergeOrganization(registrar, {
    organizationId: gone?.id ?? '',
    into: stays?.slug ?? '',
    expectedVersion: gone?.v ?? 0,
  });
  expect(
    totals(
      await importAll(
        registrar,
        'equivalencies',
        'micro_credentials,provider,targets\nMoon Phases,MOON HOUSE LTD,S-1\n',
      ),
    ),
  ).toEqual([1, 0, 0, 0]);
});

test('advice about the one that went is told of the one that stays', async () => {
  const gone = await entryOf('Sky School Inc.');
  expect(
    totals(
      await importAll(
        registrar,
        'recommendations',
        'title,provider,recommender,amount,unit,source_url\nStar Charts,Sky School Inc.,Sky Council,2,ECTS,https://example.test/advice\n',
      ),
    ),
  ).toEqual([1, 0, 0, 0]);
  const stays = await entryOf('Sky School');
  expect(await queryAsSuperuser('SELECT recommender FROM recommendations_on($1, NULL)', [stays.id])).toEqual([
    { recommender: 'Sky Council' },
  ]);
  expect(gone.id).not.toBe(stays.id);
});

describe('files that were checked before what they name was merged', () => {
  const listed = 'title,provider\nSun Spots,Sun House\nSun Spots,Sun House Ltd\nSun Rays,Sun House Ltd\n';
  const files: [ImportKind, string][] = [
    [
      'micro_credentials',
      'title,provider,subject\nSun Spots,Sun House Ltd,Suns\nSun Rays,Sun House Ltd,Rays\nSun Dogs,Sun House Ltd,Dogs\n',
    ],
    [
      'recommendations',
      'title,provider,recommender,amount,unit,source_url\nSun Spots,Sun House Ltd,ACE,3,US_SEM,https://ace.example/1\nSun Rays,Sun House Ltd,ACE,3,US_SEM,https://ace.example/2\n',
    ],
    [
      'equivalencies',
      'micro_credentials,provider,targets\nSun Spots,Sun House Ltd,S-1\nSun Rays,Sun House Ltd,S-1\n',
    ],
    ['equivalencies', 'institution,courses,targets\nSun University,SUN 01,S-1\n'],
  ];
  const checked: string[] = [];
  beforeAll(async () => {
    await importAll(registrar, 'micro_credentials', listed);
    const entries =
      'kind,title,provider,code\nexternal_course,Suns,Sun University,SUN 1\nexternal_course,Suns,Sun University,SUN 01\n';
    await importAll(registrar, 'micro_credentials', entries);
    for (const [kind, content] of files) checked.push((await check(registrar, kind, content)).batchId);
    const [gone] = await queryAsSuperuser<{ id: string; v: number }>(
      "SELECT id, row_version AS v FROM micro_credential WHERE title = 'Sun Spots' AND provider = 'Sun House Ltd'",
    );
    const [stays] = await queryAsSuperuser<{ slug: string }>(
      "SELECT slug FROM micro_credential WHERE title = 'Sun Spots' AND provider = 'Sun House'",
    );
    await mergeEntry(registrar, {
      microCredentialId: gone?.id ?? '',
      into: stays?.slug ?? '',
      reason: 'One maker',
      expectedVersion: gone?.v ?? 0,
    });
    const [course, other] = await queryAsSuperuser<{ id: string; slug: string; v: number }>(
      "SELECT id, slug, row_version AS v FROM micro_credential WHERE provider = 'Sun University' ORDER BY title",
    );
    await mergeEntry(registrar, {
      microCredentialId: course?.id ?? '',
      into: other?.slug ?? '',
      reason: 'One maker',
      expectedVersion: course?.v ?? 0,
    });
    const [from, to] = await queryAsSuperuser<{ id: string; slug: string; v: number }>(
      "SELECT id, slug, row_version AS v FROM organization WHERE folded IN ('sun house', 'sun house ltd') ORDER BY folded DESC",
    );
    await mergeOrganization(registrar, {
      organizationId: from?.id ?? '',
      into: to?.slug ?? '',
      expectedVersion: from?.v ?? 0,
    });
  });

  test.each(files.map(([kind], at) => [kind, at] as const))('%s are applied', async (_, at) => {
    const batchId = checked[at] ?? '';
    await startImport(registrar, {
      batchId,
      onBadRows: 'stop',
      expectedVersion: await versionOf(registrar, batchId),
    });
    expect(totals({ counts: await applyImport(registrar, { batchId }) }).at(-1)).toBe(0);
  });
});

test('what another institution has imported, and not published, when the entry is merged stays approved and says why', async () => {
  const house = await anInstitution();
  const [one, two] = [ctxOf(await aPerson(house, 'registrar')), ctxOf(await aPerson(house, 'registrar'))];
  await aCourse(house, { code: 'S-1', credits: '6' });
  await importAll(registrar, 'micro_credentials', 'title,provider\nComets,Sky A\nComets,Sky B\n');
  const { batchId } = await importAll(
    one,
    'equivalencies',
    'micro_credentials,provider,targets\nComets,Sky B,S-1\n',
  );
  const [stays, gone] = await queryAsSuperuser<{ id: string; slug: string; v: number }>(
    "SELECT id, slug, row_version AS v FROM micro_credential WHERE title = 'Comets' ORDER BY provider",
  );
  await mergeEntry(registrar, {
    microCredentialId: gone?.id ?? '',
    into: stays?.slug ?? '',
    reason: 'One maker',
    expectedVersion: gone?.v ?? 0,
  });
  expect(
    await publishImported(two, { batchId, expectedVersion: await versionOf(one, batchId) }),
  ).toMatchObject({ published: 0, refused: 1 });
});

test('courses of an institution that was merged are listed once, under the name that stands', async () => {
  const courses = (institution: string, code: string) =>
    importAll(registrar, 'equivalencies', `institution,courses,targets\n${institution},${code},S-1\n`);
  await courses('Cloud College', 'CL 1');
  await courses('Cloud College Ltd', 'CL 9');
  const [from, to] = await queryAsSuperuser<{ id: string; slug: string; v: number }>(
    "SELECT id, slug, row_version AS v FROM organization WHERE folded IN ('cloud college', 'cloud college ltd') ORDER BY folded DESC",
  );
  await mergeOrganization(registrar, {
    organizationId: from?.id ?? '',
    into: to?.slug ?? '',
    expectedVersion: from?.v ?? 0,
  });
  expect(totals(await courses('Cloud College Ltd', 'CL 1'))).toEqual([0, 0, 1, 0]);
  expect(totals(await courses('Cloud College Ltd', 'CL 2'))).toEqual([1, 0, 0, 0]);
  // Listed under the former name, and decided about: it stays what it is.
  expect(totals(await courses('Cloud College Ltd', 'CL 9'))).toEqual([0, 0, 1, 0]);
  expect(
    await queryAsSuperuser(
      "SELECT title, provider FROM micro_credential WHERE provider LIKE 'Cloud College%' ORDER BY title",
    ),
  ).toEqual([
    { title: 'CL 1', provider: 'Cloud College' },
    { title: 'CL 2', provider: 'Cloud College' },
    { title: 'CL 9', provider: 'Cloud College Ltd' },
  ]);
});

test('a decision about an entry that the institution it names has refused is asked about, and can be taken all the same', async () => {
  const named = await anInstitution({ name: `Refusing ${randomUUID().slice(0, 8)}` });
  await importAll(registrar, 'micro_credentials', `title,provider\nMeteors,${named.name}\n`);
  const [entry] = await queryAsSuperuser<{ id: string; slug: string; v: number }>(
    "SELECT id, slug, row_version AS v FROM micro_credential WHERE title = 'Meteors'",
  );
  const decision = `micro_credentials,targets\n${entry?.slug ?? ''},S-1\n`;
  const before = await check(registrar, 'equivalencies', decision);
  expect(await outcomes(registrar, before.batchId)).toEqual([['new', 'rule/grants']]);
  await refuseEntry(ctxOf(await aPerson(named, 'registrar')), {
    microCredentialId: entry?.id ?? '',
    reason: 'We never awarded this.',
    expectedVersion: entry?.v ?? 0,
  });
  const { batchId } = await check(registrar, 'equivalencies', decision);
  const { rows } = await viewImport(registrar, { batchId, outcome: null, page: 1 });
  expect(parseNotes(rows.rows[0]?.reason ?? '')).toMatchObject([
    { code: 'rule/grants' },
    { code: 'sources/refused', values: { title: 'Meteors', by: named.name } },
  ]);
  const cell = (await viewRow(registrar, { batchId, line: 2 })).cells.find(
    ({ name }) => name === 'micro_credentials',
  );
  expect(cell?.reasons).toMatchObject([{ code: 'sources/refused' }]);
  expect(totals(await importAll(registrar, 'equivalencies', decision))).toEqual([1, 0, 0, 0]);
});
