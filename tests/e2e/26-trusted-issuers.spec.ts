import { randomUUID } from 'node:crypto';
import { expect, expectAccessible, signInAs, test } from '@/tests/support/e2e';

const [registrar, administrator] = ['helen.whitcombe', 'grace.oyelaran'].map(
  (name) => `${name}@northbridge.example`,
) as [string, string];

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('an issuer is proposed by one person, confirmed by another, and ended with its last day kept', async ({
      page,
    }) => {
      test.setTimeout(120_000);
      const id = randomUUID();
      const name = `Aabenraa ${id} ${'Akademie für Weiterbildung'.repeat(4)}`;
      await signInAs(page, registrar);
      await page.goto('/administration/issuers');
      await page.getByLabel('Name').fill(name);
      await page.getByLabel('What it is known by').fill('Aabenraa');
      await page.getByLabel('Why it is trusted').fill('On the register of the state.');
      await page.getByLabel('Source').fill('https://register.example.org/aabenraa');
      await page.getByLabel('First day').fill('2026-01-01');
      await page.getByRole('button', { name: 'Propose', exact: true }).click();
      await expect(page.getByText('Give a DID, an https address, or a SHA-256').first()).toBeVisible();
      await page.getByLabel('What it is known by').fill(`did:web:${id}.example.org`);
      await page.getByRole('button', { name: 'Propose', exact: true }).click();
      await expect(
        page.getByText('Proposed. Somebody else confirms it').filter({ visible: true }),
      ).not.toHaveCount(0);
      const row = page.getByRole('listitem').filter({ hasText: name });
      await expect(row.getByText('Waits for a second person')).toBeVisible();
      await expect(row.getByText('Confirm', { exact: true })).toHaveCount(0);
      await expect(row.getByText('Take back', { exact: true }).first()).toBeVisible();

      await page.context().clearCookies();
      await signInAs(page, administrator);
      await page.goto('/administration/issuers');
      await row.locator('summary').filter({ hasText: 'Confirm' }).click();
      await row.getByRole('button', { name: 'Confirm' }).click();
      await expect(
        row.getByText('Trusted since 1 Jan 2026').or(row.getByText('Trusted since Jan 1, 2026')),
      ).toBeVisible();
      await page.setViewportSize({ width: 390, height: 844 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      if (javaScriptEnabled) await expectAccessible(page);
      await row.locator('summary').filter({ hasText: 'End trust' }).click();
      await row.getByLabel('Why it ends').fill('It left the register.');
      await row.getByRole('button', { name: 'End trust' }).click();
      await expect(row.getByText('It left the register.')).toBeVisible();
      await expect(row.locator('summary')).toHaveCount(0);
    });
  });
