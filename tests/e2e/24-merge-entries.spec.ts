import { expect, expectAccessible, queryAsAdmin, signInAs, test } from '@/tests/support/e2e';

const editor = 'priya.raghunathan@northbridge.example';

/** Two entries for one certificate, the first listed by Northbridge, the other by Mühlenau. */
async function twoEntries(): Promise<{
  title: string;
  gone: { id: string; slug: string };
  stays: { id: string; slug: string };
}> {
  const rows = await queryAsAdmin<{ id: string; slug: string; title: string }>(
    `WITH n AS (SELECT substr(gen_random_uuid()::text, 1, 8) AS word)
     INSERT INTO micro_credential (steward_tenant_id, slug, natural_key, title, provider, source)
     SELECT i.id, 'twin-' || word || '-' || lower(i.country), 'test:twin-' || word || i.country, 'Twin ' || word, 'Guild of ' || word, 'A test'
       FROM n, institution i WHERE i.slug LIKE 'northbridge%' OR i.slug LIKE '%muehlenau'
     ORDER BY i.slug DESC RETURNING id, slug, title`,
  );
  const gone = rows.find(({ slug }) => slug.endsWith('-us'));
  const stays = rows.find(({ slug }) => !slug.endsWith('-us'));
  if (gone === undefined || stays === undefined) throw new Error('Two entries were not made.');
  return { title: gone.title, gone, stays };
}

for (const javaScriptEnabled of [false, true])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('one of two entries leads to the other after a look, for people and programs, and is taken apart again', async ({
      page,
    }) => {
      const { title, gone, stays } = await twoEntries();
      await signInAs(page, editor);
      await page.goto(`/registrar/certificates/entries/${gone.id}`);
      await page.getByRole('link', { name: 'It is the same as another entry' }).click();
      await page.getByRole('main').locator('section').getByRole('link', { name: title }).click();
      await expect(page.getByText(`The address /catalog/${gone.slug} leads to the other one`)).toBeVisible();
      if (javaScriptEnabled) await expectAccessible(page);
      await page.getByRole('button', { name: 'Merge' }).click();
      await expect(page.getByText('This entry leads to')).toBeVisible();
      if (javaScriptEnabled) await expectAccessible(page);

      const leads = async (address: string) => {
        const answer = await page.request.get(address, { maxRedirects: 0 });
        return [answer.status(), answer.headers()['location']];
      };
      expect(await leads(`/catalog/${gone.slug}?unit=ECTS`)).toEqual([
        308,
        `/catalog/${stays.slug}?unit=ECTS`,
      ]);
      expect(await leads(`/api/v1/catalog/${gone.slug}`)).toEqual([308, `/api/v1/catalog/${stays.slug}`]);
      expect((await leads(`/catalog/${gone.slug}?asOf=2026-01-01`))[0]).toBe(200);
      await page.goto(`/catalog/${gone.slug}`);
      await expect(page).toHaveURL(`/catalog/${stays.slug}`);
      await expect(page.getByRole('heading', { name: 'Also listed as' })).toBeVisible();
      await page.goto(`/estimate?mc1=${gone.slug}&institution=northbridge-state`);
      await expect(page.getByRole('link', { name: title }).first()).toHaveAttribute(
        'href',
        `/catalog/${stays.slug}`,
      );

      await page.goto(`/registrar/certificates/entries/${stays.id}`);
      await page.getByRole('main').locator('section').getByRole('link', { name: title, exact: true }).click();
      await page.getByRole('link', { name: 'What that means, and the way back' }).click();
      await page.getByRole('button', { name: 'Take apart' }).click();
      await expect(page.getByRole('heading', { name: 'Which entry stays?' })).toBeVisible();
      expect((await leads(`/catalog/${gone.slug}`))[0]).toBe(200);
    });
  });

test('what is decided about stays, and the decision in the way is named', async ({ page }) => {
  const { stays } = await twoEntries();
  const [decided] = await queryAsAdmin<{ id: string; code: string }>(
    `SELECT m.id, e.code FROM micro_credential m JOIN rule_source s ON s.micro_credential_id = m.id JOIN rule_version v ON v.tenant_id = s.tenant_id AND v.id = s.rule_version_id
       JOIN equivalency_rule e ON e.tenant_id = v.tenant_id AND e.id = v.rule_id JOIN institution i ON i.id = m.steward_tenant_id
      WHERE i.slug LIKE 'northbridge%' AND v.status = 'published' AND v.claim_to IS NULL AND m.kind = 'certificate'
        AND NOT EXISTS (SELECT FROM micro_credential_component c WHERE m.id IN (c.whole_id, c.part_id))
        AND NOT EXISTS (SELECT FROM listing l WHERE l.micro_credential_id = m.id) ORDER BY e.code LIMIT 1`,
  );
  await signInAs(page, editor);
  await page.goto(`/registrar/certificates/entries/${decided?.id}/merge?into=/catalog/${stays.slug}`);
  await expect(page.getByText('Not yet', { exact: true })).toBeVisible();
  await expect(page.getByText(decided?.code ?? 'none').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Merge' })).toHaveCount(0);
  await expectAccessible(page);
});
