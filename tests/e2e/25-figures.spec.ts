import { readFileSync } from 'node:fs';
import { expect, expectAccessible, queryAsAdmin, signInAs, test } from '@/tests/support/e2e';

test('who leads sees what holds credit back, by department, with the numbers behind it and as a file', async ({
  page,
}) => {
  await signInAs(page, 'helen.whitcombe@northbridge.example');
  await page.goto('/start');
  await page.getByRole('navigation').getByRole('link', { name: 'Figures', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What holds credit back');
  const grid = page.getByRole('table', { name: /^Five barriers in rows/ });
  await expect(grid.getByRole('rowheader')).toHaveCount(5);
  await page.getByText('Table: quality').click();
  await expect(page.getByRole('table', { name: /^Criteria scored 2 or 3/ })).toBeVisible();
  await expectAccessible(page);

  await page.getByLabel('Department', { exact: true }).selectOption({ label: 'Business' });
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page).toHaveURL(/from=\d{4}-Q\d&to=\d{4}-Q\d&department=[0-9a-f-]{36}/);
  await expect(grid.getByRole('columnheader').last()).toHaveText('Business');

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'CSV: Quality', exact: true }).click();
  const file = readFileSync(await (await download).path(), 'utf8');
  expect(file).toContain('figure,part,quarter,department,unit,value,rests_on,told');
  expect(file).not.toContain('integration');
});

test('everybody may know of quarters that are over, and a reviewer of the own work alone', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/institutions/northbridge-state');
  await page.getByRole('link', { name: 'Its decisions in figures' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/has decided, in figures$/);
  const [reviewer] = await queryAsAdmin<{ email: string }>(
    `SELECT p.email FROM vote v JOIN person p ON p.tenant_id = v.tenant_id AND p.id = v.person_id
      WHERE p.email LIKE '%@northbridge.example' AND v.cast_at > date_trunc('year', now()) + interval '1 day' AND NOT v.is_casting
        AND NOT EXISTS (SELECT FROM role_grant g WHERE g.tenant_id = p.tenant_id AND g.person_id = p.id AND g.role IN ('dean', 'registrar', 'administrator', 'auditor'))
      GROUP BY p.email ORDER BY count(*) DESC, 1 LIMIT 1`,
  );
  if (reviewer === undefined) throw new Error('Nobody at Northbridge has voted this year.');
  await signInAs(page, reviewer.email);
  await page.goto('/figures');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You cannot open this page');
  await page.goto('/faculty/cases');
  await page.getByRole('link', { name: 'Your reviewing record' }).click();
  await expect(page.getByText('Hours, estimated')).toBeVisible();
  await expect(page.getByText(/Only you see this page/)).toBeVisible();
});
