import { beforeAll, describe, expect, test } from 'vitest';
import { csvLine } from '@/lib/export/csv-cell';
import { everything, type SearchQuery } from '@/lib/catalog/search-query';
import { compareEntries } from '@/lib/usecases/catalog/compare-entries';
import { todayIn } from '@/lib/usecases/context';
import { listCatalog, searchCatalog } from '@/lib/usecases/catalog/search-catalog';
import { tableColumns, tabulateCatalog } from '@/lib/usecases/catalog/tabulate-catalog';
import {
  aMicroCredential,
  anInstitution,
  aPolicyInForce,
  aProgram,
  aRuleVersion,
  earns,
} from '@/tests/support/builders/catalog';
import { wordsOfCodes } from '@/tests/support/table-words';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

const slugs: Record<string, string> = {};

beforeAll(async () => {
  const north = await anInstitution('north');
  const south = await anInstitution('south');
  for (const tenantId of [north, south]) await aPolicyInForce(tenantId, { homeUnit: 'ECTS' });
  await aProgram(north, 'P');
  const entry = async (title: string, provider: string, hours?: string) => {
    const { id, slug } = await aMicroCredential(north, { title, provider, ...(hours && { hours }) });
    slugs[title] = slug;
    return id;
  };
  const python = await entry('Python', 'Michigan', '80');
  await queryAsSuperuser("UPDATE micro_credential SET created_at = '2026-03-31T23:30:00Z' WHERE id = $1", [
    python,
  ]);
  const data = await entry('Data', '=SUM(A1)', '27/2');
  await queryAsSuperuser(
    "UPDATE micro_credential_version SET effort = '3–6 months' WHERE micro_credential_id = $1",
    [data],
  );
  await queryAsSuperuser(
    "UPDATE micro_credential SET url = 'https://michigan.example/python', isced_f = '0613', cip = '11.0201' WHERE id = $1",
    [python],
  );
  await queryAsSuperuser(
    "UPDATE micro_credential_version SET country = 'US' WHERE micro_credential_id = $1",
    [python],
  );
  await queryAsSuperuser(
    `WITH quiet AS (SELECT set_config('session_replication_role', 'replica', true))
     UPDATE organization SET country = 'CA', url = 'https://michigan.example', steward_tenant_id = $1, stated_at = now(), row_version = row_version + 1
       FROM quiet WHERE name = 'Michigan'`,
    [north],
  );
  await entry('Welding', 'TAFE');
  const rule = (tenantId: string, code: string, id: string, amount: string, more: object = {}) =>
    aRuleVersion({ tenantId, code, definition: earns(id, `C-${code}`, amount, more), names: [id] });
  await rule(north, 'R-1', python, '3');
  await rule(north, 'R-2', python, '7.5', { programs: ['P'] });
  await rule(south, 'R-1', python, '10');
  await rule(south, 'R-2', data, '4', { deny: true, outcomes: [] });
}, 60_000);

describe('side by side', () => {
  test('each institution that decided about any of them says what it gives for each; who said nothing is not a no', async () => {
    const { entries, rows, unknown, today } = await compareEntries(ctxOf(), [
      slugs['Python'] ?? '',
      slugs['Data'] ?? '',
      'no-such-slug',
    ]);
    expect(entries.map(({ title }) => title)).toEqual(['Python', 'Data']);
    expect(unknown).toBe(1);
    expect(entries.map(({ workloadHours, effort }) => [workloadHours, effort])).toEqual([
      ['80', null],
      ['27/2', '3–6 months'],
    ]);
    expect([entries[0]?.listedOn, today]).toEqual(['2026-03-31', todayIn(ctxOf(), 'UTC')]);
    expect(
      rows.map(({ institution: { slug }, answers }) => [
        slug,
        answers.map((one) => [one.standing, one.best?.ects ?? null, one.others]),
      ]),
    ).toEqual([
      [
        'north',
        [
          ['published', '7.5', 1],
          ['undecided', null, 0],
        ],
      ],
      [
        'south',
        [
          ['published', '10', 0],
          ['refused', null, 0],
        ],
      ],
    ]);
  });

  test('who has come to nothing about any of them is named, with how each stands there', async () => {
    const { silent, rows } = await compareEntries(ctxOf(), [slugs['Welding'] ?? '', slugs['Data'] ?? '']);
    expect(rows.map(({ institution: { slug } }) => slug)).toEqual(['south']);
    expect(silent.institutions.map(({ slug }) => slug)).toEqual(['north']);
    expect(silent.standings).toEqual(['undecided', 'undecided']);
  });

  test('of none there is nothing', async () => {
    expect(await compareEntries(ctxOf(), [])).toEqual({
      entries: [],
      rows: [],
      silent: { institutions: [], standings: [] },
      leftOut: [],
      unknown: 0,
      today: todayIn(ctxOf(), 'UTC'),
      isCut: false,
    });
  });
});

describe('as a table', () => {
  const table = async (query: Partial<SearchQuery>) => {
    const rows: string[][] = [];
    for await (const some of await tabulateCatalog(
      ctxOf(),
      { ...everything, ...query },
      (slug) => `/${slug}`,
      wordsOfCodes,
    ))
      rows.push(...some);
    return rows;
  };
  const column = (row: readonly string[] = [], name: (typeof tableColumns)[number]) =>
    row[tableColumns.indexOf(name)];

  test('the results of a search stand in its order, with what they earn where they are looked for', async () => {
    const rows = await table({ sort: 'title' });
    expect(rows.map((row) => row[0])).toEqual(['Data', 'Python', 'Welding']);
    const [, python] = rows;
    expect(python).toHaveLength(tableColumns.length);
    expect([column(python, 'credit_ects'), column(python, 'given_at'), column(python, 'hours')]).toEqual([
      '10',
      'north south',
      '80',
    ]);
    expect([column(python, 'country'), column(python, 'page')]).toEqual([
      'US',
      'https://michigan.example/python',
    ]);
    expect(
      ['isced_f', 'cip', 'organization_country', 'organization_page'].map((name) =>
        column(python, name as 'cip'),
      ),
    ).toEqual(['0613', '11.0201', 'CA', 'https://michigan.example']);
    expect(rows.map((row) => row.length)).toEqual(rows.map(() => tableColumns.length));
    expect([column(python, 'listed_by'), column(python, 'confirmed_by')]).toEqual([expect.any(String), '']);
    expect(column(python, 'listed_by')).not.toBe('');
    const [here] = await table({ institution: 'north' });
    expect([column(here, 'title'), column(here, 'credit_ects'), column(here, 'given_at')]).toEqual([
      'Python',
      '7.5',
      'north',
    ]);
    expect(
      (
        ['credit', 'credit_unit', 'credit_is_most', 'credit_as_stated', 'credit_at', 'conditions'] as const
      ).map((name) => column(here, name)),
    ).toEqual(['7.5', 'ECTS', 'no', 'no', 'north', 'programs P']);
    // The same for people, in the words of the pages.
    expect(
      (
        [
          'kind_in_words',
          'standing_in_words',
          'credit_unit_in_words',
          'credit_at_name',
          'conditions_in_words',
          'given_at_names',
        ] as const
      ).map((name) => column(here, name)),
    ).toEqual([
      'Certificate',
      'Gives credit',
      'ECTS',
      'north University',
      'in Program P only',
      'north University',
    ]);
    const [no] = await table({ institution: 'south', standing: ['refused'] });
    expect(['title', 'given_at', 'credit', 'conditions'].map((name) => column(no, name as 'title'))).toEqual([
      'Data',
      '',
      '',
      '',
    ]);
    const [inOther] = await table({ institution: 'north', standing: ['published'], countsIn: ['P'] });
    expect(column(inOther, 'title')).toBe('Python');
  });

  test('a name that a spreadsheet would calculate is text', async () => {
    const [data = []] = await table({ sort: 'title' });
    expect(csvLine(data)).toContain(",'=SUM(A1),");
  });

  test('what it names has to be here', async () => {
    await expect(table({ institution: 'nowhere' })).rejects.toMatchObject({ reason: 'catalog/bad-search' });
    await expect(table({ givenAt: ['nowhere'] })).rejects.toMatchObject({ reason: 'catalog/bad-search' });
  });
});

describe('choices', () => {
  test('by institution, program and amount, each counted as if nothing were chosen in it', async () => {
    const query = { ...everything, institution: 'north', credit: ['6-to-12' as const] };
    const { total, facets } = await listCatalog(ctxOf(), query, undefined, 10, true);
    expect(total).toBe(1);
    expect(facets.countsIn).toEqual([{ value: 'P', count: 1 }]);
    expect(facets.givenAt).toEqual([
      { value: 'north', count: 1 },
      { value: 'south', count: 1 },
    ]);
    expect(facets.credit).toEqual([{ value: '6-to-12', count: 1 }]);
  });

  test('a value is looked for by a part of its name, whatever its accents and case', async () => {
    const named = async (query: Partial<SearchQuery>) =>
      (await searchCatalog(ctxOf(), { ...everything, ...query })).facets;
    expect((await named({ named: { provider: 'MICH' } })).provider).toEqual([
      { value: 'Michigan', count: 1 },
    ]);
    expect((await named({ named: { givenAt: 'south univ' } })).givenAt).toEqual([
      { value: 'south', count: 1 },
    ]);
    expect((await named({ named: { provider: 'nobody' } })).provider).toEqual([]);
  });

  test('an institution that is not here is left out, and said', async () => {
    const { query, problems, total } = await searchCatalog(ctxOf(), {
      ...everything,
      givenAt: ['north', 'nowhere'],
    });
    expect([query.givenAt, problems, total]).toEqual([
      ['north'],
      [{ field: 'givenAt', reason: 'not-known', value: 'nowhere' }],
      1,
    ]);
  });
});

describe('a search that finds nothing', () => {
  test('leads to those of its parts that find something, and to no others', async () => {
    const { total, leads } = await searchCatalog(ctxOf(), {
      ...everything,
      words: 'python',
      provider: ['TAFE'],
      maxHours: 10,
    });
    expect(total).toBe(0);
    expect(leads.map(({ query: _, ...lead }) => lead)).toEqual([{ without: 'filters', total: 1 }]);
  });
});

test('what is in no catalog takes nobody’s place, and what is one too many is named', async () => {
  const north = await anInstitution('side-north');
  const entries = [];
  for (const title of ['One', 'Two', 'Three', 'Four', 'Five'])
    entries.push(await aMicroCredential(north, { title }));
  const {
    entries: beside,
    leftOut,
    unknown,
  } = await compareEntries(ctxOf(), ['no-such-slug', ...entries.map(({ slug }) => slug)]);
  expect(beside.map(({ title }) => title)).toEqual(['One', 'Two', 'Three', 'Four']);
  expect([leftOut, unknown]).toEqual([['Five'], 1]);
});
