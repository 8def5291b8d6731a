import { expect, expectAccessible, queryAsAdmin, signInAs, test } from '@/tests/support/e2e';

const registrar = 'helen.whitcombe@northbridge.example';

interface Found {
  id: string;
  title: string;
  department: string;
}

/** A mapping in force that the registrar did not write, with nothing newer, whose title finds it alone. */
async function inForce(): Promise<Found> {
  const [found] = await queryAsAdmin<Found>(
    `SELECT v.id, e.title, d.name AS department FROM rule_version v
       JOIN equivalency_rule e ON e.tenant_id = v.tenant_id AND e.id = v.rule_id
       JOIN department d ON d.tenant_id = e.tenant_id AND d.id = e.department_id
       JOIN person p ON p.tenant_id = v.tenant_id AND p.email = $1
      WHERE v.status = 'published' AND v.claim_to IS NULL AND v.review_due_on > current_date + 400 AND NOT is_rule_author(v.tenant_id, v.id, p.id)
        AND (SELECT count(*) FROM rule_version w WHERE w.tenant_id = v.tenant_id AND w.rule_id = v.rule_id) = 1
        AND (SELECT count(*) FROM equivalency_rule o WHERE o.tenant_id = e.tenant_id AND position(lower(e.title) in lower(o.title)) > 0) = 1
      ORDER BY e.code LIMIT 1`,
    [registrar],
  );
  if (found === undefined) throw new Error('No such mapping is in force.');
  return found;
}

for (const javaScriptEnabled of [false, true])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('a registrar looks at what would become of each, gives mappings to another department, and back', async ({
      page,
    }) => {
      const { id, title, department } = await inForce();
      await signInAs(page, registrar);
      await page.goto(`/registrar/rules?state=force&words=${encodeURIComponent(title)}`);
      await page.getByRole('link', { name: 'Give these mappings to another department' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Change many mappings');
      await expect(page.getByText('1 mapping found. Nothing has been changed.')).toBeVisible();
      const table = page.getByRole('table', { name: 'What would become of each mapping' });
      const to = page.getByLabel('Give them to');
      const other = await to.getByRole('option').filter({ hasNotText: department }).nth(1).innerText();
      for (const [target, before] of [
        [other, department],
        [department, other],
      ] as const) {
        // Nowhere is left to go where it is already.
        await to.selectOption({ label: before });
        await page.getByRole('button', { name: 'Show what would happen' }).click();
        await expect(table).toContainText('Nothing to change: it is so already.');
        await expect(page.getByRole('button', { name: 'Give the ticked ones to it' })).toHaveCount(0);
        await to.selectOption({ label: target });
        await page.getByRole('button', { name: 'Show what would happen' }).click();
        await expect(page.getByText('1 of 1 would change.')).toBeVisible();
        await expect(table.getByRole('checkbox', { name: `Choose ${title}` })).toBeChecked();
        if (javaScriptEnabled) await expectAccessible(page);
        await page.getByRole('button', { name: 'Give the ticked ones to it' }).click();
        await expect(page.getByText('1 of 1 given to the department').first()).toBeVisible();
      }
      await page.goto(`/registrar/rules/${id}/history`);
      await expect(page.getByText('Gave a mapping to another department').first()).toBeVisible();
    });

    test('a review day comes nearer with a reason, and goes no farther than the policy says', async ({
      page,
    }) => {
      const { title } = await inForce();
      await signInAs(page, registrar);
      await page.goto(`/registrar/rules?state=force&words=${encodeURIComponent(title)}`);
      await page.getByRole('link', { name: 'Change the review day of these mappings' }).click();
      await page.getByLabel('Review them on').fill('2099-01-01');
      await page.getByRole('button', { name: 'Show what would happen' }).click();
      const table = page.getByRole('table', { name: 'What would become of each mapping' });
      await expect(table).toContainText('Only a review leaves it in force for so long. The farthest day is');
      await expect(page.getByText('None of 1 would change.', { exact: false })).toBeVisible();
      const [nearer] = await queryAsAdmin<{ day: string }>(
        `SELECT (current_date + ${javaScriptEnabled ? 350 : 380})::text AS day`,
      );
      await page.getByLabel('Review them on').fill(nearer?.day ?? '');
      await page.getByRole('button', { name: 'Show what would happen' }).click();
      await expect(page.getByText('1 of 1 would change.', { exact: false })).toBeVisible();
      if (javaScriptEnabled) await expectAccessible(page);
      await page.getByLabel('Why', { exact: true }).fill('One after the other.');
      await page.getByRole('button', { name: 'Change the day of the ticked ones' }).click();
      await expect(page.getByText('1 of 1 are due on the chosen day').first()).toBeVisible();
      expect(
        await queryAsAdmin(
          `SELECT count(*)::int AS n FROM rule_version v JOIN equivalency_rule e ON e.id = v.rule_id WHERE e.title = $1 AND v.review_due_on = $2`,
          [title, nearer?.day],
        ),
      ).toEqual([{ n: 1 }]);
    });
  });

/** Two mappings in force of one department, made due, and a reviewer there who wrote neither. */
async function dueFor(): Promise<{ email: string; due: { id: string; title: string }[] }> {
  const due = await queryAsAdmin<{ id: string; title: string; email: string }>(
    `SELECT v.id, e.title, p.email FROM rule_version v
       JOIN equivalency_rule e ON e.tenant_id = v.tenant_id AND e.id = v.rule_id
       JOIN role_grant g ON g.tenant_id = e.tenant_id AND g.department_id = e.department_id AND g.role = 'reviewer' AND g.ended_at IS NULL
       JOIN person p ON p.tenant_id = g.tenant_id AND p.id = g.person_id AND p.email LIKE '%@northbridge.example'
      WHERE v.status = 'published' AND v.claim_to IS NULL AND NOT is_rule_author(v.tenant_id, v.id, p.id) AND v.review_due_on > current_date + 400
        AND NOT EXISTS (SELECT FROM change_notice n WHERE n.rule_version_id = v.id AND n.followed_at IS NULL)
        AND (SELECT count(*) FROM rule_version w WHERE w.tenant_id = v.tenant_id AND w.rule_id = v.rule_id) = 1
      ORDER BY p.email, e.code`,
  );
  const email = due.find((one, at) => due[at + 1]?.email === one.email)?.email ?? '';
  const mine = due.filter((one) => one.email === email).slice(0, 2);
  for (const { id } of mine)
    await queryAsAdmin(
      'UPDATE rule_version SET review_due_on = current_date - 3, row_version = row_version + 1 WHERE id = $1',
      [id],
    );
  return { email, due: mine };
}

for (const javaScriptEnabled of [false, true])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('one reviewer says of mappings that are due that they stay as they are, and the record says so', async ({
      page,
    }) => {
      const { email, due } = await dueFor();
      expect(due).toHaveLength(2);
      await signInAs(page, email);
      await page.goto('/registrar/rules/many?act=reaffirm');
      const table = page.getByRole('table', { name: 'What would become of each mapping' });
      // Nothing is ticked before anybody has looked at it.
      for (const { title } of due) {
        const box = table.getByRole('checkbox', { name: `Choose ${title}` }).first();
        await expect(box).not.toBeChecked();
        await box.check();
      }
      if (javaScriptEnabled) await expectAccessible(page);
      await page.getByLabel('What you looked at').fill('The syllabus and the exam, as they are today.');
      await page.getByRole('button', { name: 'The ticked ones stay as they are' }).click();
      await expect(page.getByText('Say that you have no conflict of interest').first()).toBeVisible();
      await expect(page.getByLabel('What you looked at')).toHaveValue(
        'The syllabus and the exam, as they are today.',
      );
      for (const { title } of due)
        await expect(table.getByRole('checkbox', { name: `Choose ${title}` }).first()).toBeChecked();
      await page.getByLabel('I have no conflict of interest').check();
      await page.getByRole('button', { name: 'The ticked ones stay as they are' }).click();
      await expect(page.getByText('reviewed and left as they are').first()).toBeVisible();
      await page.goto(`/registrar/rules/${due[0]?.id}/history`);
      await expect(page.getByText('The syllabus and the exam, as they are today.').first()).toBeVisible();
      await expect(page.getByText('no change', { exact: false }).first()).toBeVisible();
      if (javaScriptEnabled) await expectAccessible(page);
    });
  });

test('a list is kept under a name with its columns and order, shared, followed by a colleague, and deleted', async ({
  page,
}) => {
  await signInAs(page, registrar);
  await page.goto('/registrar/rules?state=force');
  // What the filters find has the focus, whether that is something or nothing.
  for (const words of ['no mapping is called so', '']) {
    await page.getByRole('searchbox', { name: 'Words' }).fill(words);
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(page.locator('#found')).toBeFocused();
    expect(new URL(page.url()).searchParams.get('words')).toBe(words);
  }
  await page.locator('summary').filter({ hasText: 'Columns' }).click();
  const columns = page.getByRole('form', { name: 'Columns' });
  await columns.getByLabel('Code', { exact: true }).check();
  await columns.getByLabel('Author', { exact: true }).uncheck();
  await columns.getByRole('button', { name: 'Show these columns' }).click();
  await expect(page.getByRole('columnheader', { name: 'Code' })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Author' })).toHaveCount(0);
  await page.getByRole('link', { name: 'Code', exact: true }).click();
  await expect(page.getByRole('columnheader', { name: 'Code' })).toHaveAttribute('aria-sort', 'ascending');
  await page.locator('summary').filter({ hasText: 'Save this view' }).click();
  await page.getByLabel('Name', { exact: true }).fill('In force, by code');
  await page.getByLabel('Share it with everybody here').check();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save it' }).click();
  const views = page.getByRole('navigation', { name: 'Saved views' });
  await expect(views.getByRole('link', { name: 'In force, by code' })).toBeVisible();
  await signInAs(page, 'amara.okafor@northbridge.example');
  await page.goto('/registrar/rules');
  await views.getByRole('link', { name: 'In force, by code' }).click();
  await expect(page).toHaveURL(/state=force&sort=code&columns=/);
  await expect(page.getByRole('columnheader', { name: 'Code' })).toHaveAttribute('aria-sort', 'ascending');
  await expectAccessible(page);
  await signInAs(page, registrar);
  await page.goto('/registrar/rules');
  await page.locator('summary').filter({ hasText: 'Delete views' }).click();
  await page.getByRole('button', { name: 'Delete In force, by code' }).click();
  await expect(views).toHaveCount(0);
});

test('an address that names no department of the institution is told so, and whoever is no registrar why not', async ({
  page,
}) => {
  await signInAs(page, registrar);
  await page.goto('/registrar/rules/many?act=department&to=00000000-0000-4000-8000-000000000001');
  await expect(page.getByText('There is no such department.')).toBeVisible();
  await page.goto('/registrar/health?department=00000000-0000-4000-8000-000000000001');
  await expect(page.getByText('There is no such department')).toBeVisible();
  await signInAs(page, 'rashid.almansouri@northbridge.example');
  await page.goto('/registrar/rules/many');
  await expect(page.getByText('This needs a role that you do not hold.', { exact: false })).toBeVisible();
});

test('an approved mapping is published ahead: it begins on the chosen day', async ({ page }) => {
  const [ready] = await queryAsAdmin<{ id: string; day: string }>(
    `SELECT v.id, (current_date + 40)::text AS day FROM rule_version v JOIN person p ON p.tenant_id = v.tenant_id AND p.email = $1
      WHERE v.status = 'approved' AND NOT is_rule_author(v.tenant_id, v.id, p.id)
        AND v.import_batch_id IS NULL ORDER BY v.created_at LIMIT 1`,
    [registrar],
  );
  await signInAs(page, registrar);
  await page.goto(`/registrar/rules/${ready?.id}`);
  const act = page.locator('#act-publish');
  await act.getByLabel('First day').fill('2001-01-01');
  await act.getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByText('This day is over: choose today or a later one.').first()).toBeVisible();
  await act.getByLabel('First day').fill(ready?.day ?? '');
  await act.getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByText('Published ahead', { exact: true }).first()).toBeVisible();
  expect(
    await queryAsAdmin('SELECT status, claim_from::text AS day FROM rule_version WHERE id = $1', [ready?.id]),
  ).toEqual([{ status: 'published', day: ready?.day }]);
  // Suspended before it begins, it keeps its day, and stands no longer among what is in force or begins later.
  const suspend = page.locator('#act-suspend');
  await suspend.getByText('Suspend', { exact: true }).click();
  await expect(suspend).toContainText(/It will not start on .+ until it is resumed\./);
  await suspend.getByLabel('Why, for students').fill('A question is open.');
  await suspend.getByRole('button', { name: 'Yes, do it' }).click();
  await expect(page.getByText(/^to begin on /)).toBeVisible();
  const link = page.locator(`a[href="/registrar/rules/${ready?.id}"]`);
  for (const [state, isThere] of [
    ['force', 0],
    ['coming', 0],
    ['suspended', 1],
  ] as const) {
    await page.goto(`/registrar/rules?state=${state}`);
    await expect(link, state).toHaveCount(isThere);
  }
  await expect(page.getByRole('row').filter({ has: link })).toContainText('from ');
  await page.goto(`/registrar/rules/${ready?.id}`);
  const resume = page.locator('#act-resume');
  await resume.getByText('Put in force again').click();
  await expect(resume).toContainText('It will start on');
  await expectAccessible(page);
  await resume.getByLabel('Why').fill('It is answered.');
  await resume.getByRole('button', { name: 'Yes, do it' }).click();
  await expect(page.getByText('Published ahead', { exact: true }).first()).toBeVisible();
});
