import { expect, expectAccessible, queryAsAdmin, signInAs, test } from '@/tests/support/e2e';

const registrar = 'helen.whitcombe@northbridge.example';

/** Somebody at Northbridge who holds this role and no other. */
async function onlyA(role: string): Promise<string> {
  const [person] = await queryAsAdmin<{ email: string }>(
    `SELECT p.email FROM person p JOIN role_grant g ON g.tenant_id = p.tenant_id AND g.person_id = p.id AND g.ended_at IS NULL
      WHERE p.email LIKE '%@northbridge.example' GROUP BY p.email HAVING array_agg(DISTINCT g.role) = ARRAY[$1] ORDER BY 1 LIMIT 1`,
    [role],
  );
  if (person === undefined) throw new Error(`Nobody is ${role} and nothing else.`);
  return person.email;
}

test('a registrar finds what is wrong in the rule book, and one click leads to where it is mended', async ({
  page,
}) => {
  await signInAs(page, registrar);
  await page.goto('/registrar');
  await page.getByRole('link', { name: /rule book/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Health of the rule book');
  await expect(page.getByText(/mappings looked through, as of/)).toBeVisible();
  await expectAccessible(page);

  // Every kind has its count, and its list is as long.
  const kinds = page.getByRole('navigation', { name: 'What is wrong' });
  await kinds.getByRole('link', { name: /^Reviews/ }).click();
  await expect(kinds.getByRole('link', { name: /^Reviews/ })).toHaveAttribute('aria-current', 'page');
  const rows = page.getByRole('table', { name: 'Reviews' }).getByRole('row');
  const count = Number(
    await kinds
      .getByRole('link', { name: /^Reviews/ })
      .locator('.tabular')
      .innerText(),
  );
  await expect(rows).toHaveCount(count + 1);

  const fix = page.getByRole('link', { name: /^Review again: / }).first();
  const title = ((await fix.getAttribute('aria-label')) ?? '').replace('Review again: ', '');
  await fix.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  const act = page.locator('#act-startNewVersion');
  await expect(act).toBeInViewport();
  await act.getByRole('button').click();
  await expect(page.getByText(/^Credit mapping, version [2-9]/)).toBeVisible();
  await expect(page.getByText('Credit mapping, version 1', { exact: true })).toHaveCount(0);

  // It is still due, and somebody is at it.
  await page.goto('/registrar/health?kind=review');
  await expect(page.getByRole('link', { name: `See the new version: ${title}` })).toBeVisible();
});

test('whoever may not mend it reads it, by department and on a phone, and is led to the mapping', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signInAs(page, await onlyA('auditor'));
  await page.goto('/registrar/health?kind=review');
  await expect(page.getByRole('link', { name: /^Open the mapping: / }).first()).toBeVisible();
  await expect(page.getByRole('link', { name: /^Review again: / })).toHaveCount(0);
  await page.getByLabel('Department', { exact: true }).selectOption({ label: 'Art and Design' });
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page).toHaveURL(/kind=review&department=/);
  await expect(page.getByText('Nothing of this kind')).toBeVisible();
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

test('a visitor is asked to sign in, and comes back', async ({ page }) => {
  await page.goto('/registrar/health?kind=gap');
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fregistrar%2Fhealth%3Fkind%3Dgap/);
});

test('where another institution decides differently is shown side by side, and leads to a mapping', async ({
  page,
}) => {
  await signInAs(page, registrar);
  await page.goto('/registrar/health');
  await page.getByRole('link', { name: 'Where decisions differ' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Where decisions differ');
  const row = page.getByRole('table', { name: 'Between institutions' }).getByRole('row').nth(1);
  await expect(row).toContainText('(you)');
  await expect(row).toContainText('ECTS');
  await expectAccessible(page);
  await row.getByRole('link', { name: /^Start a mapping of/ }).click();
  await expect(page).toHaveURL(/\/registrar\/rules\/new\?certificate=/);
});

test('a draft that decides the opposite of what is in force asks why, at its field', async ({ page }) => {
  const evaluator = 'amara.okafor@northbridge.example';
  const [denied] = await queryAsAdmin<{ id: string }>(
    `SELECT s.micro_credential_id AS id FROM rule_version v JOIN rule_source s ON s.tenant_id = v.tenant_id AND s.rule_version_id = v.id
       JOIN person p ON p.tenant_id = v.tenant_id AND p.email = $1
      WHERE v.status = 'published' AND v.claim_to IS NULL AND v.definition->>'deny' = 'true' AND v.definition->'premise' ? 'mc' ORDER BY 1 LIMIT 1`,
    [evaluator],
  );
  await signInAs(page, evaluator);
  await page.goto(`/registrar/rules/new?certificate=${denied?.id}`);
  await page.getByRole('button', { name: 'Start the draft' }).click();
  const which = page.getByRole('combobox', { name: 'Which' });
  await which.fill('STAT');
  await page.keyboard.press('Enter');
  await page.getByRole('group', { name: 'Known already' }).getByRole('checkbox').last().check();
  const why = page.getByLabel('Why it decides otherwise');
  await expect(why).toBeHidden();
  await page.getByRole('button', { name: 'Hand it in' }).click();
  await expect(why).toBeVisible();
  await expect(why).toHaveAccessibleDescription(/decides the opposite/);
  await expectAccessible(page);
  await why.fill('The exam is supervised since May.');
  await page.getByRole('button', { name: 'Hand it in' }).click();
  await expect(page.getByText('Submitted', { exact: true })).toBeVisible();
  await expect(page.getByText('The exam is supervised since May.')).toBeVisible();
});
