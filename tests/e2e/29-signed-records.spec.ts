import { expect, expectAccessible, signInAs, test } from '@/tests/support/e2e';

test('an institution begins to sign, and whoever has a record verifies it, which no altered one passes', async ({
  page,
}) => {
  await signInAs(page, 'grace.oyelaran@northbridge.example');
  await page.goto('/administration/records');
  await page.getByText('Begin to sign').click();
  await page.getByRole('button', { name: 'Make the key' }).click();
  await expect(page.getByText('Signs now')).toBeVisible();
  const none = page.getByText('No published mapping waits.');
  // A hundred at once; the rest is signed by another press, or by itself meanwhile.
  await expect(async () => {
    await page.reload();
    if (await none.isVisible()) return;
    await page.getByRole('button', { name: 'Sign them now' }).click({ timeout: 5_000 });
    await expect(none).toBeVisible({ timeout: 5_000 });
  }).toPass();
  await expectAccessible(page);

  await page.goto('/institutions/northbridge-state');
  await page
    .getByRole('link', { name: /, version \d/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: 'Signed record' })).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  const address = await page.getByRole('link', { name: /Download the record/ }).getAttribute('href');
  const record = await (await page.request.get(address ?? '')).text();
  const { issuer } = JSON.parse(record) as { issuer: { id: string } };
  const published = await page.request.get('/institutions/northbridge-state/did.json');
  expect(await published.json()).toMatchObject({ id: issuer.id });

  const check = async (text: string) => {
    await page.goto('/prove');
    await page.getByLabel('Or its text or address').fill(text);
    await page.getByRole('button', { name: 'Check the badge' }).click();
  };
  await check(record);
  await expect(page.getByText('Valid', { exact: true })).toBeVisible();
  await expect(page.getByText('Decision about credit, signed')).toBeVisible();
  await check(
    record.replace(/"amount":"(\d)/, (_, digit: string) => `"amount":"${(Number(digit) + 1) % 10}`),
  );
  await expect(page.getByText(/^Not valid/)).toBeVisible();
});
