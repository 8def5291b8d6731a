import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OrganizationQuery } from '@/lib/catalog/organization-role';
import { viewMicroCredential } from '@/lib/usecases/catalog/view-micro-credential';
import { type OrganizationView, viewOrganization } from '@/lib/usecases/catalog/view-organization';
import { aMicroCredential, anInstitution, aRecommendation } from '@/tests/support/builders/catalog';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

const word = randomUUID().slice(0, 8);
const [name, slug] = [`Hall ${word}`, `hall-${word}`];
let steward = '';
let lastId = '';
beforeAll(async () => {
  steward = await anInstitution(`hall-${word}`);
  await queryAsSuperuser(
    `INSERT INTO micro_credential (steward_tenant_id, slug, natural_key, title, provider, platform, status, source)
     SELECT $1, $2 || '-' || n, $2 || '|' || n, 'Part ' || lpad((n / 2)::text, 3, '0'), $3, CASE WHEN n > 115 THEN $3 END,
            CASE WHEN n = 1 THEN 'withdrawn' ELSE 'active' END, 'test' FROM generate_series(1, 120) n`,
    [steward, word, name.toUpperCase()],
  );
  ({ id: lastId } = await aMicroCredential(steward, {
    title: 'Zenith',
    provider: 'Somebody else',
    platform: name,
  }));
});
const view = (query: Partial<OrganizationQuery> = {}) =>
  viewOrganization(ctxOf(), { slug, role: null, from: null, ...query });
const titles = ({ entries }: OrganizationView) => entries.map(({ title }) => title);

describe('an organization is told', () => {
  it('with everything that it is to entries, the first of it at once', async () => {
    const shown = await view();
    expect(shown).toMatchObject({
      organization: { slug, name: name.toUpperCase(), country: null, url: null, statedBy: null },
      roles: ['provider', 'platform'],
      role: 'provider',
      before: null,
    });
    expect(shown.entries).toHaveLength(50);
    expect(shown.entries[0]).toMatchObject({ title: 'Part 000', isWithdrawn: true, kind: 'certificate' });
    expect(titles(await view({ role: 'platform' }))).toEqual([
      'Part 058',
      'Part 058',
      'Part 059',
      'Part 059',
      'Part 060',
      'Zenith',
    ]);
  });

  it('page by page, forth and back, each entry once, those with one title included', async () => {
    const pages: OrganizationView[] = [];
    for (let page: OrganizationView | null = await view(); page !== null; ) {
      pages.push(page);
      page = page.after === null ? null : await view({ from: { way: 'after', id: page.after } });
    }
    expect(pages.map(({ entries }) => entries.length)).toEqual([50, 50, 20]);
    expect(new Set(pages.flatMap(({ entries }) => entries.map(({ id }) => id))).size).toBe(120);
    const before = pages[2]?.before ?? expect.fail('no page before');
    const back = await view({ from: { way: 'before', id: before } });
    expect(back.entries).toEqual(pages[1]?.entries);
    expect(back.after).toBe(pages[1]?.after);
    const first = await view({ from: { way: 'before', id: back.before ?? '' } });
    expect([first.entries, first.before]).toEqual([pages[0]?.entries, null]);
  });

  it.each(['after', 'before'] as const)('from the first on, %s an entry of somebody else', async (way) => {
    expect((await view({ from: { way, id: lastId } })).entries).toEqual((await view()).entries);
    expect((await view({ from: { way, id: randomUUID() } })).entries).toEqual((await view()).entries);
  });

  it('as what it is where something else is asked for, and with nothing where nobody names it any more', async () => {
    expect((await view({ role: 'recommender' })).role).toBe('provider');
    const gone = `Gone ${word}`;
    const { id } = await aMicroCredential(steward, { title: 'Left', provider: gone });
    await queryAsSuperuser(`UPDATE micro_credential SET provider = 'Stayed' WHERE id = $1`, [id]);
    expect(await viewOrganization(ctxOf(), { slug: `gone-${word}`, role: null, from: null })).toMatchObject({
      organization: { name: gone },
      roles: [],
      role: null,
      entries: [],
    });
  });

  it.each(['nobody-is-called-so', 'a\0b', ''])('not where there is none: %j', async (missing) => {
    await expect(viewOrganization(ctxOf(), { slug: missing, role: null, from: null })).rejects.toMatchObject({
      code: 'not_found',
      reason: 'organization/not-found',
    });
  });
});

describe('a certificate leads to whom it names', () => {
  it('by name, country and page; also on a day on which it named somebody else', async () => {
    const { id, slug: entry } = await aMicroCredential(steward, {
      title: 'Led',
      provider: `Then ${word}`,
      platform: name,
    });
    await aRecommendation(steward, id);
    await queryAsSuperuser(`UPDATE micro_credential SET provider = $2 WHERE id = $1`, [id, `Now ${word}`]);
    const on = async (asOf: string | null) =>
      (
        await viewMicroCredential(ctxOf(), {
          slug: entry,
          asOf: asOf as Parameters<typeof viewMicroCredential>[1]['asOf'],
          unit: null,
        })
      ).entry;
    const now = await on(null);
    expect(now.organizations).toEqual({
      provider: { slug: `now-${word}`, name: `Now ${word}`, country: null, url: null },
      platform: { slug, name: name.toUpperCase(), country: null, url: null },
      awardingBody: null,
    });
    expect(now.recommendations[0]?.organization).toMatchObject({ slug: 'ace' });
    expect((await on('2026-01-01')).organizations.provider).toMatchObject({ slug: `then-${word}` });
  });
});
