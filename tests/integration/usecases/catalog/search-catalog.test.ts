import { beforeAll, describe, expect, test } from 'vitest';
import { visitor } from '@/lib/access/actor';
import { everything } from '@/lib/catalog/search-query';
import { listCatalog, searchCatalog } from '@/lib/usecases/catalog/search-catalog';
import {
  aCourse,
  aMicroCredential,
  anInstitution,
  aPolicyInForce,
  aProgram,
  aRuleVersion,
  earns,
} from '@/tests/support/builders/catalog';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

beforeAll(async () => {
  const [north, south] = [await anInstitution('north'), await anInstitution('south', 'US_SEM')];
  await aPolicyInForce(north, { homeUnit: 'ECTS' });
  await aPolicyInForce(south, { homeUnit: 'US_SEM' });
  await aProgram(north, 'BSC');
  const python = await aMicroCredential(north, { title: 'Python for Everybody' });
  await aRuleVersion({
    tenantId: north,
    code: 'R-1',
    definition: {
      ...earns(python.id, 'INF', '3'),
      outcomes: [{ lines: [{ kind: 'elective', target: 'any', credits: { amount: '3', unit: 'US_SEM' } }] }],
    },
    names: [python.id],
  });
  await aRuleVersion({
    tenantId: south,
    code: 'R-1',
    definition: { ...earns(python.id, 'CS', '3'), deny: true },
    names: [python.id],
  });
  const course = await aMicroCredential(south, { title: 'Catalog credit' });
  await aCourse(south, 'CS-9', '4');
  await aRuleVersion({
    tenantId: south,
    code: 'R-9',
    definition: {
      premise: { mc: course.id },
      outcomes: [{ lines: [{ kind: 'course', target: 'CS-9', credits: { catalog: true } }] }],
    },
    names: [course.id],
  });
  for (let n = 0; n < 24; n++) await aMicroCredential(north, { title: `Course ${n}`, kind: 'course' });
});

describe('searchCatalog', () => {
  test('shows the best answer in the institution’s own unit, and who gives and who refuses', async () => {
    const { results } = await searchCatalog(ctxOf(), { ...everything, words: 'python' });
    expect(results).toMatchObject([
      {
        standing: 'published',
        best: { institution: { slug: 'north' }, offer: { amount: '6', unit: 'ECTS', total: '6', ects: '6' } },
        givenBy: ['north University'],
        refusedBy: ['south University'],
      },
    ]);
  });

  test('takes credit from the course where the rule does', async () => {
    expect(
      (await searchCatalog(ctxOf(), { ...everything, words: 'catalog credit' })).results[0]?.best?.offer,
    ).toMatchObject({ amount: '4', unit: 'US_SEM' });
  });

  test('finds a certificate by the course that it counts as, however its code is written, as that is called on the day', async () => {
    // The database takes no version that begins before the institution's own day.
    const [today] = await queryAsSuperuser<{ day: string }>(
      `SELECT (now() AT TIME ZONE i.time_zone)::date::text AS day FROM institution i JOIN course c ON c.tenant_id = i.id WHERE c.code = 'CS-9'`,
    );
    const day = today?.day ?? '';
    const foundBy = async (words: string) =>
      (await searchCatalog(ctxOf(visitor, { day }), { ...everything, words })).results.map(
        ({ title }) => title,
      );
    expect(await foundBy('cs 9')).toEqual(['Catalog credit']);
    expect(await foundBy('rhetoric')).toEqual([]);
    await queryAsSuperuser(
      `INSERT INTO course_version (tenant_id, course_id, first_day, title, credits, kind, status)
       SELECT tenant_id, id, $1, 'Rhetoric', '4', 'course', 'active' FROM course WHERE code = 'CS-9'`,
      [day],
    );
    expect(await foundBy('rhetoric')).toEqual(['Catalog credit']);
    await queryAsSuperuser(
      `UPDATE rule_version v SET status = 'suspended', row_version = v.row_version + 1 FROM equivalency_rule e WHERE e.id = v.rule_id AND e.code = 'R-9'`,
    );
    expect(await foundBy('cs 9')).toEqual([]);
  });

  test('offers the programs of the institution asked for', async () => {
    const { programs, total } = await searchCatalog(ctxOf(), {
      ...everything,
      institution: 'north',
      program: 'BSC',
    });
    expect(programs.map(({ code }) => code)).toEqual(['BSC']);
    expect(total).toBe(1);
  });

  test('an institution that is not here is left out, and said to be unknown', async () => {
    const view = await searchCatalog(ctxOf(), { ...everything, institution: 'nope', program: 'BSC' });
    const all = await searchCatalog(ctxOf(), everything);
    expect(view.problems).toEqual([{ field: 'institution', reason: 'not-known', value: 'nope' }]);
    expect([view.query.institution, view.query.program, view.total]).toEqual([null, null, all.total]);
    expect([view.facets.standing, all.problems]).toEqual([all.facets.standing, []]);
  });

  test('puts mistyped words right, and says that it did', async () => {
    const read = async (words: string) => {
      const { reading, results } = await searchCatalog(ctxOf(), { ...everything, words });
      return [reading, results[0]?.title];
    };
    expect(await read('pyton everybody')).toEqual(['forgiving', 'Python for Everybody']);
    expect(await read('pyhton everybody')).toEqual(['forgiving', 'Python for Everybody']);
    expect(await read('python')).toEqual(['typed', 'Python for Everybody']);
    expect(await read('python qqqqqqq')).toEqual(['nearest', 'Python for Everybody']);
    expect(await read('qqqqqqq')).toEqual(['nearest', undefined]);
  });

  test('whoever walks the catalog is told of an institution or a program that nobody has', async () => {
    const walked = (query: object) => listCatalog(ctxOf(), { ...everything, ...query }, undefined, 5);
    const unknown = (field: string) => ({
      code: 'invalid_input',
      reason: 'catalog/bad-search',
      details: { problems: [{ field, reason: 'not-known' }] },
    });
    await expect(walked({ institution: 'nope' })).rejects.toMatchObject(unknown('institution'));
    await expect(walked({ institution: 'north', program: 'NOPE' })).rejects.toMatchObject(unknown('program'));
    expect((await walked({ institution: 'north', program: 'BSC' })).total).toBe(1);
  });

  test('a homoglyph finds what it imitates', async () => {
    expect((await searchCatalog(ctxOf(), { ...everything, words: 'рython' })).total).toBe(1);
  });

  test('a page beyond the last one is the last one', async () => {
    const view = await searchCatalog(ctxOf(), { ...everything, page: 400 });
    expect(view).toMatchObject({ total: 26, pages: 2, query: { page: 2 } });
    expect(view.results).toHaveLength(6);
  });

  test.each([
    `'; DROP TABLE micro_credential; --`,
    `%_\\`,
    `a & b | !c:*`,
    `"unclosed`,
    '\u202E\u0000',
    '½ №',
    'ŉ ʼ ’',
  ])('hostile words are words: %j', async (words) => {
    const { total, reading } = await searchCatalog(ctxOf(), { ...everything, words });
    expect(total === 0 || reading !== 'typed').toBe(true);
  });
});

test('the whole catalog can be walked, each entry once', async () => {
  const seen: string[] = [];
  let after: Parameters<typeof listCatalog>[2];
  do {
    const { results, next } = await listCatalog(ctxOf(), everything, after, 7);
    seen.push(...results.map(({ slug }) => slug));
    after = next ?? undefined;
  } while (after);
  expect(new Set(seen).size).toBe(26);
  expect(seen).toHaveLength(26);
});
