import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import type pg from 'pg';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { foldedName } from '@/lib/micro-credential/natural-key';
import { aMicroCredential, anInstitution, aRecommendation } from '@/tests/support/builders/catalog';
import { appConnection, inRolledBackTransaction, queryAsSuperuser } from '@/tests/support/db';

/** Letters that change more than their case when they are folded, what is white space and what only looks so, and what natural keys part by. */
const awkward = fc.constantFrom(
  ...'İIıiΣσςßẞÅéÉＡａ１①ﬁŉǅǆΌΐ\u0301\u0307\u0345|/',
  ...' \t\n\u000b\u0085\u00a0\u1680\u2009\u200b\u2028\u202f\u3000\ufeff\u00ad',
  'ΑΣ',
  'Σ.',
  "Σ'Α",
);

test('the database folds names as the code does, where a sigma is one letter', async () => {
  const any = fc
    .integer({ min: 1, max: 0x10ffff })
    .filter((code) => code < 0xd800 || code > 0xdfff)
    .map((code) => String.fromCodePoint(code));
  const letter = fc.oneof(
    { weight: 3, arbitrary: awkward },
    { weight: 1, arbitrary: fc.constantFrom(...'AZaz09.-&') },
    { weight: 1, arbitrary: any },
  );
  const names = fc.sample(fc.string({ unit: letter, maxLength: 12 }), 20_000);
  // A letter that one of the two does not know yet is no name of anybody.
  const rows = await queryAsSuperuser<{ name: string; folded: string }>(
    'SELECT name, folded_name(name) AS folded FROM unnest($1::text[]) AS name WHERE unicode_assigned(name)',
    [names],
  );
  expect(rows.length).toBeGreaterThan(5_000);
  expect(rows.map(({ folded }) => folded)).toEqual(
    rows.map(({ name }) => foldedName(name).replaceAll('ς', 'σ')),
  );
});

let steward = '';
beforeAll(async () => {
  steward = await anInstitution(`links-${randomUUID().slice(0, 8)}`);
});

interface Link {
  role: string;
  name: string;
  title: string;
}
const linksOf = (id: string) =>
  queryAsSuperuser<Link>(
    `SELECT e.role, o.name, e.title FROM entry_organization e JOIN organization o ON o.id = e.organization_id WHERE e.micro_credential_id = $1 ORDER BY e.role, o.name`,
    [id],
  );
const called = (folded: string) =>
  queryAsSuperuser<{ name: string; slug: string }>('SELECT name, slug FROM organization WHERE folded = $1', [
    folded,
  ]);

describe('an entry is linked to whom it names', () => {
  it('when it is listed, and two spellings are one organization', async () => {
    const first = await aMicroCredential(steward, {
      title: 'Welding',
      provider: 'Guild of  Welders',
      platform: 'Learnhub',
    });
    const second = await aMicroCredential(steward, { title: 'Soldering', provider: ' GUILD of Welders ' });
    expect(await linksOf(first.id)).toEqual([
      { role: 'platform', name: 'Learnhub', title: 'Welding' },
      { role: 'provider', name: 'Guild of Welders', title: 'Welding' },
    ]);
    expect(await linksOf(second.id)).toEqual([
      { role: 'provider', name: 'Guild of Welders', title: 'Soldering' },
    ]);
    expect(await called('guild of welders')).toEqual([
      { name: 'Guild of Welders', slug: 'guild-of-welders' },
    ]);
  });

  it('anew when it names somebody else or is called otherwise, and only then', async () => {
    const { id } = await aMicroCredential(steward, {
      title: 'Rigging',
      provider: 'Old Hall',
      platform: 'Old Place',
    });
    await queryAsSuperuser(
      `UPDATE micro_credential SET title = 'Rigging II', provider = 'New Hall', platform = NULL, awarding_body = 'Old Hall' WHERE id = $1`,
      [id],
    );
    expect(await linksOf(id)).toEqual([
      { role: 'awarding_body', name: 'Old Hall', title: 'Rigging II' },
      { role: 'provider', name: 'New Hall', title: 'Rigging II' },
    ]);
    const versions = () =>
      queryAsSuperuser<{ at: string }>(
        'SELECT xmin::text AS at FROM entry_organization WHERE micro_credential_id = $1',
        [id],
      );
    const before = await versions();
    await queryAsSuperuser(`UPDATE micro_credential SET subject = 'Ropes' WHERE id = $1`, [id]);
    expect(await versions()).toEqual(before);
  });

  it('with whoever recommends credit for it, and not with those who do no more', async () => {
    const { id } = await aMicroCredential(steward, { title: 'Diving', provider: 'Deep' });
    await aRecommendation(steward, id);
    await aRecommendation(steward, id, { amount: '3' });
    const recommenders = async () =>
      (await linksOf(id)).filter(({ role }) => role === 'recommender').map(({ name }) => name);
    expect(await recommenders()).toEqual(['ACE']);
    await queryAsSuperuser(
      `UPDATE recommendation SET recommender = 'NCCRS' WHERE micro_credential_id = $1 AND amount = '3'`,
      [id],
    );
    expect(await recommenders()).toEqual(['ACE', 'NCCRS']);
    await queryAsSuperuser(
      `DELETE FROM recommendation WHERE micro_credential_id = $1 AND recommender = 'ACE'`,
      [id],
    );
    expect(await recommenders()).toEqual(['NCCRS']);
  });

  it('and to nobody by a name of blanks alone', async () => {
    const { id } = await aMicroCredential(steward, {
      title: 'Nobody',
      provider: '\u3000 ',
      platform: 'Somewhere',
    });
    expect((await linksOf(id)).map(({ role }) => role)).toEqual(['platform']);
  });
});

describe('the address of an organization', () => {
  it('is made of its words, without signs on letters', async () => {
    await aMicroCredential(steward, { title: 'A', provider: 'Écoles d’Été & Søn' });
    expect(await called(foldedName('Écoles d’Été & Søn'))).toMatchObject([{ slug: 'ecoles-dete-and-s-n' }]);
  });
  it('is told apart where its words are taken, within one statement too, or where it has none', async () => {
    await queryAsSuperuser(
      `INSERT INTO micro_credential (steward_tenant_id, slug, natural_key, title, provider, source)
       SELECT $1, 'sl-' || md5(p), 'sl|' || p, p, p, 'test' FROM unnest($2::text[]) p`,
      [steward, ['C Academy', 'C++ Academy', '東京大学', 'Школа']],
    );
    await aMicroCredential(steward, { title: 'C', provider: 'C# Academy' });
    const [c, plus, sharp, tokyo] = await Promise.all(
      ['c academy', 'c++ academy', 'c# academy', '東京大学'].map((folded) => called(folded)),
    );
    expect([c, plus].flatMap((one) => one?.map(({ slug }) => slug)).toSorted()).toEqual([
      'c-academy',
      expect.stringMatching(/^c-academy-[0-9a-f]{8}$/),
    ]);
    expect(sharp).toMatchObject([{ slug: expect.stringMatching(/^c-academy-[0-9a-f]{8}$/) as string }]);
    expect(tokyo).toMatchObject([{ slug: expect.stringMatching(/^organization-[0-9a-f]{8}$/) as string }]);
  });
  it('fits, however long the name is', async () => {
    const name = `${'Institute of Very Long Names '.repeat(6)}End`;
    await aMicroCredential(steward, { title: 'Long', provider: name });
    const [long] = await called(foldedName(name));
    expect(long?.name).toBe(name);
    expect(long?.slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(long?.slug.length).toBeLessThanOrEqual(80);
  });
});

async function asTenant<T>(work: (client: pg.Client) => Promise<T>, tenant = steward): Promise<T> {
  return inRolledBackTransaction(appConnection, async (client) => {
    await client.query(`SELECT set_config('app.tenant_id', $1, true)`, [tenant]);
    return work(client);
  });
}
const adds = (client: pg.Client, names: readonly string[], key: string) =>
  client.query(
    `INSERT INTO micro_credential (steward_tenant_id, slug, natural_key, title, provider, source)
     SELECT current_tenant(), $2 || '-' || place, $2 || '|' || place, 'T', name, 'test' FROM unnest($1::text[]) WITH ORDINALITY AS n (name, place)`,
    [names, key],
  );

test('two who name the same ones at once, in another order, find one of each', async () => {
  const [one, two] = [randomUUID(), randomUUID()].map((id) => id.slice(0, 8));
  const names = [`Alpha ${one}`, `Beta ${one}`, `alpha-${one}`];
  await asTenant(async (first) => {
    await adds(first, names, `a${one}`);
    await asTenant(async (second) => {
      const waiting = adds(second, names.map((name) => name.toUpperCase()).toReversed(), `b${two}`);
      await first.query('COMMIT');
      await waiting;
      await second.query('COMMIT');
    });
  });
  const linked = await queryAsSuperuser<{ count: string; slugs: string }>(
    `SELECT count(*) AS count, count(DISTINCT o.slug) AS slugs FROM entry_organization e JOIN organization o ON o.id = e.organization_id WHERE o.folded LIKE '%' || $1`,
    [one],
  );
  expect(linked).toEqual([{ count: '6', slugs: '3' }]);
});

test('who recommends an entry and who changes whom it names, at once, are both right', async () => {
  const { id } = await aMicroCredential(steward, { title: 'Busy', provider: 'Busy before' });
  await asTenant(async (changing) => {
    await changing.query(`UPDATE micro_credential SET provider = 'Busy after' WHERE id = $1`, [id]);
    await asTenant(async (advising) => {
      const { rows } = await advising.query<{ id: number }>('SELECT pg_backend_pid() AS id');
      const waiting = advising.query(
        `INSERT INTO recommendation (steward_tenant_id, micro_credential_id, natural_key, recommender, source_url, confidence)
         VALUES (current_tenant(), $1, $2, 'Busy Council', 'https://example.org', 'high')`,
        [id, randomUUID()],
      );
      let isDone = false;
      void waiting.catch(() => undefined).finally(() => (isDone = true));
      const isWaiting = async () =>
        (await queryAsSuperuser('SELECT FROM pg_locks WHERE NOT granted AND pid = $1', [rows[0]?.id]))
          .length > 0;
      while (!isDone && !(await isWaiting()));
      await changing.query('COMMIT');
      await waiting;
      await advising.query('COMMIT');
    });
  });
  expect((await linksOf(id)).map(({ role, name }) => [role, name])).toEqual([
    ['provider', 'Busy after'],
    ['recommender', 'Busy Council'],
  ]);
});

test('linking what is listed already links all of it, again nothing, and says nothing of any entry', async () => {
  const told = async () =>
    queryAsSuperuser(
      `SELECT (SELECT count(*) FROM catalog_past) AS past, (SELECT count(*) FROM catalog_change) AS changes,
              (SELECT md5(string_agg(m::text || m.xmin, '' ORDER BY id)) FROM micro_credential m) AS entries`,
    );
  const links = () =>
    queryAsSuperuser('SELECT * FROM entry_organization ORDER BY micro_credential_id, role, organization_id');
  const [before, linked] = [await told(), await links()];
  await queryAsSuperuser('DELETE FROM entry_organization');
  const migration = readFileSync(
    'prisma/migrations/20261130120010_catalog_links_organizations/migration.sql',
    'utf8',
  );
  await queryAsSuperuser(migration);
  expect(await links()).toEqual(linked);
  expect(linked.length).toBeGreaterThan(5);
  await queryAsSuperuser(migration);
  expect([await told(), await links()]).toEqual([before, linked]);
});

describe('the application', () => {
  const states = (client: pg.Client, id: string, what = `country = 'FR'`) =>
    client.query(
      `UPDATE organization SET ${what}, steward_tenant_id = current_tenant(), stated_at = now(), row_version = row_version + 1 WHERE id = $1`,
      [id],
    );
  const organization = async (folded: string) =>
    (await queryAsSuperuser<{ id: string }>('SELECT id FROM organization WHERE folded = $1', [folded]))[0]
      ?.id ?? expect.fail(folded);

  it('neither names, makes, removes nor links organizations itself', async () => {
    const { id: entry } = await aMicroCredential(steward, { title: 'Mine', provider: 'Mine' });
    const id = await organization('mine');
    for (const sql of [
      `UPDATE organization SET name = 'Yours', row_version = row_version + 1 WHERE id = '${id}'`,
      `INSERT INTO organization (slug, name) VALUES ('own', 'Own')`,
      `DELETE FROM organization WHERE id = '${id}'`,
      `INSERT INTO entry_organization VALUES ('${entry}', 'platform', '${id}', 'Mine')`,
      `DELETE FROM entry_organization WHERE organization_id = '${id}'`,
      `SELECT link_organizations(ARRAY['${entry}'::uuid], ARRAY['provider'])`,
    ])
      await expect(asTenant((client) => client.query(sql))).rejects.toThrow(
        /permission denied|keeps its name/,
      );
  });

  it('states country and page where its institution lists something, and where nobody else has stated them', async () => {
    await aMicroCredential(steward, { title: 'Stated', provider: 'Stated by me' });
    const stranger = await anInstitution(`other-${randomUUID().slice(0, 8)}`);
    const { id: theirs } = await aMicroCredential(stranger, { title: 'Theirs', provider: 'Of others' });
    const [mine, others] = [await organization('stated by me'), await organization('of others')];
    await asTenant(async (client) => {
      expect((await states(client, mine)).rowCount).toBe(1);
    });
    await expect(asTenant((client) => states(client, others))).rejects.toThrow(/lists nothing/);
    await aRecommendation(steward, theirs);
    await asTenant(async (client) => {
      expect((await states(client, await organization('ace'))).rowCount).toBe(1);
    });
    await aMicroCredential(stranger, { title: 'Stated too', provider: 'Stated by me' });
    await asTenant(async (client) => {
      await states(client, mine);
      await client.query('COMMIT');
    }, stranger);
    await asTenant(async (client) => {
      expect((await states(client, mine)).rowCount).toBe(0);
    });
  });

  it.each([
    [`country = 'fr'`, /organization_country_form/],
    [`country = NULL`, /stated_by_somebody/],
    [`url = 'http://plain.example'`, /organization_url_web/],
    [`url = 'https://' || repeat('a', 2000)`, /organization_url_web/],
  ])('states nothing of another form: %s', async (what, message) => {
    await aMicroCredential(steward, { title: 'Form', provider: 'Form' });
    const id = await organization('form');
    await expect(asTenant((client) => states(client, id, what))).rejects.toThrow(message);
  });
});
