import { expect, expectAccessible, queryAsAdmin, signInAs, test } from '@/tests/support/e2e';

const editor = 'priya.raghunathan@northbridge.example';
const reviewer = 'rashid.almansouri@northbridge.example';

/** Certificates of one provider whom nobody else names, listed by Northbridge; its name and the id of the first of them. */
async function aProvider(count: number, word = ''): Promise<{ name: string; slug: string; entryId: string }> {
  const rows = await queryAsAdmin<{ id: string; provider: string; slug: string }>(
    `WITH made AS (
       INSERT INTO micro_credential (steward_tenant_id, slug, natural_key, title, provider, platform, source)
       SELECT i.id, 'of-guild-' || n || '-' || place, 'test:guild-' || n || '-' || place, 'Craft ' || lpad(place::text, 3, '0'), 'Guild ' || n || $2, 'Place ' || n, 'A test'
         FROM institution i, (SELECT substr(gen_random_uuid()::text, 1, 8) AS n) x, generate_series(1, $1) place WHERE i.slug LIKE 'northbridge%'
       RETURNING id, provider, title)
     SELECT id, provider FROM made ORDER BY title`,
    [count, word],
  );
  const [first] = rows;
  if (first === undefined) throw new Error('No certificate was made.');
  const [found] = await queryAsAdmin<{ slug: string }>(
    'SELECT o.slug FROM entry_organization e JOIN organization o ON o.id = e.organization_id WHERE e.micro_credential_id = $1 AND e.role = $2',
    [first.id, 'provider'],
  );
  return { name: first.provider, slug: found?.slug ?? '', entryId: first.id };
}

for (const javaScriptEnabled of [false, true])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('staff state where an organization is and its site, and visitors read it on its page', async ({
      page,
    }) => {
      const { name, slug, entryId } = await aProvider(1);
      await signInAs(page, editor);
      await page.goto(`/registrar/certificates/entries/${entryId}`);
      await page.getByRole('link', { name, exact: true }).click();
      await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
      if (javaScriptEnabled) await expectAccessible(page);
      await page.getByLabel('Country').fill('Germany'.slice(0, 1));
      await page.getByRole('textbox', { name: 'Site' }).fill('http://guild.example');
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByText('Two letters, such as PL.').first()).toBeVisible();
      await expect(page.getByText('A web address that begins with https://.').first()).toBeVisible();
      await page.getByLabel('Country').fill('de');
      await page.getByRole('textbox', { name: 'Site' }).fill('https://guild.example/welcome');
      await page.getByRole('button', { name: 'Save' }).click();
      await expect
        .poll(() => queryAsAdmin('SELECT country, url FROM organization WHERE slug = $1', [slug]))
        .toEqual([{ country: 'DE', url: 'https://guild.example/welcome' }]);

      await page.goto(`/organizations/${slug}`);
      await expect(page.getByRole('definition').filter({ hasText: 'Germany' })).toBeVisible();
      await expect(page.getByRole('link', { name: 'guild.example' })).toHaveAttribute(
        'href',
        'https://guild.example/welcome',
      );
      await expect(
        page.getByText('Country and site are stated by Northbridge', { exact: false }),
      ).toBeVisible();
      await page.getByRole('link', { name: 'Craft 001' }).click();
      await page.getByRole('link', { name, exact: true }).first().click();
      await expect(page).toHaveURL(`/organizations/${slug}`);
    });

    test('what an organization offers is read page by page, forth and back', async ({ page }) => {
      const { slug } = await aProvider(120);
      await page.goto(`/organizations/${slug}`);
      await expect(page.getByRole('link', { name: /^Craft/ })).toHaveCount(50);
      await page.getByRole('link', { name: 'Next' }).click();
      await expect(page.getByRole('link', { name: 'Craft 051' })).toBeVisible();
      await page.getByRole('link', { name: 'Next' }).click();
      await expect(page.getByRole('link', { name: /^Craft/ })).toHaveCount(20);
      await page.getByRole('link', { name: 'Previous' }).click();
      await page.getByRole('link', { name: 'Previous' }).click();
      await expect(page.getByRole('link', { name: 'Craft 001' })).toBeVisible();
      await expect(page.getByRole('link', { name: 'Previous' })).toHaveCount(0);
    });
  });

test('a name as long as names get fits a phone, for visitors and for staff', async ({ page }) => {
  const { slug, entryId } = await aProvider(1, ` ${'Donaudampfschifffahrtsgesellschaft'.repeat(5)}`);
  await page.setViewportSize({ width: 320, height: 640 });
  const width = () => page.evaluate(() => document.documentElement.scrollWidth);
  await page.goto(`/organizations/${slug}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await width()).toBeLessThanOrEqual(320);
  await page.getByRole('link', { name: 'Craft 001' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Craft 001' })).toBeVisible();
  expect(await width()).toBeLessThanOrEqual(320);
  await signInAs(page, editor);
  await page.goto(`/registrar/certificates/entries/${entryId}`);
  expect(await width()).toBeLessThanOrEqual(320);
});

test('whoever lists a certificate is told who is listed already, and takes a name with the keyboard', async ({
  page,
}) => {
  const { name } = await aProvider(1);
  await signInAs(page, editor);
  await page.goto('/registrar/certificates/new');
  const provider = page.getByLabel('Issuer');
  await provider.pressSequentially(`${name} Corporation`);
  const proposed = page.getByRole('button', { name, exact: true });
  await expect(proposed).toBeVisible();
  await expectAccessible(page);
  await proposed.press('Enter');
  await expect(provider).toHaveValue(name);
  await expect(proposed).toHaveCount(0);
});

test('whoever may not describe organizations reads why', async ({ page }) => {
  await signInAs(page, reviewer);
  const [google] = await queryAsAdmin<{ id: string }>(`SELECT id FROM organization WHERE slug = 'google'`);
  await page.goto(`/registrar/organizations/${google?.id ?? ''}`);
  await expect(page.getByText('This needs a role that you do not hold.', { exact: false })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);
});

test('two names of one body become one after a look, lead there from both addresses, and are taken apart again', async ({
  page,
}) => {
  const [gone, stays] = [await aProvider(2, ' Inc'), await aProvider(1)];
  await signInAs(page, editor);
  await page.goto(`/registrar/certificates/entries/${gone.entryId}`);
  await page.getByRole('link', { name: gone.name, exact: true }).click();
  await page.getByRole('link', { name: 'It is another name of an organization' }).click();
  await page.getByLabel('Name', { exact: true }).fill(stays.name);
  await page.getByRole('button', { name: 'Find' }).click();
  await page.getByRole('link', { name: stays.name, exact: true }).click();
  await expect(page.getByText('2 certificates and courses that it provides move.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Merge' }).click();
  await expect(page.getByText('This name leads to')).toBeVisible();
  await expectAccessible(page);

  const answer = await page.request.get(`/organizations/${gone.slug}?as=provider`, { maxRedirects: 0 });
  expect([answer.status(), answer.headers()['location']]).toEqual([
    308,
    `/organizations/${stays.slug}?as=provider`,
  ]);
  await page.goto(`/organizations/${gone.slug}`);
  await expect(page.getByRole('heading', { level: 1, name: stays.name })).toBeVisible();
  await expect(page.getByText(gone.name, { exact: true }).first()).toBeVisible();
  await expect(page.getByRole('link', { name: /^Craft/ })).toHaveCount(3);
  await expectAccessible(page);

  await page.goto(`/registrar/certificates/entries/${gone.entryId}`);
  await page.getByRole('link', { name: stays.name, exact: true }).click();
  await page.getByRole('link', { name: gone.name, exact: true }).click();
  await page.getByRole('button', { name: 'Take apart' }).click();
  await expect(page.getByRole('heading', { name: 'Which organization is it?' })).toBeVisible();
  await page.goto(`/organizations/${gone.slug}`);
  await expect(page.getByRole('heading', { level: 1, name: gone.name })).toBeVisible();
  await expect(page.getByRole('link', { name: /^Craft/ })).toHaveCount(2);
});

test('an institution says that an organization is itself, takes over an entry about it, and gives both back', async ({
  page,
}) => {
  const { name, slug, entryId } = await aProvider(1, ' Extension');
  await queryAsAdmin(
    `SET session_replication_role = replica;
     UPDATE micro_credential SET steward_tenant_id = (SELECT id FROM institution WHERE slug LIKE '%muehlenau') WHERE id = '${entryId}';
     UPDATE organization SET steward_tenant_id = (SELECT id FROM institution WHERE slug LIKE '%muehlenau'), stated_at = now(), url = 'https://extension.northbridge.example/' WHERE slug = '${slug}';
     SET session_replication_role = origin`,
  );
  await signInAs(page, 'helen.whitcombe@northbridge.example');
  await page.goto(`/registrar/certificates/entries/${entryId}`);
  await expect(page.getByRole('button', { name: 'Take over this entry' })).toHaveCount(0);
  await page.getByRole('link', { name, exact: true }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'It is our institution' }).click();
  await expect(page.getByText('It is known to be your institution since')).toBeVisible();
  await expectAccessible(page);
  await page.goto(`/organizations/${slug}`);
  await expect(page.getByText('Confirmed by Northbridge State University on')).toBeVisible();
  await expectAccessible(page);

  await page.goto(`/registrar/certificates/entries/${entryId}`);
  await page.getByRole('button', { name: 'Take over this entry' }).click();
  await expect(page.getByRole('button', { name: 'Give it back' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Begin a new version' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'In the catalog' }).click();
  await expect(page.getByText('Northbridge State University, confirmed on')).toBeVisible();

  await page.goto(`/registrar/certificates/entries/${entryId}`);
  await page.getByRole('button', { name: 'Give it back' }).click();
  await expect(page.getByRole('button', { name: 'Take over this entry' })).toBeVisible();
  await page.getByRole('link', { name, exact: true }).click();
  await page.getByRole('button', { name: 'Take that back' }).click();
  await expect(page.getByRole('button', { name: 'It is our institution' })).toHaveCount(0);
});
