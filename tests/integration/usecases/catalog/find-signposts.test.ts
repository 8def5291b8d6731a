import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { everything, parseSearchQuery } from '@/lib/catalog/search-query';
import { titleKey } from '@/lib/search/title-key';
import { findSignposts, listSignposts } from '@/lib/usecases/catalog/find-signposts';
import { searchCatalog } from '@/lib/usecases/catalog/search-catalog';
import { suggestSearches } from '@/lib/usecases/catalog/suggest-searches';
import {
  aCourse,
  aMicroCredential,
  anInstitution,
  aPolicyInForce,
  aRuleVersion,
} from '@/tests/support/builders/catalog';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

const skills = ['Python', 'python', 'Data analysis', 'R', 'C++', 'Datenanalyse', 'Éthique des données'];
const providers = ['Google', 'IBM', 'Data Institute'];
const courses = [
  ['IT 101', 'Introduction to Data'],
  ['IT-1010', 'Data Ethics'],
  ['INF-204', 'Data Analysis'],
  ['MA 9', 'Nothing counts as this'],
] as const;

beforeAll(async () => {
  for (const slug of ['north', 'south']) {
    const tenantId = await anInstitution(slug);
    await aPolicyInForce(tenantId, { homeUnit: 'ECTS' });
    for (const [code, title] of courses) await aCourse(tenantId, code, '3', title);
    for (let at = 0; at < 8; at++) {
      const { id } = await aMicroCredential(tenantId, {
        title: `Entry ${slug} ${at}`,
        provider: providers[at % 3] ?? '',
        skills: skills.filter((_, place) => (at + place) % 3 === 0),
      });
      const [code] = courses[at % 3] ?? courses[0];
      await aRuleVersion({
        tenantId,
        code: `R-${at}`,
        definition: {
          premise: { mc: id },
          outcomes: [{ lines: [{ kind: 'course', target: code, credits: { amount: '3' } }] }],
        },
        names: [id],
        // One course is named by a rule that is no more.
        ...(slug === 'south' && at % 3 === 2 && { status: 'revoked' }),
      });
    }
  }
}, 60_000);

const told = async (words: string, institution: string | null = null) =>
  Object.fromEntries(
    (await findSignposts(ctxOf(), { words, institution })).map(({ kind, first }) => [
      kind,
      first.map(({ text, institutionName, count }) =>
        [text, institutionName, count].filter((part) => part !== null).join(' | '),
      ),
    ]),
  );

test.each(['IT 101', 'it101', 'it-101', 'It.101'])(
  'a course is found by its code, written as %s',
  async (words) => {
    const { course = [] } = await told(words);
    expect(course.slice(0, 2).sort()).toEqual([
      'IT 101 Introduction to Data | north University | 3',
      'IT 101 Introduction to Data | south University | 3',
    ]);
    expect(course.slice(2).sort()).toEqual([
      'IT-1010 Data Ethics | north University | 3',
      'IT-1010 Data Ethics | south University | 3',
    ]);
  },
);

test('what no certificate counts as now is no signpost, and of one institution only its own are', async () => {
  expect(await told('nothing')).toEqual({});
  expect((await told('inf 204'))['course']).toEqual(['INF-204 Data Analysis | north University | 2']);
  expect((await told('data', 'south'))['course']).toEqual([
    'IT 101 Introduction to Data | south University | 3',
    'IT-1010 Data Ethics | south University | 3',
  ]);
});

test('skills are told once however they are written, organizations by their page, institutions as well', async () => {
  expect((await told('python'))['skill']).toEqual(['Python | 10']);
  expect((await told('DONNEES'))['skill']).toHaveLength(1);
  expect((await told('c++'))['skill']).toEqual([expect.stringMatching(/^C\+\+ /)]);
  expect((await told('r'))['skill']).toBeUndefined();
  const organizations = await listSignposts(ctxOf(), {
    kind: 'organization',
    words: 'data',
    institution: null,
    page: 9,
  });
  expect(organizations).toMatchObject({
    page: 1,
    signposts: [{ text: 'Data Institute', address: '/organizations/data-institute' }],
  });
  expect((await told('nor'))['institution']).toEqual(['north University']);
});

test('each leads to as many certificates as it says', async () => {
  for (const { kind, first } of await findSignposts(ctxOf(), { words: 'data', institution: null }))
    for (const { address, count } of first.filter(() => kind === 'course' || kind === 'skill')) {
      const raw: Record<string, string[]> = {};
      for (const [name, value] of new URL(address, 'http://x').searchParams) (raw[name] ??= []).push(value);
      const { query, problems } = parseSearchQuery(raw);
      const view = await searchCatalog(ctxOf(), query);
      expect([address, problems, view.problems, view.total]).toEqual([address, [], [], count]);
    }
});

test('are as one statement over the tables tells them, for whatever is typed', async () => {
  const { now } = ctxOf();
  const rows = await queryAsSuperuser<{ kind: string; name: string; count: number }>(
    `SELECT 'course' AS kind, i.slug || ' ' || c.code || ' ' || c.title AS name, count(DISTINCT s.micro_credential_id)::int AS count
       FROM rule_version v JOIN institution i ON i.id = v.tenant_id JOIN rule_source s ON s.tenant_id = v.tenant_id AND s.rule_version_id = v.id
       CROSS JOIN LATERAL jsonb_path_query(v.definition, '$.outcomes[*].lines[*].target') target
       JOIN course c ON c.tenant_id = v.tenant_id AND c.code = target #>> '{}'
      WHERE v.status = 'published' AND v.published_at <= $1 GROUP BY i.slug, c.code, c.title
     UNION ALL
     SELECT 'skill', min(skill), count(DISTINCT m.id)::int FROM micro_credential m, unnest(m.skills) skill GROUP BY lower(skill)`,
    [now],
  );
  const words = [
    'it',
    '101',
    'it101',
    'dat',
    'data',
    'analy',
    'eth',
    'intro',
    'to',
    'é',
    'p',
    'py',
    'c++',
    'inf',
    '20',
    'x',
  ];
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }), async (typed) => {
      const text = typed.join(' ');
      const groups = await findSignposts(ctxOf(), { words: text, institution: null });
      const asked = titleKey(text).split(' ').filter(Boolean);
      const isCalled = (kind: string, name: string) => {
        const [slug = '', ...rest] = name.split(' ');
        const called = kind === 'course' ? rest.join(' ') : `${slug} ${rest.join(' ')}`;
        const code =
          kind === 'course' ? courses.find(([one]) => called.startsWith(`${one} `))?.[0] : undefined;
        const all = ` ${titleKey(called)} ${(code ?? '').replace(/[ -]/g, '').toLowerCase()} `;
        const longer = asked.some((word) => word.length > 1);
        return asked.every((word) => all.includes(longer ? ` ${word}` : ` ${word} `));
      };
      for (const kind of ['course', 'skill'] as const) {
        const expected =
          titleKey(text).length < 2
            ? []
            : rows.filter((row) => row.kind === kind && isCalled(kind, row.name));
        const found = groups.find((group) => group.kind === kind);
        expect([text, kind, found?.total ?? 0]).toEqual([text, kind, expected.length]);
        expect((found?.first ?? []).map(({ count }) => count).sort()).toEqual(
          expected.map(({ count }) => count).sort(),
        );
      }
    }),
    { numRuns: 60 },
  );
});

test('stand above the first page of results, and are suggested with the search at hand', async () => {
  const view = await searchCatalog(ctxOf(), { ...everything, words: 'data' });
  expect(view.signposts.map(({ kind, total, first }) => [kind, total, first.length])).toEqual([
    ['course', 5, 3],
    ['organization', 1, 1],
    ['skill', 1, 1],
  ]);
  const at = { ...everything, institution: 'north' };
  expect((await suggestSearches(ctxOf(), 'it101', at)).slice(0, 1)).toEqual([
    {
      kind: 'course',
      text: 'IT 101 Introduction to Data',
      by: 'north University',
      address: '/catalog?countsAs=IT+101&institution=north',
    },
  ]);
  expect((await suggestSearches(ctxOf(), 'pyth')).map(({ kind }) => kind)).toContain('skill');
});

test('whatever is typed is answered soon', async () => {
  for (const words of [
    'a '.repeat(5_000),
    '*'.repeat(300),
    '"'.repeat(300),
    '中'.repeat(300),
    '\u0301'.repeat(300),
  ]) {
    const before = process.cpuUsage();
    await findSignposts(ctxOf(), { words, institution: null });
    const { user } = process.cpuUsage(before);
    expect(user / 1_000).toBeLessThan(100);
  }
});
