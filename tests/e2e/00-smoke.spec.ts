import { expect, expectAccessible, test } from '@/tests/support/e2e';

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

test('the appearance is remembered without JavaScript', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL && { baseURL }) });
  const page = await context.newPage();
  await page.goto('/there-is-no-such-page');
  await page.getByRole('button', { name: /dark/i }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await context.close();
});
