import { randomUUID } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { expect, queryAsAdmin, test } from '@/tests/support/e2e';
import { approved, aReview } from '@/tests/support/e2e-world';
import { expectFocusIn, hasFocus, press, reach, signInByKeys, type } from '@/tests/support/keyboard';

// Nothing here is clicked, filled in or given the focus by the test: keys alone, as a person without a pointer has them. Every stop on
// the way is looked at: in sight, uncovered, outlined, in the order of the page. An institution of its own, where no other file works.
// A trace of every key costs more than the walk, and a walk that fails says what it passed.
test.use({ trace: 'off' });
const institution = 'hochschule-muehlenau';
const at = (name: string) => `${name}@muehlenau.example`;
const [evaluator, registrar, administrator, auditor] = [
  at('anke.lueders'),
  at('birgit.grossmann'),
  at('elif.yildiz'),
  at('ulrike.doerr'),
];

test('a visitor skips to the content, searches, filters, opens a certificate, and estimates with two', async ({
  page,
}) => {
  await page.goto('/');
  await press(page, page.getByRole('link', { name: 'Skip to content' }), 'Enter', 1);
  await expectFocusIn(page.getByRole('main'));
  await type(page, page.getByRole('searchbox'), 'data', 3);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/catalog?q=data');

  await press(page, page.getByRole('checkbox', { name: /^Certificate/ }), 'Space', 90);
  await press(page, page.getByRole('button', { name: 'Show results' }));
  await expect(page).toHaveURL(/kind=certificate/);
  await press(
    page,
    page.getByRole('link', { name: 'Google Data Analytics Professional Certificate', exact: true }),
    'Enter',
    150,
  );
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Google Data Analytics Professional Certificate',
  );
  // Each page that is read is a whole one: the way past its head comes first.
  await press(page, page.getByRole('link', { name: 'Skip to content' }), 'Enter', 1);
  await expectFocusIn(page.getByRole('main'));
  await press(
    page,
    page.getByRole('main').getByRole('link', { name: 'What would I get?', exact: true }).first(),
  );
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What would I get?');

  await type(page, page.getByRole('textbox', { name: 'Score' }), '95');
  // Enter goes on to the next certificate.
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Add a certificate')).toBeFocused();
  await type(page, page.getByLabel('Add a certificate'), 'Google Cybersecurity');
  await press(page, page.getByRole('button', { name: 'Search', exact: true }));
  await press(page, page.getByRole('button', { name: 'Add Google Cybersecurity Professional Certificate' }));
  await expect(page).toHaveURL(/score1=95.*mc2=google-cybersecurity/);
  // What was just added has the focus.
  await expect(page.locator('[data-holding="2"]').getByLabel('Score')).toBeFocused();
  await reach(page, page.getByLabel('Institution', { exact: true }), { key: 'Shift+Tab' });
  await page.keyboard.type('Northbridge');
  // Choosing the institution brings its programs and the estimate, and the focus stays.
  await expect(page.getByLabel('Program')).toBeVisible();
  await expect(page.getByText('Estimate, not a promise')).toBeVisible();
  expect(await hasFocus(page.getByLabel('Institution', { exact: true }))).toBe(true);
  await press(page, page.getByRole('button', { name: 'Update the estimate' }));
  expect(await hasFocus(page.getByRole('button', { name: 'Update the estimate' }))).toBe(true);
});

test('somebody signs in from the header, and out again', async ({ page }) => {
  await page.goto('/');
  await press(page, page.getByRole('banner').getByRole('link', { name: 'Sign in' }));
  await press(page, page.getByRole('button', { name: /^Sign in as/ }).first());
  // Staff are led on to their work.
  await page.waitForURL((url) => !['/sign-in', '/start'].includes(url.pathname));
  await expect(page.getByRole('banner').getByRole('button', { name: 'Sign out' })).toBeVisible();
  await press(page, page.getByRole('banner').getByRole('button', { name: 'Sign out' }));
  await expect(page.getByRole('banner').getByRole('link', { name: 'Sign in' })).toBeVisible();
});

test('single keys move through the list of mappings, and only while the focus is there', async ({ page }) => {
  await signInByKeys(page, registrar, '/registrar/rules');
  await reach(page, page.getByRole('checkbox', { name: 'Written by me' }));
  await page.keyboard.press('j');
  expect(await hasFocus(page.getByRole('checkbox', { name: 'Written by me' }))).toBe(true);
  await reach(page, page.locator('[data-row-link]').first());
  for (const [key, index] of [
    ['j', 1],
    ['j', 2],
    ['k', 1],
  ] as const) {
    await page.keyboard.press(key);
    expect([key, await hasFocus(page.locator('[data-row-link]').nth(index))]).toEqual([key, true]);
  }
  await page.keyboard.press('/');
  await expectFocusIn(page.getByRole('searchbox', { name: 'Words' }));
});

test('and in what waits for others, and in the open reviews', async ({ page }) => {
  await signInByKeys(page, registrar, '/registrar?tab=others');
  for (const address of ['/registrar?tab=others', '/faculty/cases?tab=all']) {
    await page.goto(address);
    const rows = page.locator('[data-row-link]:visible');
    await rows.first().focus();
    await page.keyboard.press('j');
    expect([address, await hasFocus(rows.nth(1))]).toEqual([address, true]);
    await page.keyboard.press('k');
    expect([address, await hasFocus(rows.first())]).toEqual([address, true]);
  }
});

/** A certificate that another institution has decided about, this one not yet, and that comes in a version with a recommendation. */
async function toMap(): Promise<{ title: string; course: string }> {
  const [found] = await queryAsAdmin<{ title: string; course: string }>(
    `SELECT m.title, (SELECT c.code FROM course c WHERE c.tenant_id = i.id AND c.status = 'active' AND c.credits IS NOT NULL ORDER BY c.code LIMIT 1) AS course
       FROM micro_credential m, institution i
      WHERE i.slug = $1 AND m.status = 'active' AND EXISTS (SELECT FROM rule_source s WHERE s.micro_credential_id = m.id)
        AND NOT EXISTS (SELECT FROM rule_source s WHERE s.micro_credential_id = m.id AND s.tenant_id = i.id)
        AND EXISTS (SELECT FROM recommendation r WHERE r.micro_credential_id = m.id) AND EXISTS (SELECT FROM micro_credential_version v WHERE v.micro_credential_id = m.id)
      ORDER BY m.title DESC LIMIT 1`,
    [institution],
  );
  if (!found) throw new Error('The demonstration has no certificate left to map.');
  return found;
}

test('an evaluator maps a certificate and hands the mapping in', async ({ page, expectedErrors }) => {
  test.setTimeout(120_000);
  // What the live checks answer while a row is half written.
  expectedErrors.push(/422 \(Unprocessable Entity\)/);
  const { title, course } = await toMap();
  await signInByKeys(page, evaluator, '/registrar/rules');
  await press(page, page.getByRole('link', { name: 'Map a certificate' }));
  await type(page, page.getByRole('searchbox', { name: 'Certificate' }), title);
  await page.keyboard.press('Enter');
  await press(page, page.getByRole('main').getByRole('link', { name: title, exact: true }));

  const name = `Mapped by keys ${randomUUID().slice(0, 8)}`;
  await reach(page, page.getByRole('radio', { name: /^Take over a recommendation/ }));
  for (
    let more = 0;
    more < 5 && !(await hasFocus(page.getByLabel('Take over a recommendation, changed')));
    more += 1
  )
    await page.keyboard.press('ArrowDown');
  await press(page, page.getByLabel('Recommendation (optional)'), 'ArrowDown');
  await type(page, page.getByLabel('Why it is changed'), 'Our course is longer.');
  await press(page, page.getByLabel('Version that is reviewed'), 'ArrowDown');
  await press(
    page,
    page.getByRole('checkbox', { name: 'The mapping holds for this version alone' }),
    'Space',
  );
  await type(page, page.getByLabel('Title of the mapping'), name);
  await press(page, page.getByRole('button', { name: 'Start the draft' }));
  await page.waitForURL(/\/registrar\/rules\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);

  const editor = page.locator('#rule-editor');
  const group = editor.getByRole('listitem').filter({ hasText: 'Group 2' });
  await openAndClose(
    page,
    editor
      .locator('summary')
      .filter({ hasText: /^Conditions: / })
      .first(),
  );
  await type(page, editor.getByLabel('Score at least').first(), '80');
  await press(page, editor.getByRole('button', { name: 'Add a group' }));
  await reach(page, group.getByLabel('Of the following'), { key: 'Shift+Tab' });
  await page.keyboard.type('any');
  for (const assessment of ['Challenge exam', 'Portfolio']) {
    await press(page, group.getByRole('button', { name: 'Add an assessment' }));
    await reach(page, group.getByLabel('Name of the assessment').last(), { key: 'Shift+Tab' });
    await page.keyboard.type(assessment);
    await type(page, group.getByLabel('Score at least').last(), '60', 1);
  }
  const add = editor.getByRole('button', { name: 'Add a certificate' }).last();
  await press(page, add);
  await reach(page, editor.getByRole('button', { name: 'Remove row 3' }).last(), { key: 'Shift+Tab' });
  await page.keyboard.press('Enter');
  await expectFocusIn(add);
  await type(page, editor.getByLabel('As', { exact: true }), 'Course');
  await type(page, editor.getByLabel('Which'), course);
  await type(page, editor.getByLabel('Amount'), '4');
  await expect(editor.locator('section').first()).toContainText('Portfolio');
  await page.keyboard.type('x');
  await page.keyboard.press('Enter');
  const main = page.getByRole('main');
  await expectFocusIn(main.getByRole('alert').locator('..'));
  await press(page, main.getByRole('alert').getByRole('link', { name: 'This is not a number' }), 'Enter', 1);
  await expectFocusIn(editor.getByLabel('Amount'));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('4.5');
  await press(page, page.getByRole('button', { name: 'Save the draft' }), 'Enter', 100);
  await expect(main.getByRole('status').filter({ hasText: 'The draft is saved' })).toBeVisible();
  await expectFocusIn(main.getByRole('status').filter({ hasText: 'The draft is saved' }).locator('..'));

  await press(page, page.getByRole('button', { name: 'Hand it in' }), 'Enter', 120);
  await expectFocusIn(
    main.getByRole('alert').filter({ hasText: 'Add at least one piece of evidence first' }).locator('..'),
  );
  await reach(page, page.getByLabel('What it is'), { within: 150 });
  await page.keyboard.type('Syllabus');
  await type(page, page.getByLabel('Link', { exact: true }), 'https://muehlenau.example/syllabus', 3);
  await press(page, page.getByRole('button', { name: 'Add it' }), 'Space', 3);
  await expect(page.getByRole('link', { name: 'Syllabus' })).toBeVisible();
  await press(page, page.getByRole('button', { name: 'Hand it in' }), 'Enter', 120);
  await expect(page.getByText('Submitted', { exact: true })).toBeVisible();
  await expectFocusIn(main);
});

/** What is folded away opens with Enter and closes with Space, and the focus stays where it was. */
async function openAndClose(page: Page, summary: Locator): Promise<void> {
  await reach(page, summary);
  const isOpen = () => summary.evaluate((element) => element.closest('details')?.open);
  if (await isOpen()) return;
  for (const [key, open] of [
    ['Enter', true],
    ['Space', false],
    ['Enter', true],
  ] as const) {
    await page.keyboard.press(key);
    expect([key, await isOpen(), await hasFocus(summary)]).toEqual([key, open, true]);
  }
}

test('a registrar publishes what was approved, and suspends it with a reason', async ({ page }) => {
  const title = `Published by keys ${randomUUID().slice(0, 8)}`;
  const { id } = await approved(title, evaluator, 7);
  await signInByKeys(page, registrar, '/registrar/rules?state=ready');
  const row = page.getByRole('row').filter({ hasText: title });
  await press(page, row.getByRole('checkbox'), 'Space');
  // Enter on a box sends its form; it must not get round the question before publishing.
  await page.keyboard.press('Enter');
  await expectFocusIn(page.locator('details[open] > summary').filter({ hasText: 'Publish' }));
  await reach(page, row.getByRole('link', { name: title }), { key: 'Shift+Tab' });
  await page.keyboard.press('Enter');
  await page.waitForURL(`/registrar/rules/${id}`);
  await press(page, page.getByRole('button', { name: 'Publish' }));
  await expect(page.getByText('Published', { exact: true })).toBeVisible();
  await expectFocusIn(page.getByRole('main'));
  const suspension = page.locator('details').filter({ hasText: 'Suspend' });
  await openAndClose(page, suspension.locator('summary'));
  await press(page, suspension.getByRole('button', { name: 'Yes, do it' }), 'Enter', 2);
  await expectFocusIn(suspension.getByLabel('Why'));
  await page.keyboard.type('The provider is under inquiry.');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Suspended', { exact: true })).toBeVisible();
  await expectFocusIn(page.getByRole('main'));
});

test('a chair assigns a reviewer; a reviewer declares, marks, scores and votes', async ({ page }) => {
  test.setTimeout(120_000);
  const {
    caseId,
    title,
    reviewers: [reviewer, other],
    chairEmail,
  } = await aReview(institution, 1);
  await signInByKeys(page, chairEmail, `/faculty/cases/${caseId}`);
  await press(page, page.getByRole('radio', { name: 'No, I have none' }), 'Space');
  await press(page, page.getByRole('button', { name: 'Continue' }), 'Enter', 3);
  await press(page, page.getByRole('checkbox', { name: other?.name ?? '' }), 'Space');
  await press(page, page.getByRole('button', { name: 'Assign', exact: true }));
  await expect(page.getByText('Assigned. They get mail')).toBeVisible();
  await expectFocusIn(page.getByRole('main'));

  await signInByKeys(page, reviewer?.email ?? '', '/faculty/cases');
  await press(page, page.getByRole('link', { name: title }), 'Enter', 100);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  await press(page, page.getByRole('radio', { name: 'No, I have none' }), 'Space');
  await press(page, page.getByRole('button', { name: 'Continue' }), 'Enter', 3);
  await expect(page.getByRole('heading', { name: 'Rubric' })).toBeVisible();
  await expectFocusIn(page.getByRole('main'));

  for (const [index, outcome] of (await page.getByRole('group', { name: /^How far/ }).all()).entries()) {
    await reach(page, outcome.getByRole('radio'));
    await page.keyboard.press('Space');
    if (index === 0) {
      // Arrows choose within the group, and the total follows.
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowUp');
    }
    // Where it is covered, by its number; that goes on to what is open.
    await page.keyboard.press('1');
  }
  await expect(page.getByText('100% covered')).toBeVisible();
  for (const criterion of (await page.getByRole('group', { name: /^Score for/ }).all()).slice(0, 7)) {
    await reach(page, criterion.getByRole('radio'));
    await page.keyboard.press('2');
  }
  await expect(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();
  await press(page, page.getByRole('radio', { name: 'Approve' }), 'Space', 100);
  await press(page, page.getByRole('button', { name: 'Cast vote' }), 'Enter', 6);
  await expect(page.getByText('You have voted: Approve')).toBeVisible();
  await expectFocusIn(page.getByRole('main'));
});

test('an administrator adds a person and gives a role; an auditor finds both in the trail', async ({
  page,
}) => {
  const name = `Newcomer ${randomUUID().slice(0, 8)}`;
  await signInByKeys(page, administrator, '/administration/people');
  await openAndClose(page, page.locator('summary').filter({ hasText: 'Add a person' }));
  await type(page, page.getByLabel('Name', { exact: true }), name, 2);
  await type(page, page.getByLabel('E-mail address'), `${randomUUID()}@muehlenau.example`, 2);
  await press(page, page.getByRole('button', { name: 'Add', exact: true }), 'Enter', 3);
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expectFocusIn(page.getByRole('main'));

  await type(page, page.getByLabel('Role', { exact: true }), 'Reviewer');
  await press(page, page.getByRole('button', { name: 'Give role' }), 'Enter', 3);
  const alert = page.getByRole('main').getByRole('alert');
  await expectFocusIn(alert.locator('..'));
  await press(page, alert.getByRole('link'), 'Enter', 1);
  await expectFocusIn(page.getByLabel('Department', { exact: true }));
  await page.keyboard.press('ArrowDown');
  await press(page, page.getByRole('button', { name: 'Give role' }), 'Enter', 2);
  await expect(page.getByRole('rowheader', { name: 'Reviewer' })).toBeVisible();
  await expectFocusIn(page.getByRole('main'));

  await signInByKeys(page, auditor, '/audit');
  await type(page, page.getByLabel('What', { exact: true }), 'Gave a role');
  await press(page, page.getByRole('button', { name: 'Show' }), 'Enter', 14);
  await expect(page).toHaveURL(/action=role/);
  await press(page, page.getByRole('link', { name: /^Open entry/ }).first());
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Entry \d+$/);
  const signOut = page.getByRole('banner').getByRole('button', { name: 'Sign out' });
  await reach(page, signOut, { key: 'Shift+Tab' });
  await page.keyboard.press('Enter');
  await expect(signOut).toHaveCount(0);
});
