import { randomUUID } from 'node:crypto';
import { type Page } from '@playwright/test';
import { expect, expectAccessible, queryAsAdmin, signInAs, test } from '@/tests/support/e2e';

const administrator = 'hamish.baird@carrowmere.example';

/** Fills in the form that adds a department. */
async function fillIn(page: Page): Promise<{
  code: string;
  add: () => Promise<void>;
  stored: () => Promise<number>;
  expectKept: () => Promise<void>;
}> {
  const code = `U${randomUUID().slice(0, 8)}`;
  await signInAs(page, administrator);
  await page.goto('/administration/departments');
  const form = page
    .getByRole('main')
    .locator('form')
    .filter({ has: page.getByRole('button', { name: 'Add', exact: true }) });
  await form.getByLabel('Code').fill(code);
  await form.getByLabel('Name', { exact: true }).fill('Written at length');
  return {
    code,
    add: () => form.getByRole('button', { name: 'Add', exact: true }).click(),
    stored: async () => (await queryAsAdmin('SELECT FROM department WHERE code = $1', [code])).length,
    expectKept: async () => {
      await expect(form.getByLabel('Code')).toHaveValue(code);
      await expect(form.getByLabel('Name', { exact: true })).toHaveValue('Written at length');
    },
  };
}

test('a form that could not be sent keeps what was written, says so, and is sent once the connection is back', async ({
  page,
  context,
  expectedErrors,
}) => {
  expectedErrors.push(/ERR_INTERNET_DISCONNECTED/);
  const { add, stored, expectKept } = await fillIn(page);
  await context.setOffline(true);
  await add();
  const notice = page.getByRole('main').getByRole('alert');
  await expect(notice).toContainText('No answer came');
  await expectKept();
  await expectAccessible(page);
  await context.setOffline(false);
  await add();
  await expect(page.getByRole('status').filter({ hasText: 'added' })).toBeVisible();
  await expect(notice).toHaveCount(0);
  expect(await stored()).toBe(1);
});

test('when only the answer was lost, sending again does not do it twice', async ({
  page,
  expectedErrors,
}) => {
  expectedErrors.push(/ERR_FAILED/);
  const { add, stored, expectKept } = await fillIn(page);
  await page.route(
    '**/administration/departments',
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
  await add();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('No answer came');
  expect(await stored()).toBe(1);
  await expectKept();
  await add();
  await expect(page.getByRole('status').filter({ hasText: 'added' })).toBeVisible();
  expect(await stored()).toBe(1);
});

test('an act that the product no longer knows is told as an update, and what was written stays to be copied', async ({
  page,
  expectedErrors,
}) => {
  expectedErrors.push(/409 \(Conflict\)/);
  const { add, stored, expectKept } = await fillIn(page);
  await page.route('**/administration/departments', (route) => {
    const headers = route.request().headers();
    return route.continue({
      headers: { ...headers, ...(headers['next-action'] && { 'next-action': '00'.repeat(21) }) },
    });
  });
  await add();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('updated while this page was open');
  await expectKept();
  expect(await stored()).toBe(0);
});

test('whoever signed out elsewhere meanwhile is told to sign in, and once signed in again sends what was written', async ({
  page,
  context,
}) => {
  const { code, add, stored, expectKept } = await fillIn(page);
  await context.clearCookies();
  await add();
  const notice = page.getByRole('main').getByRole('alert');
  await expect(notice).toContainText(/sign in/i);
  await expectKept();
  expect(await stored()).toBe(0);

  const opened = context.waitForEvent('page');
  await notice.getByRole('link', { name: /sign in/i }).click();
  const beside = await opened;
  await expect(beside.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  await expectKept();
  await signInAs(beside, administrator);
  await add();
  await expect(page.getByRole('status').filter({ hasText: 'added' })).toBeVisible();
  await expect(notice).toHaveCount(0);
  expect(await stored()).toBe(1);
  await expect(page.getByText(code)).toBeVisible();
});

test('the browser’s Back and Forward ask before they lose what was written, and lead on once they are allowed to', async ({
  page,
}) => {
  await signInAs(page, administrator);
  await page.goto('/administration/people');
  const questions: string[] = [];
  let answer = false;
  page.on('dialog', (dialog) => {
    questions.push(dialog.message());
    void (answer ? dialog.accept() : dialog.dismiss());
  });
  const navigation = page.getByRole('link', { name: 'Departments', exact: true });
  await navigation.click();
  await page.waitForURL(/departments$/);
  await page.getByRole('link', { name: 'Courses', exact: true }).click();
  await page.waitForURL(/courses$/);
  await page.evaluate(() => history.back());
  await page.waitForURL(/departments$/);
  expect(questions).toEqual([]);

  const form = page
    .getByRole('main')
    .locator('form')
    .filter({ has: page.getByRole('button', { name: 'Add', exact: true }) });
  await form.getByLabel('Name', { exact: true }).fill('Written at length');
  for (const [nth, way] of ([-1, 1, -1] as const).entries()) {
    await page.evaluate((steps) => history.go(steps), way);
    await expect.poll(() => questions.length).toBe(nth + 1);
    await expect.poll(() => new URL(page.url()).pathname).toBe('/administration/departments');
    await expect(form.getByLabel('Name', { exact: true })).toHaveValue('Written at length');
  }
  expect(questions[0]).toContain('has not been saved');

  answer = true;
  await page.evaluate(() => history.back());
  await page.waitForURL(/people$/);
  await expect(page.getByRole('heading', { level: 1, name: 'People' })).toBeVisible();
  expect(questions).toHaveLength(4);
});

test('signing out, a search and a filter ask before they lose what was written; what leads nowhere does not', async ({
  page,
}) => {
  const { expectKept } = await fillIn(page);
  const questions: string[] = [];
  let answer = false;
  page.on('dialog', (dialog) => {
    questions.push(`${dialog.type()}: ${dialog.message()}`);
    void (answer ? dialog.accept() : dialog.dismiss());
  });
  const signOut = page.getByRole('banner').getByRole('button', { name: 'Sign out' });
  for (const nth of [1, 2]) {
    await signOut.click();
    await expect.poll(() => questions.length).toBe(nth);
    expect(questions.at(-1)).toContain('confirm: What you entered here has not been saved');
    await expectKept();
  }
  await page
    .getByRole('banner')
    .getByRole('button', { name: /appearance|dark/i })
    .click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expectKept();
  expect(questions).toHaveLength(2);
  expect((await page.request.get('/account', { maxRedirects: 0 })).status()).toBe(200);

  answer = true;
  await signOut.click();
  await expect(page.getByRole('banner').getByRole('link', { name: 'Sign in' })).toBeVisible();
  expect(questions).toHaveLength(3);
});

test('a search beside a form asks once, before what was written in the form is lost', async ({ page }) => {
  await signInAs(page, 'fiona.drummond@carrowmere.example');
  await page.goto('/administration/courses');
  const questions: string[] = [];
  page.on('dialog', (dialog) => {
    questions.push(dialog.type());
    void (questions.length === 1 ? dialog.dismiss() : dialog.accept());
  });
  await page.locator('summary').filter({ hasText: 'Add a course' }).click();
  const title = page.getByRole('main').getByLabel('Title', { exact: true }).first();
  await title.fill('Written at length');
  const search = page.getByRole('search').first();
  await search.getByRole('button').click();
  await expect.poll(() => questions).toEqual(['confirm']);
  await expect(title).toHaveValue('Written at length');
  await search.getByRole('button').click();
  await page.waitForURL(/courses\?/);
  expect(questions).toEqual(['confirm', 'confirm']);
});
