import { expect, expectAccessible, signInAs, test } from '@/tests/support/e2e';

const nothing = '00000000-0000-4000-8000-000000000000';
const staffs = [
  `/registrar/rules/${nothing}`,
  `/registrar/certificates/entries/${nothing}`,
  '/registrar/there-is-no-such-page',
  `/faculty/cases/${nothing}`,
  `/administration/courses/${nothing}`,
  '/account/there-is-no-such-page',
];

test('the product answers, says that it is ready, and shows a page that breaks no rule of access', async ({
  page,
  request,
  expectedErrors,
}) => {
  expect(await (await request.get('/api/health/live')).json()).toEqual({ status: 'live' });
  expect(await (await request.get('/api/health/ready')).json()).toEqual({
    status: 'ready',
    disk: expect.stringMatching(/^(enough|low)$/) as unknown,
  });
  expectedErrors.push(/404 \(Not Found\)/);
  const reply = await page.goto('/there-is-no-such-page');
  expect(reply?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no page here');
  await expectAccessible(page);
});

test('a page that is not there stands once in the frame of its place', async ({ page, expectedErrors }) => {
  expectedErrors.push(/404 \(Not Found\)/);
  for (const address of ['/there-is-no-such-page', '/catalog/there-is-none', '/institutions/nowhere']) {
    expect((await page.goto(address))?.status(), address).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no page here');
    for (const part of ['banner', 'main', 'contentinfo'] as const)
      await expect(page.getByRole(part), `${address} ${part}`).toHaveCount(1);
  }
  await expectAccessible(page);
});

test('a page that is not there says so without JavaScript', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL && { baseURL }) });
  const page = await context.newPage();
  for (const address of ['/there-is-no-such-page', '/catalog/there-is-none', '/institutions/nowhere']) {
    expect((await page.goto(address))?.status(), address).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no page here');
    await expect(page.locator('meta[name="robots"]').first()).toHaveAttribute('content', /noindex/);
  }
  await context.close();
});

test('nor is it in the areas of staff, with and without JavaScript, and the API says so in its own form', async ({
  page,
  browser,
  baseURL,
  request,
  expectedErrors,
}) => {
  expectedErrors.push(/404 \(Not Found\)/);
  await signInAs(page, 'helen.whitcombe@northbridge.example');
  const plain = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
    ...(baseURL && { baseURL }),
  });
  for (const shown of [page, await plain.newPage()])
    for (const address of staffs) {
      expect((await shown.goto(address))?.status(), address).toBe(404);
      await expect(shown.getByRole('heading', { level: 1 }), address).toHaveText('There is no page here');
      await expect(shown.getByRole('main'), address).toHaveCount(1);
      await expect(shown.getByRole('banner'), address).toContainText('Helen');
    }
  await plain.close();
  const answer = await request.get('/api/v1/nothing');
  expect([answer.status(), answer.headers()['content-type']]).toEqual([
    404,
    expect.stringContaining('json') as unknown,
  ]);
});

test('the appearance is remembered without JavaScript', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL && { baseURL }) });
  const page = await context.newPage();
  await page.goto('/there-is-no-such-page');
  await page.getByRole('button', { name: /dark/i }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await context.close();
});
