import type { Page } from '@playwright/test';
import { expect, test } from '@/tests/support/e2e';

const [first, second, third] = [
  'google-it-support-professional-certificate',
  'cisco-ccna',
  'google-data-analytics-professional-certificate',
];
const estimate = (...held: string[]) =>
  `/estimate?${held.map((slug, at) => `mc${at + 1}=${slug}`).join('&')}&institution=northbridge-state`;

/** Answers that the page asks for wait until they are let go; what the browser itself goes to does not. */
async function holdAnswers(page: Page): Promise<() => void> {
  const waiting: (() => void)[] = [];
  let isHeld = true;
  await page.route(/\/estimate\?/, async (route) => {
    if (isHeld && !route.request().isNavigationRequest())
      await new Promise<void>((resolve) => waiting.push(resolve));
    // One that was given up meanwhile is nobody's to answer.
    await route.continue().catch(() => undefined);
  });
  return () => {
    isHeld = false;
    for (const go of waiting) go();
  };
}

const heldIn = (page: Page) =>
  page
    .locator('input[type=hidden][name^=mc]')
    .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value).sort());
const removalOf = (page: Page, slug: string) =>
  page.locator(`[data-holding]:has(input[value="${slug}"])`).getByRole('link', { name: /^Remove/ });
const scoreOf = (page: Page, slug: string) =>
  page.locator(`[data-holding]:has(input[value="${slug}"])`).getByLabel('Score');

test('an act before the one before it is answered undoes nothing: two removals, and what is typed meanwhile', async ({
  page,
}) => {
  await page.goto(estimate(first, second, third));
  await scoreOf(page, first).waitFor();
  const letGo = await holdAnswers(page);
  await removalOf(page, second).click();
  await removalOf(page, third).click();
  await scoreOf(page, first).fill('92');
  letGo();
  await expect.poll(() => heldIn(page)).toEqual([first]);
  await expect(page).toHaveURL(/score1=92/);
  await expect(scoreOf(page, first)).toHaveValue('92');
  expect(await heldIn(page)).toEqual([first]);
});

test('what is typed is kept when a certificate is taken away at once', async ({ page }) => {
  await page.goto(estimate(first, second));
  await scoreOf(page, first).fill('92');
  await removalOf(page, second).click();
  await expect.poll(() => heldIn(page)).toEqual([first]);
  await expect(page).toHaveURL(/score1=92/);
  await expect(scoreOf(page, first)).toHaveValue('92');
});

test('an addition that is on its way is there after the next act', async ({ page }) => {
  await page.goto(`${estimate(first)}&q=cisco+ccna`);
  const letGo = await holdAnswers(page);
  await page.getByRole('button', { name: 'Add Cisco CCNA', exact: true }).click();
  await scoreOf(page, first).fill('85');
  letGo();
  await expect.poll(() => heldIn(page)).toEqual([second, first].sort());
  await expect(page).toHaveURL(/score1=85/);
  expect(await heldIn(page)).toEqual([second, first].sort());
});

test('an answer that does not come leaves the form with what was typed, and says so', async ({
  page,
  expectedErrors,
}) => {
  expectedErrors.push(/ERR_FAILED/);
  await page.goto(estimate(first));
  let isDown = true;
  await page.route(/\/estimate\?/, async (route) => {
    if (isDown) await route.abort();
    else await route.continue();
  });
  await scoreOf(page, first).fill('91');
  await expect(page.getByRole('alert').filter({ hasText: 'could not be brought up to date' })).toBeVisible();
  await expect(scoreOf(page, first)).toHaveValue('91');
  isDown = false;
  await page.getByRole('button', { name: 'Update the estimate' }).click();
  await expect(page).toHaveURL(/score1=91/);
  await expect(page.getByText('could not be brought up to date')).toBeHidden();
});

test('on coming back the estimate is that of what stands in the fields', async ({ page }) => {
  await page.goto(estimate(first));
  const letGo = await holdAnswers(page);
  await scoreOf(page, first).fill('92');
  await page.getByRole('link', { name: 'Catalog', exact: true }).first().click();
  await expect(page).toHaveURL(/\/catalog$/);
  letGo();
  await page.goBack();
  await expect(scoreOf(page, first)).toHaveValue('92');
  await expect(page).toHaveURL(/score1=92/);
});
