import { beforeAll, describe, expect, test } from 'vitest';
import { nothingStated, statedHolding } from '@/lib/catalog/estimate-query';
import { everything } from '@/lib/catalog/search-query';
import { silentHoldings } from '@/lib/catalog/silent-holdings';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import { estimateCredit } from '@/lib/usecases/catalog/estimate-credit';
import { listInstitutions, viewStart } from '@/lib/usecases/catalog/list-institutions';
import { countPublicEntries, listPublicAddresses } from '@/lib/usecases/catalog/list-public-addresses';
import { searchCatalog } from '@/lib/usecases/catalog/search-catalog';
import { viewInstitution } from '@/lib/usecases/catalog/view-institution';
import { viewMicroCredential } from '@/lib/usecases/catalog/view-micro-credential';
import {
  aComponent,
  aCourse,
  aMicroCredential,
  anInstitution,
  aPolicyInForce,
  aRecommendation,
  aRuleVersion,
  earns,
} from '@/tests/support/builders/catalog';
import { visitor } from '@/lib/access/actor';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

let bundle: { id: string; slug: string };
let whole: { id: string; slug: string };
let part: { id: string; slug: string };
const view = (slug: string, over: Partial<Parameters<typeof viewMicroCredential>[1]> = {}) =>
  viewMicroCredential(ctxOf(), { slug, asOf: null, unit: null, ...over });

beforeAll(async () => {
  const [north, south] = [
    await anInstitution('north'),
    await anInstitution('south', 'US_SEM'),
    await anInstitution('west', 'UK_CATS'),
  ];
  await aPolicyInForce(north, { homeUnit: 'ECTS' });
  await aPolicyInForce(south, { homeUnit: 'US_SEM', conversions: { 'US_SEM>ECTS': '1.8' } });
  await aCourse(north, 'INF-1', '5', 'Data analysis');
  whole = await aMicroCredential(north, { title: 'Professional certificate', componentsImplied: true });
  part = await aMicroCredential(north, { title: 'Foundations', kind: 'course' });
  bundle = await aMicroCredential(north, { title: 'Bundle', componentsImplied: true });
  for (const { id } of [whole, bundle]) await aComponent(north, id, part.id);
  await aRecommendation(north, whole.id);
  await aRuleVersion({
    tenantId: north,
    code: 'R-1',
    definition: {
      premise: { mc: part.id, proctored: true },
      outcomes: [{ lines: [{ kind: 'course', target: 'INF-1', credits: { catalog: true } }] }],
    },
    names: [part.id],
    publishedAt: '2026-05-01T00:00:00Z',
  });
  await aRuleVersion({
    tenantId: south,
    code: 'R-1',
    definition: earns(whole.id, 'CS', '3'),
    names: [whole.id],
    claimTo: '2026-06-30',
  });
  await aRuleVersion({
    tenantId: south,
    code: 'R-2',
    definition: { ...earns(whole.id, 'CS', '3'), deny: true },
    names: [whole.id],
    publishedAt: '2026-07-01T00:00:00Z',
    publicNote: 'Too short.',
  });
  await aRuleVersion({
    tenantId: south,
    code: 'R-3',
    definition: earns(whole.id, 'CS', '9'),
    names: [whole.id],
    status: 'draft',
  });
});

describe('viewMicroCredential', () => {
  test('says who listed the entry: whatever it claims is the word of that institution', async () => {
    const [steward] = await queryAsSuperuser<{ name: string }>(
      'SELECT i.name FROM micro_credential m JOIN institution i ON i.id = m.steward_tenant_id WHERE m.id = $1',
      [whole.id],
    );
    expect((await view(whole.slug)).entry.listedBy).toBe(steward?.name);
  });

  test('says what each institution decided, and tells those apart that have not', async () => {
    const { decided, open, standing } = await view(whole.slug);
    expect(standing).toBe('published');
    expect(
      decided.map(({ institution, standing: own, rules }) => [
        institution.slug,
        own,
        rules.map(({ offer }) => offer.standing),
      ]),
    ).toEqual([
      ['north', 'published', ['published']],
      ['south', 'refused', ['refused', 'ended']],
    ]);
    expect(open.map(({ institution, standing: own }) => [institution.slug, own])).toEqual([
      ['west', 'recommended'],
    ]);
  });

  test('a certificate that implies its parts is answered for by their rules, with the course’s own credit and conditions', async () => {
    const [north] = (await view(whole.slug)).decided;
    expect(north?.rules[0]).toMatchObject({
      offer: {
        amount: '5',
        unit: 'ECTS',
        leaf: { proctored: true },
        ways: [{ microCredentials: [], assessments: [] }],
      },
      names: { courses: { 'INF-1': 'Data analysis' } },
    });
    expect((await view(part.slug)).open.map(({ institution }) => institution.slug)).toEqual([
      'south',
      'west',
    ]);
  });

  test('a certificate that no rule names is answered for by the rules of its parts, and nothing else has to be held', async () => {
    const [north] = (await view(bundle.slug)).decided;
    expect(north?.rules.map(({ offer }) => offer.ways)).toEqual([
      [{ microCredentials: [], assessments: [] }],
    ]);
  });

  test('tells what the course will carry and from when, but not on a page of a day gone by', async () => {
    await queryAsSuperuser(
      `INSERT INTO course_version (tenant_id, course_id, first_day, title, credits, level, kind, status)
       SELECT w.tenant_id, w.course_id, '2027-02-01', w.title, '3', w.level, w.kind, w.status
         FROM course_version w JOIN course c ON c.id = w.course_id WHERE c.code = 'INF-1' AND w.first_day IS NULL`,
    );
    const later = async (asOf: string | null) =>
      (await view(part.slug, { asOf: asOf === null ? null : parseCivilDate(asOf) })).decided[0]?.rules[0]
        ?.offer.later;
    expect(await later(null)).toEqual({ from: '2027-02-01', amount: '3' });
    expect(await later('2026-06-01')).toBeNull();
  });

  test('as of a day, shows what was public and in force then', async () => {
    const { decided, open } = await view(whole.slug, { asOf: parseCivilDate('2026-04-30') });
    expect(decided.map(({ institution, standing }) => [institution.slug, standing])).toEqual([
      ['south', 'published'],
    ]);
    expect(open.map(({ institution }) => institution.slug)).toEqual(['north', 'west']);
  });

  test('converts by the institution’s own direct pair, and not at all where there is none', async () => {
    const at = async (unit: 'ECTS' | 'AU_CP') =>
      (await view(whole.slug, { unit, asOf: parseCivilDate('2026-06-01') })).decided.map(
        ({ rules }) => rules[0]?.converted,
      );
    // The one that gives most comes first.
    expect(await at('ECTS')).toEqual(['5.4', '5']);
    expect(await at('AU_CP')).toEqual([null, null]);
  });

  test('refuses what is not there', async () => {
    await expect(view('nothing-here')).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('viewInstitution', () => {
  test('lists its public rules, findable by certificate, and counts what it has decided', async () => {
    const south = await viewInstitution(ctxOf(), { slug: 'south', words: '', page: 1 });
    expect(south.rules.map(({ code, offer }) => [code, offer.standing])).toEqual([
      ['R-2', 'refused'],
      ['R-1', 'ended'],
    ]);
    expect(south.counts).toEqual({ published: 0, refused: 1, considered: 0, undecided: 2 });
    expect((await viewInstitution(ctxOf(), { slug: 'north', words: 'foundations', page: 1 })).total).toBe(1);
    expect((await viewInstitution(ctxOf(), { slug: 'north', words: 'welding', page: 1 })).total).toBe(0);
    expect((await viewInstitution(ctxOf(), { slug: 'north', words: '', page: 99 })).page).toBe(1);
  });

  test('refuses what is not there', async () => {
    await expect(viewInstitution(ctxOf(), { slug: 'nowhere', words: '', page: 1 })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

test('the start page, the institutions and the addresses name what is public', async () => {
  expect((await listInstitutions(ctxOf())).map(({ slug, counts }) => [slug, counts.published])).toEqual([
    // The part, and the two that imply it.
    ['north', 3],
    ['south', 0],
    ['west', 0],
  ]);
  expect((await viewStart(ctxOf())).examples.map(({ slug }) => slug)).toEqual([bundle.slug, whole.slug]);
  const [first, second, third] = await Promise.all(
    [0, 1, 2].map((part) => listPublicAddresses(ctxOf(), part)),
  );
  expect(first?.map(({ path }) => path)).toEqual(expect.arrayContaining(['/', '/institutions/west']));
  // A rule that was published later than the entry was listed changed what is said of it.
  const dayOf = (slug: string) => second?.find(({ path }) => path === `/catalog/${slug}`)?.changedAt;
  expect(dayOf(part.slug)).toMatch(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  expect([await countPublicEntries(ctxOf()), third]).toEqual([second?.length, []]);
});

test('recommendations that nobody ended come first, then those that ended last', async () => {
  const entry = await aMicroCredential(await anInstitution('advised'), { title: 'Advised' });
  const steward = await anInstitution('adviser');
  for (const [amount, validTo] of [
    ['1', '2024-12-31'],
    ['2', undefined],
    ['3', '2027-12-31'],
  ] as const)
    await aRecommendation(steward, entry.id, { amount, ...(validTo !== undefined && { validTo }) });
  expect((await view(entry.slug)).entry.recommendations.map(({ amount }) => amount)).toEqual(['2', '3', '1']);
});

test('the day of a page is that of the institutions that decided about its entry, wherever others are', async () => {
  const far = await anInstitution('far');
  await queryAsSuperuser("UPDATE institution SET time_zone = 'Pacific/Auckland' WHERE id = $1", [far]);
  // At noon in Greenwich the next day has begun in Auckland.
  expect((await view(whole.slug)).today).toBe('2026-11-25');
  const undecided = await aMicroCredential(far, { title: 'Undecided' });
  expect((await view(undecided.slug)).today).toBe('2026-11-26');
});

test('where the only recommendation has lapsed, nobody recommends it any more: not decided yet, on every page and from the day after on', async () => {
  const tenantId = await anInstitution('lapsing');
  const entry = await aMicroCredential(tenantId, { title: 'Zymurgy for all' });
  await aRecommendation(tenantId, entry.id, { amount: '3', validTo: '2026-11-25' });
  await aRecommendation(tenantId, entry.id, { amount: '2', validTo: '2020-12-31' });
  const stands = async (day: string) => {
    const ctx = ctxOf(visitor, { day });
    const page = await viewMicroCredential(ctx, { slug: entry.slug, asOf: null, unit: null });
    const list = await searchCatalog(ctx, { ...everything, words: 'zymurgy' });
    const estimate = await estimateCredit(ctx, {
      ...nothingStated,
      institution: 'lapsing',
      holdings: [{ ...statedHolding(entry.slug), issuedOn: parseCivilDate('2026-01-15') }],
      claimDate: parseCivilDate(day),
    });
    return {
      page: page.standing,
      list: list.results.map(({ standing, adviceEndsOn }) => [standing, adviceEndsOn]),
      facets: list.facets.standing,
      estimate: silentHoldings(estimate.holdings, estimate.claimDate).map(({ standing }) => standing),
    };
  };
  expect(await stands('2026-11-24')).toMatchObject({
    page: 'recommended',
    list: [['recommended', '2026-11-25']],
    facets: [{ value: 'recommended', count: 1 }],
    estimate: ['recommended'],
  });
  expect(await stands('2026-11-27')).toMatchObject({
    page: 'undecided',
    list: [['undecided', '2026-11-25']],
    facets: [{ value: 'undecided', count: 1 }],
    estimate: ['undecided'],
  });
});
