import { beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '@/lib/usecases/context';
import { aCourse, anInstitution, aPerson, type BuiltInstitution } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { check, importAll, outcomes, totals } from './import-files';

let institution: BuiltInstitution;
let registrar: Context;

beforeAll(async () => {
  institution = await anInstitution();
  registrar = ctxOf(await aPerson(institution, 'registrar'));
  await aCourse(institution, { code: 'N-1', credits: '6' });
  await importAll(
    registrar,
    'micro_credentials',
    'title,provider,platform,url\nTide Tables,Sea School,,https://www.sea.example/tides/\nTide Tables,Harbour School,,\nKnots,Sea School,Ropes Online,\n',
  );
  await importAll(
    registrar,
    'recommendations',
    'title,provider,recommender,external_id,amount,unit,source_url\nTide Tables,Sea School,Sea Council,SEA-0042,2,ECTS,https://example.test/advice\n',
  );
});

const header = 'micro_credentials,provider,targets\n';
const entryOf = async (title: string, provider: string) => {
  const [entry] = await queryAsSuperuser<{ id: string; slug: string }>(
    'SELECT id, slug FROM micro_credential WHERE title = $1 AND provider = $2',
    [title, provider],
  );
  if (!entry) throw new Error(`${title} is not listed`);
  return entry;
};

describe('a decision names its certificate', () => {
  test('by title and provider, page, number, identifier or address word: each time it is the same decision', async () => {
    const { id, slug } = await entryOf('Tide Tables', 'Sea School');
    expect(
      totals(await importAll(registrar, 'equivalencies', `${header}tide  TABLES,sea school,N-1\n`)),
    ).toEqual([1, 0, 0, 0]);
    for (const name of [
      `${slug},`,
      `http://sea.example/tides,`,
      `sea-0042,`,
      `${id.toUpperCase()},`,
      `Tide Tables,Sea School`,
    ])
      expect(totals(await check(registrar, 'equivalencies', `${header}${name},N-1\n`)), name).toEqual([
        0, 0, 1, 0,
      ]);
    const json = { sources: [{ micro_credential: 'Tide Tables', provider: 'Sea School' }], targets: ['N-1'] };
    expect(totals(await check(registrar, 'equivalencies', `${JSON.stringify(json)}\n`))).toEqual([
      0, 0, 1, 0,
    ]);
    const rules = await queryAsSuperuser<{ premise: unknown }>(
      "SELECT definition->'premise' AS premise FROM rule_version WHERE tenant_id = $1",
      [institution.id],
    );
    expect(rules).toEqual([{ premise: { mc: id } }]);
  });

  test('in two ways in one file, with two decisions: the second contradicts', async () => {
    const { slug } = await entryOf('Tide Tables', 'Sea School');
    const { batchId } = await check(
      registrar,
      'equivalencies',
      `${header}${slug},,N-1\nTide Tables,Sea School,NONE\n`,
    );
    expect(await outcomes(registrar, batchId)).toEqual([
      ['unchanged', 'rule/waits-for-publication'],
      ['rejected', 'rule/contradicts'],
    ]);
  });

  test('in a way that may mean several, or none: the row is rejected, and those that may be meant are named', async () => {
    const { batchId } = await check(
      registrar,
      'equivalencies',
      `${header}Tide Tables,,N-1\nTide Tables,Nobody,N-1\nTides,,N-1\nKnots,,N-1\n`,
    );
    expect(await outcomes(registrar, batchId)).toEqual([
      ['rejected', 'sources/ambiguous\nsources/candidate\nsources/candidate'],
      ['rejected', 'sources/other-provider\nsources/candidate\nsources/candidate'],
      ['rejected', 'sources/not-listed'],
      ['new', 'rule/grants'],
    ]);
  });
});

describe('a recommendation names its certificate', () => {
  const columns = 'title,provider,platform,recommender,amount,unit,source_url\n';

  test('by title and provider, where they name one entry alone, and is the same as with its platform', async () => {
    const row = (platform: string) =>
      `${columns}Knots,Sea School,${platform},Rope Council,1,ECTS,https://example.test/k\n`;
    expect(totals(await importAll(registrar, 'recommendations', row('')))).toEqual([1, 0, 0, 0]);
    expect(totals(await check(registrar, 'recommendations', row('Ropes Online')))).toEqual([0, 0, 1, 0]);
  });

  test('with another provider: rejected, and those that may be meant are named', async () => {
    const { batchId } = await check(
      registrar,
      'recommendations',
      `${columns}Knots,Nobody,,Rope Council,1,ECTS,https://example.test/k\nNo such,Nobody,,Rope Council,1,ECTS,https://example.test/k\n`,
    );
    expect(await outcomes(registrar, batchId)).toEqual([
      ['rejected', 'sources/other-provider\nsources/candidate'],
      ['rejected', 'recommendation/not-listed'],
    ]);
  });
});
