import fc from 'fast-check';
import { beforeAll, expect, test, vi } from 'vitest';
import { compareOffers } from '@/lib/catalog/compare-offers';
import { CreditBand } from '@/lib/catalog/credit-band';
import { EqfLevel, type Facet, facets } from '@/lib/catalog/facets';
import { isAskedFor } from '@/lib/catalog/index-search';
import { everything, ofNoInstitution, type SearchQuery, Sort } from '@/lib/catalog/search-query';
import { isGiven, Standing } from '@/lib/catalog/standing';
import { listDoubtedRules } from '@/lib/db/doubted-rules';
import { listPublicInstitutions, type PublicInstitution } from '@/lib/db/public-institutions';
import type { Database } from '@/lib/db/client';
import { withTenant } from '@/lib/db/tx';
import { SearchIndex } from '@/lib/search/search-index';
import { findEntries, noInstitution } from '@/lib/usecases/catalog/find-entries';
import { findOffers } from '@/lib/usecases/catalog/find-offers';
import { listInstitutions } from '@/lib/usecases/catalog/list-institutions';
import { searchCatalog } from '@/lib/usecases/catalog/search-catalog';
import { todayIn } from '@/lib/usecases/context';
import type { Snapshots } from '@/lib/usecases/catalog-snapshot';
import { KeptCatalog } from '@/lib/usecases/kept-catalog';
import { KeptEntries, readAnswers } from '@/lib/usecases/kept-entries';
import {
  aComponent,
  aCourse,
  aMicroCredential,
  anInstitution,
  aPolicyInForce,
  aProgram,
  aRecommendation,
  aRuleVersion,
} from '@/tests/support/builders/catalog';
import { countDecided, findInCatalog } from '@/tests/support/catalog-in-sql';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

const houses = ['north', 'south', 'east'] as const;
const tenants: string[] = [];
const entries: string[] = [];
const rules: { tenantId: string; id: string }[] = [];
const closed = new Set<string>();
let codes = 0;

const prices = [
  {},
  ...['0', '9.99', '10', '49/1', '50', '4999.5', '5000'].map((price) => ({ price: [price, 'EUR'] as const })),
];

const anEntry = async (at: number, componentsImplied = false) => {
  const { id } = await aMicroCredential(tenants[at % tenants.length] ?? '', {
    title: `Entry ${entries.length}`,
    provider: `Provider ${at % 3}`,
    kind: at % 4 === 0 ? 'course' : 'certificate',
    componentsImplied,
    platform: `Platform ${at % 2}`,
    subject: `Subject ${at % 2}`,
    iscedF: ['0613', '0612', '041'][at % 3] as string,
    cip: ['11.0701', '52'][at % 2] as string,
    language: at % 2 === 0 ? 'en' : 'de',
    levelLabel: `Level ${at % 3}`,
    eqf: [at % 3 === 0 ? null : 3 + (at % 3), 5 + (at % 4)],
    assessment: ['Exam', 'Project', 'x'.repeat(200)].slice(0, at % 4),
    skills: [['Python', 'python', 'Statistics'], [], ['Statistics']][at % 3] ?? [],
    ...prices[at % prices.length],
    ...(at % 3 === 1 && { credit: [String(at), 'ECTS'] as const }),
    ...(at % 2 === 0 && { supervision: 'Supervised', participation: 'Online' }),
    ...(at % 3 === 0 && { qualityAssurance: 'Agency', hours: `${at + 1}/2` }),
  });
  entries.push(id);
  return id;
};

beforeAll(async () => {
  // Proposals are arranged as rejected without the review that rejected them.
  await queryAsSuperuser('ALTER TABLE rule_rejection DISABLE TRIGGER guard_rejection_told');
  for (const slug of houses) {
    const tenantId = await anInstitution(slug);
    tenants.push(tenantId);
    for (const code of ['C 0', 'C 1']) await aCourse(tenantId, code, '3', `Course ${code}`);
    await aPolicyInForce(tenantId, { homeUnit: 'ECTS' });
    await aProgram(tenantId, 'P');
    await aProgram(tenantId, 'Q');
  }
  const whole = await anEntry(0, true);
  for (const part of [1, 2]) await aComponent(tenants[0] ?? '', whole, await anEntry(part), part);
  for (let n = 3; n < 6; n++) await anEntry(n);
}, 60_000);

/** Something that changes what an entry says or how it stands; numbers choose among what is there. */
type Act =
  | { kind: 'list' | 'reject' | 'suspend' | 'revoke' | 'describe' | 'close'; at: number }
  | { kind: 'recommend'; at: number; from?: string }
  | {
      kind: 'decide';
      at: number;
      about: number[];
      deny: boolean;
      amount: string;
      priority: number | undefined;
      programs: readonly string[] | undefined;
      to: string | undefined;
      from: string | undefined;
    };

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('decide' as const),
      at: fc.nat({ max: 99 }),
      about: fc.array(fc.nat({ max: 99 }), { minLength: 1, maxLength: 2 }),
      deny: fc.boolean(),
      amount: fc.constantFrom('2', '3', '7.5', '12'),
      priority: fc.constantFrom(undefined, 20, 60),
      programs: fc.constantFrom(undefined, undefined, ['P'], ['P', 'Q'], ['GONE'], ['*']),
      to: fc.constantFrom(undefined, undefined, '2026-11-25', '2026-12-01'),
      from: fc.constantFrom(undefined, undefined, '2026-11-20', '2026-11-28', '2027-06-01'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'list' as const,
        'recommend' as const,
        'reject' as const,
        'suspend' as const,
        'revoke' as const,
        'describe' as const,
        'close' as const,
      ),
      at: fc.nat({ max: 99 }),
    }),
  },
);

async function play(one: Act): Promise<void> {
  const tenantId = tenants[one.at % tenants.length] ?? '';
  const entry = entries[one.at % entries.length] ?? '';
  const rule = rules[one.at % Math.max(1, rules.length)];
  switch (one.kind) {
    case 'list':
      return void (await anEntry(one.at));
    case 'recommend':
      return aRecommendation(tenantId, entry, {
        amount: String((one.at % 3) + 1),
        // Some have lapsed on the first day, some lapse while the days pass, some begin then.
        ...(one.at % 2 === 0 && { validTo: `2026-11-${String(20 + (one.at % 9))}` }),
        ...(one.from !== undefined && { validFrom: one.from }),
      });
    case 'describe':
      return void (await queryAsSuperuser(
        `UPDATE micro_credential SET subject = 'S' || $2::text, isced_f = lpad(($2::int % 10)::text, 2, '0'), row_version = row_version + 1 WHERE id = $1`,
        [entry, String(one.at % 3)],
      ));
    case 'close':
      closed.add(houses[one.at % houses.length] ?? '');
      return void (await queryAsSuperuser(
        `INSERT INTO program_version (tenant_id, program_id, first_day, title, total_credits, limits, status)
         SELECT tenant_id, id, '2026-12-01', title, total_credits, limits, 'inactive' FROM program WHERE tenant_id = $1 AND code = 'Q' ON CONFLICT DO NOTHING`,
        [tenantId],
      ));
    case 'reject': {
      const { id } = await aRuleVersion({
        tenantId,
        code: `J-${++codes}`,
        definition: { premise: { mc: entry }, outcomes: [] },
        names: [entry],
        status: 'draft',
      });
      return void (await queryAsSuperuser(
        `INSERT INTO rule_rejection (tenant_id, rule_version_id, kind, public_reason, rejected_at) VALUES ($1, $2, 'not_as_proposed', 'Not as it is.', $3)`,
        [tenantId, id, one.at % 2 === 0 ? '2026-11-20' : '2026-11-28'],
      ));
    }
    case 'suspend':
    case 'revoke':
      if (rule === undefined) return;
      return void (await queryAsSuperuser(
        `UPDATE rule_version SET status = $3, status_reason = 'Found wrong.', row_version = row_version + 1 WHERE tenant_id = $1 AND id = $2
            AND EXISTS (SELECT FROM rule_status_move m WHERE m.from_status = status AND m.to_status = $3)`,
        [rule.tenantId, rule.id, one.kind === 'suspend' ? 'suspended' : 'revoked'],
      ));
    case 'decide': {
      const about = [...new Set(one.about.map((at) => entries[at % entries.length] ?? ''))];
      const leaves = about.map((mc) => ({ mc }));
      const [leaf] = leaves;
      rules.push({
        tenantId,
        ...(await aRuleVersion({
          tenantId,
          code: `R-${++codes}`,
          definition: {
            premise: leaves.length === 1 ? leaf : { all: leaves },
            outcomes: one.deny
              ? []
              : [
                  {
                    lines: [
                      {
                        kind: 'elective',
                        target: [`T-${codes}`, 'C 0', 'C 1'][one.at % 3],
                        credits: { amount: one.amount },
                      },
                    ],
                  },
                ],
            deny: one.deny,
            ...(one.priority !== undefined && { priority: one.priority }),
            ...(one.programs && { programs: one.programs }),
            ...(one.to !== undefined && { claimWindow: { to: one.to } }),
            ...(one.from !== undefined && { credentialWindow: { from: one.from } }),
          },
          names: about,
          publishedAt: one.at % 2 === 0 ? '2026-01-10T12:00:00Z' : '2026-11-27T12:00:00Z',
        })),
      });
    }
  }
}

const decided = {
  kind: 'decide',
  amount: '3',
  priority: undefined,
  programs: undefined,
  to: undefined,
  from: undefined,
} as const;
/**
 * Whatever the others are: each standing once, a no that bars a part and with it the whole, a no that bars a rule about two, a program
 * that ends, and credit in two bands, of which acts of chance alone leave one out once in some dozens of times.
 */
const everyStanding: readonly Act[] = [
  { ...decided, at: 0, about: [0], deny: false },
  { ...decided, at: 0, about: [1], deny: true, priority: 20 },
  { ...decided, at: 1, about: [3], deny: false },
  { kind: 'suspend', at: 2 },
  { ...decided, at: 0, about: [4], deny: false },
  { kind: 'revoke', at: 3 },
  { ...decided, at: 0, about: [5], deny: false, to: '2026-11-20' },
  { ...decided, at: 0, about: [11], deny: false, from: '2027-06-01' },
  { kind: 'list', at: 6 },
  { kind: 'recommend', at: 6 },
  { kind: 'list', at: 7 },
  { kind: 'recommend', at: 7, from: '2027-01-01' },
  { kind: 'reject', at: 14 },
  { ...decided, at: 2, about: [3, 4], deny: false },
  { ...decided, at: 2, about: [4], deny: true, priority: 20 },
  { ...decided, at: 3, about: [2], deny: false, programs: ['Q'] },
  { ...decided, at: 2, about: [5], deny: false, amount: '12' },
  { kind: 'list', at: 9 },
  { ...decided, at: 3, about: [8], deny: true, from: '2027-06-01' },
  { kind: 'close', at: 3 },
];

/** Program Q can be studied until it is closed. */
const programsOf = ({ now }: { now: string }, institution: string) =>
  ['P', 'Q'].filter((code) => code === 'P' || !closed.has(institution) || now < '2026-12-01');

/** The same searches by the definition: one statement over the tables, with what the engine says where a no may bar a rule. */
async function byDefinition(ctx: ReturnType<typeof ctxOf>, queries: readonly SearchQuery[]) {
  const institutions = await listPublicInstitutions(ctx.database, ctx);
  const pairs = await listDoubtedRules(ctx.database, entries, ctx);
  const offers = await findOffers(ctx.database, pairs, {
    institutions,
    asOf: ctx,
    dayOf: ({ timeZone }) => todayIn(ctx, timeZone),
  });
  const told = (isMeant: (pair: (typeof pairs)[number]) => boolean) => {
    const meant = pairs.flatMap((pair, at) => (isMeant(pair) ? [{ ...pair, offer: offers[at] }] : []));
    return {
      versionIds: meant.map(({ rule }) => rule.id),
      entries: meant.map(({ rule, ownId, offer }) => ({
        tenantId: rule.tenantId,
        id: ownId,
        standing: offer?.standing ?? ('undecided' as const),
      })),
    };
  };
  const among = ({ institution, program }: SearchQuery) => {
    const tenantId = institutions.find(({ slug }) => slug === institution)?.id ?? null;
    return told(
      ({ rule: { tenantId: by, definition } }) =>
        (tenantId === null || by === tenantId) &&
        (program === null ||
          definition.programs === undefined ||
          definition.programs.some((one) => one === '*' || one === program)),
    );
  };
  const given = async (query: Partial<SearchQuery>) => {
    const whole = { ...everything, ...query };
    return (await findInCatalog(ctx.database, whole, ctx, { size: 200 }, among(whole))).rows;
  };
  const rows = async (values: readonly string[], queryOf: (value: string) => Partial<SearchQuery>) =>
    (
      await Promise.all(
        values.map(async (value) => (await given(queryOf(value))).map(({ id }) => ({ id, value }))),
      )
    ).flat();
  const order = (await given({ standing: Standing.options })).map(({ id }) => id);
  const givenAt = await rows(houses, (institution) => ({ institution, standing: ['published'] }));
  const countsIn = Object.fromEntries(
    await Promise.all(
      houses.map(async (institution) => [
        institution,
        await rows(programsOf(ctx, institution), (program) => ({
          institution,
          program,
          standing: ['published'],
        })),
      ]),
    ),
  ) as Record<string, { id: string; value: string }[]>;
  const answers = await readAnswers(
    ctx.database,
    entries,
    { now: ctx.now, institutions },
    {
      institution: null,
      programs: [],
    },
  );
  const slugOf = (tenantId: string) => institutions.find(({ id }) => id === tenantId)?.slug ?? '';
  // As what the rules that give credit now say, of the courses that their institution lists.
  const countedFor = ({ institution }: SearchQuery) =>
    entries.flatMap((id) =>
      (answers.get(id)?.answers ?? []).flatMap(({ tenantId, offer: { standing, lines } }) =>
        slugOf(tenantId) === institution && standing === 'published'
          ? lines.flatMap(({ line }) => (line.target.startsWith('C ') ? [{ id, value: line.target }] : []))
          : [],
      ),
    );
  const earnedFor = ({ institution, program, countsIn: chosen, givenAt: places }: SearchQuery) =>
    entries.flatMap((id) => {
      const asked = program === null ? chosen : [program];
      const at = institution === null ? places : [institution];
      const [best] = (answers.get(id)?.answers ?? [])
        .filter(
          ({ tenantId, programs, offer: { standing, withheld } }) =>
            (at.length === 0 || at.includes(slugOf(tenantId))) &&
            (asked.length === 0 ||
              programs === null ||
              programs.some((one) => one === '*' || asked.includes(one))) &&
            isGiven(standing) &&
            withheld === null,
        )
        .sort((a, b) => compareOffers(a.offer, b.offer));
      const value = best?.offer.ects ?? '0';
      return value === '0' ? [] : [{ id, value }];
    });
  return {
    counts: await countDecided(
      ctx.database,
      ctx,
      told(() => true),
    ),
    found: await Promise.all(
      queries.map((query) =>
        findInCatalog(ctx.database, query, ctx, { size: 200 }, among(query), {
          givenAt,
          countsAs: countedFor(query),
          countsIn: query.institution === null ? [] : (countsIn[query.institution] ?? []),
          earned: earnedFor(query),
          order,
        }),
      ),
    ),
  };
}

const chosen = (...values: string[]) => fc.option(fc.subarray(values, { minLength: 1 }), { nil: [] });
const severalChoices = fc
  .record({
    institution: fc.constantFrom(null, ...houses),
    program: fc.constantFrom(null, null, 'P', 'Q'),
    standing: fc.constantFrom(Standing.options, [], ['published' as const]),
    givenAt: chosen(...houses),
    countsIn: chosen('P', 'Q'),
    credit: fc.option(fc.subarray([...CreditBand.options], { minLength: 1 }), { nil: [] }),
    platform: chosen('Platform 0', 'Platform 1'),
    eqf: fc.option(fc.subarray([...EqfLevel.options], { minLength: 2 }), { nil: [] }),
    assessment: chosen('Exam', 'Project'),
    countsAs: chosen('C 0', 'C 1'),
    skill: chosen('Python', 'Statistics'),
    price: chosen('free', 'unstated', 'EUR 10', 'EUR 50'),
    shown: fc.constantFrom('skill' as const, 'countsAs' as const),
    sort: fc.constantFrom(...Sort.options),
  })
  .map(
    (query): SearchQuery => ({
      ...everything,
      ...query,
      ...(query.institution === null && ofNoInstitution),
    }),
  );

test('what is kept follows every change and every day: as the tables say by one statement, after random acts', async () => {
  const seed = Number(process.env['KEPT_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
  console.info(`KEPT_SEED=${seed}`);
  const acts = [...everyStanding, ...fc.sample(act, { seed, numRuns: 25 })];
  const days = fc.sample(
    fc.constantFrom('2026-11-24', '2026-11-25', '2026-11-26', '2026-11-30', '2026-12-02'),
    {
      seed,
      numRuns: acts.length,
    },
  );
  // A new day makes much be read again that a change has to make be read by itself.
  const dayOf = (step: number) =>
    step < everyStanding.length ? '2026-12-02' : (days[Math.floor(step / 8)] ?? '');
  const queries: SearchQuery[] = [
    { ...everything, shown: 'skill' as const },
    ...[null, ...houses].flatMap((institution) =>
      [null, ...(institution === null ? [] : ['P', 'ELSE'])].map((program) => ({
        ...everything,
        institution,
        program,
        standing: Standing.options,
      })),
    ),
  ];
  // Choices in several facets at once, each order, and programs of one institution.
  const several = fc.sample(severalChoices, { seed, numRuns: acts.length });
  const standings = new Set<string>();
  const valued = new Set<string>();
  let doubted = 0;
  for (const [step, one] of acts.entries()) {
    await play(one);
    const ctx = ctxOf(undefined, { day: dayOf(step) });
    const all = [...queries, several[step] ?? everything];
    const wanted = await byDefinition(ctx, all);
    const institutions = await listInstitutions(ctx);
    for (const { id, slug, counts } of institutions)
      expect([step, one, slug, counts]).toEqual([step, one, slug, wanted.counts[id]]);
    for (const [at, query] of all.entries()) {
      const tenantId = institutions.find(({ slug }) => slug === query.institution)?.id ?? null;
      const programs = programsOf(ctx, query.institution ?? '').map((code) => ({ code, title: code }));
      const {
        rows,
        total,
        facets: counts,
      } = await findEntries(
        await ctx.catalog.upToDate(ctx.now),
        query,
        { tenantId, programs, courses: [] },
        {
          offset: 0,
          size: 200,
          isCounting: true,
        },
      );
      const by = wanted.found[at];
      const shown = (some: readonly { id: string; standing: Standing }[] = []) =>
        some.map(({ id, standing }) => `${id} ${standing}`).sort();
      expect([
        step,
        one,
        query.institution,
        query.program,
        total,
        shown(rows.map(({ found, standing }) => ({ id: found.id, standing }))),
      ]).toEqual([step, one, query.institution, query.program, by?.total, shown(by?.rows)]);
      for (const facet of facets)
        expect([step, facet, inOrder(counts[facet])]).toEqual([
          step,
          facet,
          !isAskedFor(query, facet)
            ? []
            : movesAmounts(query, facet)
              ? await onceTicked(ctx, query, facet)
              : inOrder(by?.facets[facet]),
        ]);
      if (query.sort !== 'relevance')
        expect([step, query.sort, rows.map(({ found: { id } }) => id)]).toEqual([
          step,
          query.sort,
          by?.rows.map(({ id }) => id),
        ]);
      for (const { standing } of rows) standings.add(standing);
      for (const facet of facets) for (const { value } of counts[facet]) valued.add(`${facet} ${value}`);
    }
    const afresh = { ...ctx, catalog: KeptCatalog.readEachTime(ctx.database) };
    for (const query of queries.filter(({ program }) => program !== 'ELSE'))
      expect([step, one, (await searchCatalog(ctx, query)).results]).toEqual([
        step,
        one,
        (await searchCatalog(afresh, query)).results,
      ]);
    doubted += (await listDoubtedRules(ctx.database, entries, ctx)).length;
  }
  expect([...standings].sort()).toEqual([...Standing.options].sort());
  expect(doubted).toBeGreaterThan(20);
  const valuesIn = (facet: Facet) => [...valued].filter((one) => one.startsWith(`${facet} `)).length;
  // What counts as a course is asked at one institution, which random acts may leave without such a rule; find-signposts asks for it by name.
  expect(facets.filter((facet) => facet !== 'countsAs' && valuesIn(facet) === 0)).toEqual([]);
  for (const facet of ['givenAt', 'countsIn', 'credit'] as const)
    expect(valuesIn(facet), facet).toBeGreaterThan(1);
}, 240_000);

/** Whether choosing in the facet moves where amounts are told: then each count is what is found once that value alone is chosen. */
function movesAmounts(query: SearchQuery, facet: Facet): facet is 'givenAt' | 'countsIn' {
  if (query.credit.length === 0) return false;
  return query.institution === null ? facet === 'givenAt' : facet === 'countsIn' && query.program === null;
}

async function onceTicked(
  ctx: ReturnType<typeof ctxOf>,
  query: SearchQuery,
  facet: 'givenAt' | 'countsIn',
): Promise<{ value: string; count: number }[]> {
  const values = facet === 'givenAt' ? houses : programsOf(ctx, query.institution ?? '');
  const { found } = await byDefinition(
    ctx,
    values.map((value) => ({ ...query, [facet]: [value] })),
  );
  return inOrder(
    values.flatMap((value, at) => {
      const count = found[at]?.total ?? 0;
      return count === 0 ? [] : [{ value, count }];
    }),
  );
}

function inOrder(counts: readonly { value: string; count: number }[] = []) {
  return [...counts].sort((a, b) => (a.value < b.value ? -1 : 1));
}

test('a transaction that ends after a later one is not passed over', async () => {
  const { database } = ctxOf();
  const total = async () =>
    (
      await findEntries(await ctxOf().catalog.upToDate(ctxOf().now), everything, noInstitution, {
        offset: 0,
        size: 1,
        isCounting: false,
      })
    ).total;
  const before = await total();
  const [tenantId = ''] = tenants;
  await withTenant(database, { tenantId }, async (tx) => {
    const enter = (slug: string) => tx.$executeRaw`
      INSERT INTO micro_credential (steward_tenant_id, slug, natural_key, title, provider, source)
      VALUES (${tenantId}::uuid, ${slug}, ${slug}, ${slug}, 'Late', 'test')`;
    await enter('early-begun');
    await anEntry(7);
    expect(await total()).toBe(before + 1);
    await anEntry(8);
    expect(await total()).toBe(before + 2);
  });
  expect(await total()).toBe(before + 3);
});

test('a rule of an institution that the last look did not know is left for the next one', async () => {
  const { database, now } = ctxOf();
  const [tenantId = ''] = tenants;
  const id = await anEntry(9);
  const rule = { tenantId, definition: { premise: { mc: id }, outcomes: [] }, names: [id] };
  await aRuleVersion({ ...rule, code: `R-${++codes}` });
  const among = { institution: null, programs: [] };
  const read = async (institutions: readonly PublicInstitution[]) =>
    (await readAnswers(database, [id], { now, institutions }, among)).get(id)?.answers.length;
  expect(await read([])).toBe(0);
  expect(await read(await listPublicInstitutions(database, { now }))).toBe(1);
});

test('an entry that changes while others are read does not fall out of the answer', async () => {
  const { database, now } = ctxOf();
  const look = { now, institutions: await listPublicInstitutions(database, { now }) };
  const [one, other] = [await anEntry(10), await anEntry(11)];
  const kept = new KeptEntries(database);
  await kept.of([one], look);
  const both = kept.of([one, other], look);
  kept.forget([one]);
  expect([...(await both).keys()]).toEqual([one, other]);
});

/** A start over what a start before has written, if anything. `statements` are those that it asks the database. */
function startOver(shelf: { bytes: Uint8Array | null; isClosed?: boolean }) {
  const { database } = ctxOf();
  const statements: string[] = [];
  const problems: unknown[] = [];
  const ask = (statement: { text: string; values: unknown[] }) => {
    statements.push(statement.text);
    return database.publicPool.query(statement);
  };
  const listening = { ...database, publicPool: { query: ask } } as unknown as Database;
  const snapshots: Snapshots = {
    read: () => Promise.resolve(shelf.bytes),
    write: (bytes) => {
      if (!shelf.isClosed) shelf.bytes = bytes;
      return Promise.resolve();
    },
  };
  const keeping = { every: 0, patience: Infinity, failed: (error: unknown) => void problems.push(error) };
  const catalog = new KeptCatalog(listening, keeping, snapshots);
  const hasReadAll = () => statements.some((text) => text.startsWith('SELECT id FROM micro_credential'));
  return { catalog, hasReadAll, problems };
}

test('what was written is taken at the next start, with all that has changed since, on a later day too', async () => {
  const { database } = ctxOf();
  const shelf = { bytes: null as Uint8Array | null, isClosed: false };
  const found = async (catalog: KeptCatalog, day: string) =>
    (await searchCatalog({ ...ctxOf(undefined, { day }), catalog }, everything)).results;
  const [tenantId = ''] = tenants;
  const ruleOf = (mc: string, claimTo?: string) => ({
    tenantId,
    code: `R-${++codes}`,
    definition: { premise: { mc }, outcomes: [], ...(claimTo && { claimWindow: { to: claimTo } }) },
    names: [mc],
    ...(claimTo && { claimTo }),
  });
  await aRuleVersion(ruleOf(await anEntry(9), '2026-11-22'));
  const first = startOver(shelf);
  await found(first.catalog, '2026-11-20');
  expect(first.hasReadAll()).toBe(true);
  // From here on nothing is written any more: each start rests on the first.
  shelf.isClosed = true;
  const [decided, gone, other] = [await anEntry(10), await anEntry(11), await anEntry(12)];
  await aRuleVersion(ruleOf(decided));
  await queryAsSuperuser(`DELETE FROM micro_credential WHERE id = $1`, [gone]);
  await queryAsSuperuser(`UPDATE micro_credential SET title = 'Another title' WHERE id = $1`, [other]);
  entries.splice(entries.indexOf(gone), 1);
  for (const day of ['2026-11-20', '2026-11-25']) {
    const next = startOver(shelf);
    expect(await found(next.catalog, day)).toEqual(await found(KeptCatalog.readEachTime(database), day));
    expect([next.hasReadAll(), next.problems]).toEqual([false, []]);
  }
});

test.each([
  ['of another history of the database', (known: Known) => ({ ...known, history: '7/1/5' })],
  ['older than what the feed tells', (known: Known) => ({ ...known, at: known.at - 7 * 86_400_000 })],
  ['of a later day', (known: Known) => ({ ...known, at: known.at + 1_000 })],
  ['of later transactions', (known: Known) => ({ ...known, mark: String(BigInt(known.mark) + 1_000_000n) })],
  ['without one of its parts', ({ history, at, mark }: Known) => ({ history, at, mark })],
])('what was written %s is not taken', async (_, changed) => {
  const shelf = { bytes: null as Uint8Array | null };
  await startOver(shelf).catalog.upToDate(ctxOf().now);
  const { index, mark } = SearchIndex.read(shelf.bytes ?? new Uint8Array()) ?? expect.fail('nothing written');
  shelf.bytes = index.write(JSON.stringify(changed(JSON.parse(mark) as Known)));
  const next = startOver(shelf);
  await next.catalog.upToDate(ctxOf().now);
  expect([next.hasReadAll(), next.problems]).toEqual([true, []]);
});

test('a start goes on without what cannot be read, and says so', async () => {
  const { database, now } = ctxOf();
  const problems: unknown[] = [];
  const broken: Snapshots = {
    read: () => Promise.reject(new Error('no')),
    write: () => Promise.reject(new Error('full')),
  };
  const keeping = { every: 0, patience: Infinity, failed: (error: unknown) => void problems.push(error) };
  const { index } = await new KeptCatalog(database, keeping, broken).upToDate(now);
  expect(index.size).toBeGreaterThan(0);
  await vi.waitFor(() => expect(problems).toEqual([new Error('no'), new Error('full')]));
  const damaged = startOver({ bytes: new Uint8Array(64) });
  await damaged.catalog.upToDate(now);
  expect([damaged.hasReadAll(), damaged.problems]).toEqual([true, []]);
});

interface Known {
  history: string;
  at: number;
  mark: string;
}
