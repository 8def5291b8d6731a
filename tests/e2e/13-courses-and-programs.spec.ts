import { expect, expectAccessible, queryAsAdmin, signInAs, test } from '@/tests/support/e2e';

const registrar = 'fiona.drummond@carrowmere.example';
const reader = 'hamish.baird@carrowmere.example';

async function aCourseOf(email: string, skip: number): Promise<{ id: string; code: string; other: string }> {
  const [found] = await queryAsAdmin<{ id: string; code: string; other: string }>(
    `SELECT c.id, c.code, (SELECT o.code FROM course o WHERE o.tenant_id = c.tenant_id AND o.id <> c.id
        AND NOT EXISTS (SELECT FROM course_relation r WHERE o.id IN (r.course_id, r.other_course_id)) ORDER BY o.code DESC OFFSET $2 LIMIT 1) AS other
       FROM course c JOIN person p ON p.tenant_id = c.tenant_id AND p.email = $1
      WHERE NOT EXISTS (SELECT FROM course_relation r WHERE c.id IN (r.course_id, r.other_course_id)) ORDER BY c.code OFFSET $2 LIMIT 1`,
    [email, skip],
  );
  if (!found) throw new Error('The demonstration data lacks a course without relations.');
  return found;
}

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('a course gets outcomes and a relation, and what rests on it is shown before its last day', async ({
      page,
    }) => {
      const { id, other } = await aCourseOf(registrar, javaScriptEnabled ? 0 : 1);
      await signInAs(page, registrar);
      await page.goto(`/administration/courses/${id}`);
      if (javaScriptEnabled) await expectAccessible(page);

      const outcomes = page.getByLabel('Outcomes', { exact: true });
      const before = await outcomes.inputValue();
      await outcomes.fill(`${before}\nread a chart\nread a chart`);
      await page.getByRole('button', { name: 'Save department and outcomes' }).click();
      await expect(page.getByText('says the same as another one').first()).toBeVisible();
      await expect(page.getByLabel('Outcomes', { exact: true })).toHaveValue(/read a chart\nread a chart$/);
      await page.getByLabel('Outcomes', { exact: true }).fill(`${before}\nread a chart`);
      await page.getByRole('button', { name: 'Save department and outcomes' }).click();
      await expect(page.getByText('Saved', { exact: true }).filter({ visible: true }).first()).toBeVisible();

      await page.locator('summary').filter({ hasText: 'Add a relation' }).click();
      await page.getByLabel('This course', { exact: true }).selectOption('overlap');
      await page.getByLabel('Code of the other course').fill(other);
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      if (!javaScriptEnabled) await page.locator('summary').filter({ hasText: 'Add a relation' }).click();
      await expect(page.getByText('Say how much credit overlaps.').first()).toBeVisible();
      await expect(page.getByLabel('Code of the other course')).toHaveValue(other);
      await page.getByLabel('Credit that overlaps').fill('1');
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await expect(page.getByText(/^Earns 1/).first()).toBeVisible();

      await page.getByLabel('Last day', { exact: true }).last().fill('2099-12-31');
      await page.getByRole('button', { name: 'Show what it touches' }).click();
      await expect(page.getByRole('heading', { name: 'What the change does' })).toBeVisible();
      await expect(page.getByText('1 Jan 2100').first()).toBeVisible();
      await page.getByRole('button', { name: 'Save this version' }).click();
      await expect(page.getByRole('row').filter({ hasText: '1 Jan 2100' })).toContainText('Inactive');
      if (javaScriptEnabled) await expectAccessible(page);
    });
  });

test('a program says what it asks for, area by area, and a course that nobody has is named at its row', async ({
  page,
}) => {
  const { code } = await aCourseOf(registrar, 2);
  const [program] = await queryAsAdmin<{ id: string }>(
    'SELECT g.id FROM program g JOIN person p ON p.tenant_id = g.tenant_id AND p.email = $1 ORDER BY g.code LIMIT 1',
    [registrar],
  );
  await signInAs(page, registrar);
  await page.goto(`/administration/programs/${program?.id}`);
  await page.locator('summary').filter({ hasText: 'Change the areas' }).click();
  await expectAccessible(page);
  const first = page.getByRole('group', { name: 'Area 1' });
  await first.getByLabel('Area', { exact: true }).fill('Foundations');
  await first.getByLabel('Courses that fill it').fill(`${code}; NOWHERE 1`);
  await page.getByRole('button', { name: 'Save the areas' }).click();
  await expect(first.getByText('No course here has the code NOWHERE1.')).toBeVisible();
  await expect(first.getByLabel('Area', { exact: true })).toHaveValue('Foundations');
  await first.getByLabel('Courses that fill it').fill(code);
  await page.getByRole('button', { name: 'Save the areas' }).click();
  await expect(page.getByRole('rowheader', { name: 'Foundations' })).toBeVisible();
});

test('whoever only reads sees outcomes, relations and what rests on a course, and no form', async ({
  page,
}) => {
  const { id } = await aCourseOf(registrar, 3);
  await signInAs(page, reader);
  await page.goto(`/administration/courses/${id}`);
  await expect(page.getByRole('heading', { name: 'What rests on it' })).toBeVisible();
  for (const name of ['Save department and outcomes', 'Show what it touches', 'Add'])
    await expect(page.getByRole('button', { name, exact: true })).toHaveCount(0);
  await expectAccessible(page);
});

test('a program says what counts at most beside its caps, in rows, and the public page says it in words', async ({
  page,
}) => {
  const [program] = await queryAsAdmin<{ id: string; slug: string; title: string }>(
    `SELECT p.id, i.slug, p.title FROM program p JOIN institution i ON i.id = p.tenant_id JOIN person s ON s.tenant_id = p.tenant_id AND s.email = $1
      WHERE p.status = 'active' AND NOT EXISTS (SELECT FROM program_version v WHERE v.tenant_id = p.tenant_id AND v.program_id = p.id AND v.first_day >= current_date)
      ORDER BY p.code DESC LIMIT 1`,
    [registrar],
  );
  await signInAs(page, registrar);
  await page.goto(`/administration/programs/${program?.id}`);
  await page.locator('summary').filter({ hasText: 'Change the further limits' }).click();
  await expectAccessible(page);
  const rows = page.getByRole('group', { name: /^Limit \d+$/ });
  const row = rows.nth((await rows.count()) - 2);
  await row.getByLabel('What it asks').selectOption('most');
  await row.getByLabel('Amount', { exact: true }).fill('0');
  await page.getByRole('button', { name: 'Save the limits' }).click();
  await expect(row.getByText('Say of what: a level', { exact: false })).toBeVisible();
  await row.getByLabel('Of learning older than (years)').fill('17');
  await page.getByRole('button', { name: 'Save the limits' }).click();
  await expect(page).toHaveURL(/saved=/);
  await expect(page.getByText(/17 years/).first()).toBeVisible();
  await page.goto(`/institutions/${program?.slug}`);
  const limits = page
    .getByRole('listitem')
    .filter({ hasText: program?.title ?? '' })
    .locator('details')
    .first();
  await limits.locator('summary').click();
  await expect(limits.getByText(/17 years/)).toBeVisible();
});
