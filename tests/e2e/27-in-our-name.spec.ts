import { expect, expectAccessible, queryAsAdmin, signInAs, test } from '@/tests/support/e2e';

const registrar = 'helen.whitcombe@northbridge.example';

/** A certificate that Mühlenau listed with Northbridge as its issuer, spelled in another way. */
async function listedByAnother(): Promise<{ id: string; slug: string; title: string }> {
  const [made] = await queryAsAdmin<{ id: string; slug: string; title: string }>(
    `WITH n AS (SELECT substr(gen_random_uuid()::text, 1, 8) AS word)
     INSERT INTO micro_credential (steward_tenant_id, slug, natural_key, title, provider, source)
     SELECT i.id, 'in-name-' || word, 'test:in-name-' || word, 'Award in another name ' || word, replace((SELECT name FROM institution WHERE slug LIKE 'northbridge%'), 'University', 'Univ.'), 'A test'
       FROM n, institution i WHERE i.slug LIKE '%muehlenau' RETURNING id, slug, title`,
  );
  if (made === undefined) throw new Error('No certificate was made.');
  return made;
}

for (const javaScriptEnabled of [false, true])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('what another institution lists in one’s name waits in the work, says so in public, and leaves the catalog when it is refused', async ({
      page,
    }) => {
      const { id, slug, title } = await listedByAnother();
      await page.goto(`/catalog/${slug}`);
      await expect(page.getByText('which it names, has not confirmed it', { exact: false })).toBeVisible();
      if (javaScriptEnabled) await expectAccessible(page);
      await signInAs(page, registrar);
      await page.goto('/registrar');
      await page.getByRole('main').getByRole('link', { name: title }).click();
      await expect(page.getByText('listed this in your name', { exact: false })).toBeVisible();
      if (javaScriptEnabled) await expectAccessible(page);
      await page.getByText('Refuse it', { exact: true }).first().click();
      await page.getByRole('button', { name: 'Refuse it' }).click();
      await expect
        .poll(() => queryAsAdmin('SELECT state FROM entry_in_name WHERE micro_credential_id = $1', [id]))
        .toEqual([{ state: 'waiting' }]);
      await page.getByLabel('Why it is not yours').fill('We never awarded this.');
      await page.getByRole('button', { name: 'Refuse it' }).click();
      await expect(page.getByText('You refused this on', { exact: false })).toBeVisible();
      await expect(page.getByText('We never awarded this.')).toBeVisible();
      await page.goto(`/catalog/${slug}`);
      await expect(page.getByText('that this is not its award', { exact: false })).toBeVisible();
      await expect(page.locator('meta[name="robots"]')).toHaveAttribute('content', /noindex/);
      await page.goto('/registrar/certificates?show=named');
      await expect(page.getByRole('link', { name: title })).toBeVisible();
      if (javaScriptEnabled) await expectAccessible(page);
    });
  });
