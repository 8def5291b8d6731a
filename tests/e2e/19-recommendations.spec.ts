import type { Page } from '@playwright/test';
import { expect, expectAccessible, queryAsAdmin, signInAs, test } from '@/tests/support/e2e';

const editor = 'priya.raghunathan@northbridge.example';
const reviewer = 'rashid.almansouri@northbridge.example';
const source = 'https://example.org/advice';
/** Somewhere tomorrow is a day later than here: two days on is later everywhere. */
const later = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);

/** A certificate of the institution about which nobody has said anything. */
async function aCertificate(): Promise<{ id: string; slug: string }> {
  const [made] = await queryAsAdmin<{ id: string; slug: string }>(
    `INSERT INTO micro_credential (steward_tenant_id, slug, natural_key, title, provider, source)
     SELECT i.id, 'advised-' || n, 'test:advised-' || n, 'Advised ' || n, 'Guild', 'A test'
       FROM institution i, (SELECT substr(gen_random_uuid()::text, 1, 8) AS n) x WHERE i.slug LIKE 'northbridge%'
     RETURNING id, slug`,
  );
  if (made === undefined) throw new Error('No certificate was made.');
  return made;
}

/** What a visitor reads of so many recommendations, each as one text. */
async function advised(page: Page, slug: string, count: number): Promise<string[]> {
  await page.goto(`/catalog/${slug}`);
  const section = page.locator('section').filter({
    has: page.getByRole('heading', { level: 2, name: 'What third parties recommend' }),
  });
  await expect(section.getByText('Advice, not credit.', { exact: false })).toBeVisible();
  await expect(section.getByRole('listitem')).toHaveCount(count);
  return section.getByRole('listitem').allInnerTexts();
}

for (const javaScriptEnabled of [false, true])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('a recommendation is added, changed from a later day on, and ended; visitors read it as advice', async ({
      page,
    }) => {
      const { id, slug } = await aCertificate();
      await signInAs(page, editor);
      await page.goto(`/registrar/certificates/entries/${id}`);
      await expect(page.getByText('Nobody has recommended credit for it yet.')).toBeVisible();
      await page.getByRole('link', { name: 'Add a recommendation' }).click();
      await expect(page.getByText('A recommendation is advice, not a decision.')).toBeVisible();
      if (javaScriptEnabled) await expectAccessible(page);

      await page.getByLabel('Recommender').fill('ACE');
      await page.getByLabel('Amount of credit').fill('many');
      await page.getByLabel('Where it was read').fill('somewhere');
      await page.getByLabel('Subjects').fill('statistics');
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByText('This is not a number.').first()).toBeVisible();
      await expect(page.getByText('A web address, beginning with https://.').first()).toBeVisible();
      await expect(page.getByLabel('Subjects')).toHaveValue('statistics');
      await page.getByLabel('Amount of credit').fill('3');
      await page.getByLabel('Unit').selectOption('ECTS');
      await page.getByLabel('Where it was read').fill(source);
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page).toHaveURL(`/registrar/certificates/entries/${id}`);
      await expect(page.getByText('ACE').first()).toBeVisible();
      const before = await advised(page, slug, 1);
      expect(before[0]).toContain('ACE');
      expect(before[0]).toContain('3 ECTS');

      await page.goto(`/registrar/certificates/entries/${id}`);
      await page.getByRole('link', { name: 'Change or end it: ACE' }).click();
      if (javaScriptEnabled) await expectAccessible(page);
      // What may stay empty says so; what may not does not.
      await expect(page.getByLabel('Where it was read')).toHaveAttribute('required');
      await expect(page.getByText(/^Where it was read$/)).toBeVisible();
      await expect(page.getByText(/^Amount of credit \(optional\)$/)).toBeVisible();
      await page.getByLabel('Amount of credit').fill('2');
      await page.getByLabel('Holds from').fill(later);
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await expect(page).toHaveURL(`/registrar/certificates/entries/${id}`);
      const after = await advised(page, slug, 2);
      expect(after.filter((text) => text.includes('3 ECTS') && text.includes('until'))).toHaveLength(1);
      expect(after.filter((text) => text.includes('2 ECTS') && text.includes('from'))).toHaveLength(1);

      await page.goto(`/registrar/certificates/entries/${id}`);
      await page.getByRole('link', { name: 'Change or end it: ACE' }).first().click();
      const own = page
        .locator('form')
        .filter({ has: page.getByRole('button', { name: 'Save the last day' }) });
      await own.getByLabel('Last day').fill('2001-01-01');
      await page.getByRole('button', { name: 'Save the last day' }).click();
      await expect(page.getByText('Ends before it begins.').first()).toBeVisible();
      await own.getByLabel('Last day').fill(later);
      await page.getByRole('button', { name: 'Save the last day' }).click();
      await expect(page).toHaveURL(`/registrar/certificates/entries/${id}`);
      expect(
        await queryAsAdmin(
          `SELECT amount, valid_to::text AS until FROM recommendation WHERE micro_credential_id = $1 ORDER BY valid_from NULLS FIRST`,
          [id],
        ),
      ).toMatchObject([{ amount: '3' }, { amount: '2', until: later }]);
    });
  });

test('what is changed from today on is replaced in place, and the page of the certificate says so', async ({
  page,
}) => {
  const { id } = await aCertificate();
  await signInAs(page, editor);
  await page.goto(`/registrar/certificates/entries/${id}/recommendations/new`);
  await page.getByLabel('Recommender').fill('ACE');
  await page.getByLabel('Where it was read').fill(source);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page).toHaveURL(`/registrar/certificates/entries/${id}`);
  await expect(page.getByText(/^Changed on/)).toHaveCount(0);
  await page.getByRole('link', { name: 'Change or end it: ACE' }).click();
  await page.getByLabel('Subjects').fill('statistics');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page).toHaveURL(`/registrar/certificates/entries/${id}`);
  await expect(
    page.getByText(/^Changed on .*, in place\. Answers for days before stay as they were\.$/),
  ).toBeVisible();
});

test('whoever may not enter recommendations reads why', async ({ page }) => {
  const { id } = await aCertificate();
  await signInAs(page, reviewer);
  await page.goto(`/registrar/certificates/entries/${id}/recommendations/new`);
  await expect(page.getByText('This needs a role that you do not hold.', { exact: false })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);
});
