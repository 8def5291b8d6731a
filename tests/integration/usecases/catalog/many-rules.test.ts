import { beforeAll, expect, test } from 'vitest';
import { everything } from '@/lib/catalog/search-query';
import { nothingStated, statedHolding } from '@/lib/catalog/estimate-query';
import { openDatabase } from '@/lib/db/client';
import { listRulesForEach } from '@/lib/db/public-rules';
import { env } from '@/lib/env';
import { estimateCredit } from '@/lib/usecases/catalog/estimate-credit';
import { listCatalog } from '@/lib/usecases/catalog/search-catalog';
import { viewMicroCredential } from '@/lib/usecases/catalog/view-micro-credential';
import {
  aMicroCredential,
  anInstitution,
  aPerson,
  aPolicyInForce,
  aRuleVersion,
  earns,
} from '@/tests/support/builders/catalog';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

/** Rules for one certificate, one at each of so many institutions; the last gives most. */
const count = 310;
let popular: { id: string; slug: string };
let quiet: { id: string; slug: string };

beforeAll(async () => {
  const north = await anInstitution('north');
  popular = await aMicroCredential(north, { title: 'Popular' });
  quiet = await aMicroCredential(north, { title: 'Quiet' });
  await aPolicyInForce(north, { homeUnit: 'ECTS' });
  await aRuleVersion({
    tenantId: north,
    code: 'Q',
    definition: earns(quiet.id, 'Q', '1'),
    names: [quiet.id],
  });
  const [author, adopter] = [await aPerson(north), await aPerson(north)];
  await queryAsSuperuser(
    `WITH quiet AS (SELECT set_config('session_replication_role', 'replica', true)),
     i AS (INSERT INTO institution (slug, name, short_name, country, home_unit, time_zone)
           SELECT 'uni-' || n, 'University ' || lpad(n::text, 3, '0'), 'U' || n, 'DE', 'ECTS', 'UTC' FROM generate_series(1, $1::int) n, quiet RETURNING id, slug),
     p AS (INSERT INTO policy_version (tenant_id, version, status, credit, review, effective_from, author_id, adopted_by_id, adopted_at)
           SELECT id, 1, 'adopted', '{"homeUnit":"ECTS"}', '{}', '2020-01-01', $2, $4, '2020-01-01' FROM i),
     e AS (INSERT INTO equivalency_rule (tenant_id, code, title) SELECT id, 'R-' || lpad(substr(slug, 5), 3, '0'), 'A rule' FROM i RETURNING tenant_id, id, code),
     v AS (INSERT INTO rule_version (tenant_id, rule_id, version, status, definition, author_id, published_at)
           SELECT tenant_id, id, 1, 'published', jsonb_build_object('premise', jsonb_build_object('mc', $3::text), 'outcomes', jsonb_build_array(jsonb_build_object('lines',
                  jsonb_build_array(jsonb_build_object('kind', 'elective', 'target', 'free', 'credits', jsonb_build_object('amount', substr(code, 3)::int::text)))))), $2, '2026-01-10' FROM e RETURNING tenant_id, id)
     INSERT INTO rule_source (tenant_id, rule_version_id, micro_credential_id) SELECT tenant_id, id, $3::uuid FROM v`,
    [count, author, popular.id, adopter],
  );
  await queryAsSuperuser('ANALYZE');
}, 120_000);

test('the best offer is found among many rules, whatever they are called', async () => {
  const { results } = await listCatalog(ctxOf(), everything, undefined, 20);
  const row = results.find(({ slug }) => slug === popular.slug);
  expect(row).toMatchObject({ notCompared: 0, best: { offer: { amount: String(count) } } });
  expect(row?.givenBy).toHaveLength(count);
});

test('where there are more than can be looked at, each entry gets its turn, and it is known how many are left', async () => {
  const database = openDatabase({ app: env().APP_DATABASE_URL, public: env().PUBLIC_DATABASE_URL });
  const found = await listRulesForEach(
    database,
    [popular.id, quiet.id],
    ctxOf(),
    { institution: null, programs: [] },
    5,
  );
  await database.close();
  expect(found.map(({ rules, count: all }) => [rules.length, all])).toEqual([
    [4, count],
    [1, 1],
  ]);
});

test('a page that cannot show every rule names the institutions left out, and says of none that it has not decided', async () => {
  const view = await viewMicroCredential(ctxOf(), { slug: popular.slug, asOf: null, unit: null });
  expect(view.decided).toHaveLength(300);
  expect(view.notCompared).toHaveLength(count - 300);
  expect(view.open.map(({ institution }) => institution.slug)).toEqual(['north']);
});

test('an estimate that cannot look at every rule of the institution says so', async () => {
  const north = (await queryAsSuperuser<{ id: string }>(`SELECT id FROM institution WHERE slug = 'north'`))[0]
    ?.id;
  await queryAsSuperuser(
    `WITH quiet AS (SELECT set_config('session_replication_role', 'replica', true)),
     e AS (INSERT INTO equivalency_rule (tenant_id, code, title) SELECT $1::uuid, 'M-' || n, 'Many' FROM generate_series(1, 2000) n, quiet RETURNING tenant_id, id),
     v AS (INSERT INTO rule_version (tenant_id, rule_id, version, status, definition, author_id, published_at)
           SELECT e.tenant_id, e.id, 1, 'published', o.definition, o.author_id, '2026-01-10' FROM e, (SELECT definition, author_id FROM rule_version WHERE tenant_id = $1 LIMIT 1) o RETURNING tenant_id, id)
     INSERT INTO rule_source (tenant_id, rule_version_id, micro_credential_id) SELECT tenant_id, id, $2::uuid FROM v`,
    [north, quiet.id],
  );
  await queryAsSuperuser('ANALYZE');
  const { outcome } = await estimateCredit(ctxOf(), {
    ...nothingStated,
    holdings: [statedHolding(quiet.slug)],
    institution: 'north',
  });
  expect(outcome).toMatchObject({ kind: 'refused', refusal: { reason: 'credit/too-complex' } });
});

test('a page that has just room for every rule shows all of them', async () => {
  await queryAsSuperuser(
    `WITH quiet AS (SELECT set_config('session_replication_role', 'replica', true))
     DELETE FROM rule_source s USING quiet, (SELECT id FROM institution WHERE slug LIKE 'uni-%' ORDER BY slug LIMIT $2) i
      WHERE s.tenant_id = i.id AND s.micro_credential_id = $1`,
    [popular.id, count - 300],
  );
  const view = await viewMicroCredential(ctxOf(), { slug: popular.slug, asOf: null, unit: null });
  expect(view.decided).toHaveLength(300);
  expect(view.notCompared).toEqual([]);
});
