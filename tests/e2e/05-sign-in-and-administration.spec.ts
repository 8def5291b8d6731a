import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { verifyTrail } from '@/scripts/audit-verify.mjs';
import { expect, expectAccessible, pressSignIn, queryAsAdmin, signInAs, test } from '@/tests/support/e2e';

const [administrator, secondAdministrator, registrar, otherRegistrar] = [
  'hamish.baird@carrowmere.example',
  'nasreen.choudhury@carrowmere.example',
  'fiona.drummond@carrowmere.example',
  'gethin.pryce@carrowmere.example',
];

test('a visitor signs in by one press, sees who they are, and signs out', async ({ page }) => {
  await page.goto('/sign-in');
  await expectAccessible(page);
  await pressSignIn(page, registrar);
  await page.goto('/account');
  await expect(page.getByRole('heading', { level: 1, name: 'Fiona Drummond' })).toBeVisible();
  await expect(page.getByText('You are at work here')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('main').getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('banner').getByRole('link', { name: 'Sign in' })).toBeVisible();
  await page.goto('/account');
  await expect(page).toHaveURL(/\/sign-in\?next=%2Faccount/);
});

test('whoever signs in is led straight to their work, and the address that leads on draws no page', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await pressSignIn(page, registrar);
  await page.waitForURL('**/registrar');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(asked).not.toContain('/start');
  const answer = await page.request.get('/start', { maxRedirects: 0 });
  expect([answer.status(), answer.headers()['location'], await answer.text()]).toEqual([
    307,
    '/registrar',
    '',
  ]);
});

test('ending all sessions signs out the other browser too', async ({ page, browser, baseURL }) => {
  const other = await browser.newContext({ ...(baseURL && { baseURL }) });
  const there = await other.newPage();
  await pressSignIn(there, otherRegistrar);
  await pressSignIn(page, otherRegistrar);
  await page.goto('/account');
  await page.locator('summary').filter({ hasText: 'End all sessions' }).click();
  await page.getByRole('button', { name: 'End all sessions' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await there.goto('/account');
  await expect(there).toHaveURL(/\/sign-in\?next=%2Faccount/);
  await other.close();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('one signs in, and comes to the page that was asked for', async ({ page }) => {
    const [person] = await queryAsAdmin<{ value: string }>(
      `SELECT tenant_id || '/' || id AS value FROM person WHERE email = $1`,
      [registrar],
    );
    await page.goto('/sign-in?next=%2Fadministration%2Fpolicy');
    await page.locator(`button[name="person"][value="${person?.value}"]`).click();
    await expect(page).toHaveURL(/\/administration\/policy$/);
    await expect(page.getByRole('heading', { level: 1, name: 'Policy' })).toBeVisible();
  });

  test('a foreign address to return to leads to the person’s own work', async ({ page, baseURL }) => {
    const [person] = await queryAsAdmin<{ value: string }>(
      `SELECT tenant_id || '/' || id AS value FROM person WHERE email = $1`,
      [registrar],
    );
    await page.goto('/sign-in?next=%2F%2Fevil.example');
    await page.locator(`button[name="person"][value="${person?.value}"]`).click();
    await expect(page).toHaveURL(`${baseURL}/registrar`);
  });
});

test('an administrator adds a person, gives a role, suspends, and all of it is on record', async ({
  page,
}) => {
  const name = `Newcomer ${randomUUID().slice(0, 8)}`;
  await signInAs(page, administrator);
  await page.goto('/administration/people');
  await expectAccessible(page);
  await page.locator('summary').filter({ hasText: 'Add a person' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('E-mail address').fill(`${randomUUID()}@carrowmere.example`);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

  await page.getByLabel('Role', { exact: true }).selectOption('reviewer');
  await page.getByRole('button', { name: 'Give role' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText(
    'This role is held in one department',
  );
  await page.getByLabel('Department', { exact: true }).selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Give role' }).click();
  await expect(page.getByRole('rowheader', { name: 'Reviewer' })).toBeVisible();
  await expectAccessible(page);

  await page.locator('summary').filter({ hasText: 'Suspend' }).click();
  await page.getByLabel('Why').fill('Only for a test');
  await page.getByRole('button', { name: 'Suspend', exact: true }).click();
  await expect(page.getByText('Suspended: cannot sign in to this institution')).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'Changed a suspension' })).toBeVisible();
  await page.getByRole('row').filter({ hasText: 'Changed a suspension' }).getByRole('link').click();
  await expect(page.getByRole('cell', { name: 'Only for a test' })).toBeVisible();
  await expectAccessible(page);
});

test('a role that undoes separation waits until a second administrator confirms it', async ({
  page,
  browser,
  baseURL,
}) => {
  const name = 'Ottoline Quist';
  await signInAs(page, administrator);
  await page.goto('/administration/people');
  await page.locator('summary').filter({ hasText: 'Add a person' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('E-mail address').fill(`${randomUUID()}@carrowmere.example`);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  const give = async (role: string) => {
    await page.getByLabel('Role', { exact: true }).selectOption(role);
    await page.getByRole('button', { name: 'Give role' }).click();
  };
  await give('registrar');
  await expect(page.getByRole('rowheader', { name: 'Registrar' })).toBeVisible();
  await give('administrator');
  await expect(page.getByText('Not given yet: it waits for a second administrator')).toBeVisible();
  await expect(page.getByText('Nasreen Choudhury can confirm it.')).toBeVisible();
  await expect(page.getByRole('rowheader', { name: 'Administrator', exact: true })).toHaveCount(0);
  await expect(page.locator('summary').filter({ hasText: 'Take back' })).toBeVisible();
  await expect(page.locator('summary').filter({ hasText: 'Confirm' })).toHaveCount(0);
  await expectAccessible(page);

  const other = await browser.newContext({ ...(baseURL && { baseURL }) });
  const there = await other.newPage();
  await signInAs(there, secondAdministrator);
  await there.goto('/administration');
  await expectAccessible(there);
  await there.getByRole('link', { name }).click();
  await expect(there.getByRole('heading', { level: 1, name })).toBeVisible();
  await expectAccessible(there);
  await there.locator('summary').filter({ hasText: 'Confirm' }).click();
  await there.getByRole('button', { name: 'Confirm', exact: true }).click();
  await expect(there.getByRole('rowheader', { name: 'Administrator', exact: true })).toBeVisible();
  await expect(there.getByRole('heading', { name: 'Waits for a second administrator' })).toHaveCount(0);
  await expect(
    there.getByRole('row').filter({ hasText: 'Confirmed a role as second administrator' }),
  ).toBeVisible();
  await other.close();
});

test('nobody is offered to raise or to suspend themselves', async ({ page }) => {
  const [own] = await queryAsAdmin<{ id: string }>('SELECT id FROM person WHERE email = $1', [administrator]);
  await signInAs(page, administrator);
  await page.goto(`/administration/people/${own?.id}`);
  await expect(page.getByRole('heading', { level: 1, name: 'Hamish Baird' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Give role' })).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Suspend' })).toHaveCount(0);
});

test('a policy draft is revised by one registrar, adopted by another, and the next one begins from it', async ({
  page,
  browser,
  baseURL,
}) => {
  await signInAs(page, 'malgorzata.lecka@zulawska.example');
  await page.goto('/administration/policy');
  await expectAccessible(page);
  await page.getByRole('row').filter({ hasText: 'Draft' }).getByRole('link').click();
  await expect(page.getByRole('button', { name: 'Save draft' })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Outcomes that must be covered').fill('101');
  await page.getByRole('button', { name: 'Save draft' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText(
    /Outcomes that must be covered.*: At most 100\./,
  );
  await page.getByLabel('Outcomes that must be covered').fill('91');
  await page.getByRole('button', { name: 'Save draft' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Outcomes that must be covered' })).toContainText(
    '91',
  );
  await expect(page.getByText('This draft waits for a second person')).toBeVisible();
  await expect(page.getByText('Adopt this version')).toHaveCount(0);

  const other = await browser.newContext({ ...(baseURL && { baseURL }) });
  const there = await other.newPage();
  await signInAs(there, 'tomasz.grzegorzewski@zulawska.example');
  await there.goto(new URL(page.url()).pathname);
  // What is typed in the draft's form is not part of what is adopted: it is asked about before it is lost.
  const reason = there.getByLabel('Note', { exact: true });
  const stored = await reason.inputValue();
  await reason.fill('Typed and not saved');
  await there.locator('summary').filter({ hasText: 'Adopt this version' }).click();
  const asked = there.waitForEvent('dialog');
  const pressed = there.getByRole('button', { name: 'Adopt this version' }).click();
  const question = await asked;
  expect(question.message()).toContain('has not been saved');
  await question.dismiss();
  await pressed;
  await expect(there.getByText('Adopted, begins later')).toHaveCount(0);
  await expect(reason).toHaveValue('Typed and not saved');
  await reason.fill(stored);
  await there.getByRole('button', { name: 'Adopt this version' }).click();
  await expect(there.getByText('Adopted, begins later')).toBeVisible();
  await expect(there.getByRole('button', { name: 'Save draft' })).toHaveCount(0);
  await there.goto('/administration/policy');
  await there.getByRole('button', { name: 'Draft a new version' }).click();
  await expect(there.getByRole('button', { name: 'Save draft' })).toBeVisible();
  await other.close();
});

test('the trail can be searched, and its export verifies', async ({ page }) => {
  await signInAs(page, administrator);
  await page.goto('/audit');
  await expectAccessible(page);
  await page.getByLabel('About', { exact: true }).selectOption('rule_version');
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page).toHaveURL(/objectType=rule_version/);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export with states' }).click(),
  ]);
  const found = verifyTrail(readFileSync(await download.path(), 'utf8'), [], undefined);
  expect(found.entries).toBeGreaterThan(0);
  expect(found.details).toBe(found.entries - found.erased - found.withheld);
});

test('a sign-in link that is opened elsewhere says so, and does nothing', async ({ page }) => {
  await page.goto('/sign-in/link?token=anything');
  await expect(page.getByText('This is not the browser in which the link was asked for')).toBeVisible();
  await expectAccessible(page);
});

/** A person of Carrowmere's, made here, opened by an administrator on two pages of one browser. */
async function openedTwice(page: Page): Promise<{ other: Page; name: string }> {
  const [id, name] = [randomUUID(), `Twice ${randomUUID().slice(0, 8)}`];
  await queryAsAdmin(
    'INSERT INTO person (tenant_id, id, name, email) SELECT tenant_id, $1, $2, $3 FROM person WHERE email = $4',
    [id, name, `${id}@carrowmere.example`, administrator],
  );
  await signInAs(page, administrator);
  await page.goto(`/administration/people/${id}`);
  const other = await page.context().newPage();
  await other.goto(`/administration/people/${id}`);
  return { other, name };
}

test('what was typed about a person stays after somebody else’s save, and is what the next press saves', async ({
  page,
}) => {
  const { other, name } = await openedTwice(page);
  const nameIn = (tab: Page) => tab.getByRole('main').getByLabel('Name', { exact: true });
  const save = (tab: Page) => tab.getByRole('button', { name: 'Save', exact: true }).click();
  await page.locator('summary').filter({ hasText: 'Suspend' }).click();
  await page.getByLabel('Why').fill('Written at length');
  await nameIn(page).fill(`${name} of mine`);
  await nameIn(other).fill(`${name} of theirs`);
  await save(other);
  await expect(other.getByRole('heading', { level: 1, name: `${name} of theirs` })).toBeVisible();

  await save(page);
  const notice = page.getByRole('alert').filter({ hasText: 'Somebody saved this after you opened it.' });
  await expect(notice.getByRole('listitem')).toHaveText([`Name. They saved: ${name} of theirs`]);
  await expect(page.getByRole('heading', { level: 1, name: `${name} of theirs` })).toBeVisible();
  await expect(nameIn(page)).toHaveValue(`${name} of mine`);
  await expect(page.getByLabel('Why')).toHaveValue('Written at length');
  await expectAccessible(page);
  await save(page);
  await expect(page.getByRole('heading', { level: 1, name: `${name} of mine` })).toBeVisible();
  await expect(page.getByLabel('Why')).toHaveValue('Written at length');

  // An act is refused as well after such a save; what it says why with stays, and once more is enough.
  await other.reload();
  await nameIn(other).fill(`${name} again`);
  await save(other);
  await expect(other.getByRole('heading', { level: 1, name: `${name} again` })).toBeVisible();
  await page.getByRole('button', { name: 'Suspend', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: `${name} again` })).toBeVisible();
  await expect(page.getByLabel('Why')).toHaveValue('Written at length');
  await page.getByRole('button', { name: 'Suspend', exact: true }).click();
  await expect(page.getByText('Suspended: cannot sign in to this institution')).toBeVisible();

  // What the other wrote meanwhile is still shown before it is replaced; one's own save beside a form is nobody else's.
  await page.locator('summary').filter({ hasText: 'Take the suspension back' }).click();
  await page.getByLabel('Why').fill('Back again');
  await page.getByRole('button', { name: 'Take the suspension back', exact: true }).click();
  const suspend = page.locator('summary').filter({ hasText: 'Suspend' });
  await expect(suspend).toBeVisible();
  await nameIn(page).fill(`${name} at last`);
  await save(page);
  await expect(notice.getByRole('listitem')).toHaveText([`Name. They saved: ${name} again`]);
  await save(page);
  await expect(page.getByRole('heading', { level: 1, name: `${name} at last` })).toBeVisible();
  await suspend.click();
  await page.getByLabel('Why').fill('Once more');
  await page.getByRole('button', { name: 'Suspend', exact: true }).click();
  await expect(page.getByText('Suspended: cannot sign in to this institution')).toBeVisible();
});

test('of several forms on one page, what one has saved is no other person’s work to the next', async ({
  page,
}) => {
  const [found] = await queryAsAdmin<{ value: string }>(
    "SELECT id AS value FROM course WHERE tenant_id = (SELECT id FROM institution WHERE slug LIKE 'northbridge%') ORDER BY code LIMIT 1",
  );
  await signInAs(page, 'helen.whitcombe@northbridge.example');
  await page.goto(`/administration/courses/${found?.value ?? ''}`);
  const main = page.getByRole('main');
  const saveBeside = async (at: string) => {
    await main.locator('textarea[name="outcomes"]').fill(`Count to ${at}`);
    const name = 'Save department and outcomes';
    const form = main.locator('form').filter({ has: page.getByRole('button', { name }) });
    await form.getByRole('button', { name }).click();
    await expect(form.locator('[data-told]')).toBeVisible();
    await expect(form.locator('[data-told]')).not.toContainText('Somebody saved this');
  };
  await main.locator('input[name="title"]').first().fill('Changed courses');
  await main.getByRole('button', { name: 'Show what changes' }).click();
  const save = main.getByRole('button', { name: 'Save this version' });
  await expect(save).toBeVisible();
  await saveBeside('ten');
  await save.click();
  await expect(page).toHaveURL(/saved=/);
  await saveBeside('twenty');
});

test('what was typed in a policy draft stays after somebody else’s save, with the units that it converts', async ({
  page,
}) => {
  await signInAs(page, 'malgorzata.lecka@zulawska.example');
  await page.goto('/administration/policy');
  const draft = page.getByRole('row').filter({ hasText: 'Draft' }).getByRole('link');
  if ((await draft.count()) === 0) await page.getByRole('button', { name: 'Draft a new version' }).click();
  else await draft.first().click();
  await expect(page.getByRole('button', { name: 'Save draft' })).toBeVisible();
  const other = await page.context().newPage();
  await other.goto(page.url());
  const save = (tab: Page) => tab.getByRole('button', { name: 'Save draft' }).click();
  const factors = (tab: Page) => tab.locator('input[name^="credit.conversions."]');
  const rows = (await factors(other).count()) - 2;
  const row = async (tab: Page, index: number, from: string, factor: string) => {
    await tab.locator(`select[name="credit.conversions.${index}.from"]`).selectOption(from);
    await tab.locator(`select[name="credit.conversions.${index}.to"]`).selectOption('ECTS');
    await tab.locator(`input[name="credit.conversions.${index}.factor"]`).fill(factor);
  };
  await row(page, rows + 1, 'UK_CATS', '0.5');
  await page.getByLabel('Note', { exact: true }).fill('Mine');
  await page.getByLabel('When something below a mapping changes').selectOption({ index: 1 });
  await other.getByLabel('Note', { exact: true }).fill('Theirs');
  await other.getByLabel('Outcomes that must be covered').fill('77');
  await save(other);
  await expect(other.getByRole('status').filter({ hasText: /saved/i })).toBeVisible();

  await save(page);
  const notice = page.getByRole('alert').filter({ hasText: 'Somebody saved this after you opened it.' });
  await expect(notice.getByRole('listitem').filter({ hasText: 'They saved: Theirs' })).toBeVisible();
  await expect(notice.getByRole('listitem').filter({ hasText: 'They saved: 77' })).toBeVisible();
  await expect(page.getByLabel('Note', { exact: true })).toHaveValue('Mine');
  const added = page.locator(`input[name="credit.conversions.${rows + 1}.factor"]`);
  await expect(added).toHaveValue('0.5');
  await expectAccessible(page);
  await save(page);
  // Once it is saved the rows stand as they are stored, and two blank ones after them.
  await expect(page.locator(`input[name="credit.conversions.${rows}.factor"]`)).toHaveValue('0.5');
  await expect(factors(page)).toHaveCount(rows + 3);
  await page.reload();
  await expect(page.getByLabel('Note', { exact: true })).toHaveValue('Mine');
  await expect(page.locator(`input[name="credit.conversions.${rows}.factor"]`)).toHaveValue('0.5');
});
