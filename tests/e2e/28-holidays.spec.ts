import { expect, expectAccessible, queryAsAdmin, signInAs, test } from '@/tests/support/e2e';

test('public holidays are proposed to the list of days without work, and count once they are saved', async ({
  page,
}) => {
  const listed = async () => {
    const [row] = await queryAsAdmin<{ days: string[] }>(
      "SELECT coalesce(array_agg(day::text ORDER BY day), '{}') AS days FROM institution, unnest(holidays) AS day WHERE slug = 'northbridge-state'",
    );
    return row?.days ?? [];
  };
  const before = await listed();
  await signInAs(page, 'grace.oyelaran@northbridge.example');
  await page.goto('/administration');
  await page.getByLabel('Year').fill('2029');
  await page.getByRole('button', { name: 'Propose days' }).click();
  const proposals = page.getByRole('region', { name: /^Public holidays in / });
  await expect(proposals.getByRole('listitem').filter({ hasText: 'Independence Day' })).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  // Proposed is not listed: it is a person who saves, with what they took out.
  expect(await listed()).toEqual(before);
  const field = page.getByLabel('Days without work');
  await expect(field).toHaveValue(/2029-07-04/);
  await field.fill((await field.inputValue()).replace('2029-07-04\n', ''));
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved', { exact: false }).first()).toBeVisible();
  await expect.poll(listed).toContain('2029-12-25');
  expect(await listed()).not.toContain('2029-07-04');
});
