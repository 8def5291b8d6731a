import { beforeAll, expect, test } from 'vitest';
import { parseEstimateQuery } from '@/lib/catalog/estimate-query';
import { everything } from '@/lib/catalog/search-query';
import { CivilDateText } from '@/lib/kernel/civil-date';
import { compareEntries } from '@/lib/usecases/catalog/compare-entries';
import { estimateCredit } from '@/lib/usecases/catalog/estimate-credit';
import { findSignposts, listSignposts } from '@/lib/usecases/catalog/find-signposts';
import { listDecisions, registerStart } from '@/lib/usecases/catalog/list-decisions';
import { viewStart } from '@/lib/usecases/catalog/list-institutions';
import { countPublicEntries, listPublicAddresses } from '@/lib/usecases/catalog/list-public-addresses';
import { markResults } from '@/lib/usecases/catalog/mark-results';
import { listCatalog, searchCatalog } from '@/lib/usecases/catalog/search-catalog';
import { suggestSearches } from '@/lib/usecases/catalog/suggest-searches';
import { tabulateCatalog } from '@/lib/usecases/catalog/tabulate-catalog';
import { viewInstitution } from '@/lib/usecases/catalog/view-institution';
import { viewMicroCredential } from '@/lib/usecases/catalog/view-micro-credential';
import { viewOrganization } from '@/lib/usecases/catalog/view-organization';
import type { Context } from '@/lib/usecases/context';
import { viewRequestForm } from '@/lib/usecases/request/view-request-form';
import { type Filled, fillCatalog } from '@/scripts/bench/filled-catalog';
import { withClient } from '@/scripts/database/connection';
import { wordsOfCodes } from '@/tests/support/table-words';
import { ctxOf } from '@/tests/support/ctx';
import { publicConnection, queryAsSuperuser, superuserConnection } from '@/tests/support/db';
import { listeningTo, planOf, scansIn, type SentStatement } from '@/tests/support/statement-plans';

/** Tables that grow with the catalog and the rule books. */
const large = [
  'micro_credential',
  'micro_credential_version',
  'learning_outcome',
  'micro_credential_component',
  'recommendation',
  'organization',
  'entry_organization',
  'equivalency_rule',
  'rule_version',
  'rule_source',
  'course',
  'course_version',
];

let filled: Filled;
let ctx: Context;
let sent: Map<string, SentStatement>;

beforeAll(async () => {
  filled = await fillCatalog(
    { admin: superuserConnection },
    { entries: 1_500, rulesEach: 2, institutions: 5 },
  );
  await fillBeside();
  ctx = ctxOf();
  // Reading the whole catalog is no answer to anybody: it happens once, at a start.
  await ctx.catalog.upToDate(ctx.now);
  const listening = listeningTo(ctx.database);
  ctx = { ...ctx, database: listening.database };
  sent = listening.sent;
}, 300_000);

/** What the generated catalog does not have: very many entries of which nobody has decided, parts, advice, and organizations. */
async function fillBeside(): Promise<void> {
  await queryAsSuperuser(`
    SET session_replication_role = replica;
    INSERT INTO micro_credential (steward_tenant_id, slug, natural_key, title, provider, source)
      SELECT m.steward_tenant_id, m.slug || '-' || n, m.slug || '-' || n, m.title || ' ' || n, m.provider, 'test' FROM micro_credential m, generate_series(1, 5) n;
    INSERT INTO micro_credential_version (steward_tenant_id, micro_credential_id, label)
      SELECT steward_tenant_id, id, '1' FROM micro_credential WHERE source = 'test';
    INSERT INTO micro_credential_component (steward_tenant_id, whole_id, part_id, position)
      SELECT a.steward_tenant_id, a.id, b.id, 1 FROM (SELECT *, row_number() OVER (ORDER BY id) AS place FROM micro_credential) a
        JOIN (SELECT id, row_number() OVER (ORDER BY id) AS place FROM micro_credential) b ON b.place = a.place + 1;
    INSERT INTO recommendation (steward_tenant_id, micro_credential_id, natural_key, recommender, amount, unit, source_url, confidence)
      SELECT steward_tenant_id, id, slug, 'ACE', '3', 'US_SEM', 'https://example.org/advice', 'high' FROM micro_credential;
    INSERT INTO organization (slug, name) SELECT 'organization-' || n, 'Organization ' || n FROM generate_series(1, 9000) n;
    INSERT INTO entry_organization (micro_credential_id, role, organization_id, title)
      SELECT m.id, 'provider', o.id, m.title FROM (SELECT *, row_number() OVER (ORDER BY id) AS place FROM micro_credential) m
        JOIN organization o ON o.slug = 'organization-' || m.place;
    SET session_replication_role = DEFAULT;
    ANALYZE;`);
}

/** What the pages and answers that anybody may ask for ask the database. */
async function askAsVisitor(): Promise<void> {
  const [slug = '', other = ''] = filled.slugs;
  const [institution = ''] = filled.institutions;
  const words = filled.words[500] ?? '';
  const raw = { mc1: slug, mc2: other, institution };
  await viewStart(ctx);
  for (const query of [
    everything,
    { ...everything, words },
    { ...everything, institution, words, sort: 'credit' as const },
  ]) {
    await searchCatalog(ctx, query);
    await listCatalog(ctx, query, undefined, 50, true);
    await markResults(ctx, query);
  }
  for await (const rows of await tabulateCatalog(ctx, { ...everything, words }, (one) => one, wordsOfCodes))
    expect(rows).toBeDefined();
  await suggestSearches(ctx, words.slice(0, 4));
  await findSignposts(ctx, { words: 'provider', institution: null });
  await listSignposts(ctx, { kind: 'organization', words: 'provider', institution: null, page: 1 });
  await viewMicroCredential(ctx, { slug, asOf: null, unit: null });
  await viewMicroCredential(ctx, { slug, asOf: CivilDateText.parse('2026-11-01'), unit: 'US_SEM' });
  await compareEntries(ctx, [slug, other]);
  await estimateCredit(ctx, parseEstimateQuery(raw).query);
  await viewInstitution(ctx, { slug: institution, words: '', page: 1 });
  await viewInstitution(ctx, { slug: institution, words, page: 1 });
  const { after } = await viewOrganization(ctx, { slug: 'organization-7', role: null, from: null });
  expect(after).toBeNull();
  for (const one of [null, institution])
    await listDecisions(ctx, { institution: one, start: registerStart(null), most: 100 });
  await countPublicEntries(ctx);
  await listPublicAddresses(ctx, 0);
  await listPublicAddresses(ctx, 1);
  for (const one of [null, slug]) await viewRequestForm(ctx, one);
}

async function scansOf(statements: Iterable<SentStatement>): Promise<string[]> {
  const sizes = await queryAsSuperuser<{ name: string; rows: number }>(
    `SELECT relname AS name, reltuples::int AS rows FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname = ANY($1)`,
    [large],
  );
  const tables = new Map(sizes.map(({ name, rows }) => [name, rows]));
  expect([...tables].filter(([, rows]) => rows < 1_000)).toEqual([]);
  const indexes = await queryAsSuperuser<{ name: string }>(
    `SELECT indexrelid::regclass::text AS name FROM pg_index WHERE indpred IS NOT NULL`,
  );
  const partial = new Set(indexes.map(({ name }) => name));
  // As the role that asks: its rows are chosen by policies, which are part of each plan.
  return withClient(publicConnection, async (client) => {
    const found: string[] = [];
    for (const statement of statements)
      for (const scan of scansIn(await planOf(client, statement), { tables, partial }))
        found.push(`${scan}: ${statement.text.replace(/\s+/g, ' ')}`);
    return found;
  });
}

test('no statement on the public path goes through the catalog or the rule book', async () => {
  await askAsVisitor();
  expect(sent.size).toBeGreaterThan(20);
  expect(await scansOf(sent.values())).toEqual([]);
});

test.each([
  ['learning_outcome', '(version_id'],
  ['rule_version', 'deny'],
])('and it would be seen: without an index of %s that has %s it is gone through', async (table, part) => {
  const [row] = await queryAsSuperuser<{ name: string; made: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS made FROM pg_index
      WHERE indrelid = $1::regclass AND strpos(pg_get_indexdef(indexrelid), $2) > 0`,
    [table, part],
  );
  await queryAsSuperuser(`DROP INDEX ${row?.name ?? ''}`);
  expect(await scansOf(sent.values())).toContainEqual(expect.stringContaining(` of ${table}: `));
  await queryAsSuperuser(row?.made ?? '');
});
