import type { Page } from '@playwright/test';
import { expect, expectAccessible, signInAs, test } from '@/tests/support/e2e';

const [editor, registrar, evaluator] = [
  'priya.raghunathan@northbridge.example',
  'helen.whitcombe@northbridge.example',
  'amara.okafor@northbridge.example',
];

/** Begins a draft of something that nothing is like. */
async function begin(page: Page, title: string): Promise<void> {
  await page.goto('/registrar/certificates');
  await page.getByRole('link', { name: 'List a certificate' }).first().click();
  await page.getByLabel('Title').fill(title);
  await page.getByLabel('Issuer').fill('Guild of Welders');
  await page.getByRole('button', { name: 'Begin the draft' }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}

const row = (page: Page, number: number) => page.getByLabel(`Outcome ${number}`, { exact: true });
const first = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first();

test('a certificate goes from its name by a second person into the catalog', async ({ page }) => {
  const title = 'Welding of thin sheets';
  await signInAs(page, editor);
  await begin(page, title);
  await expectAccessible(page);

  await row(page, 1).fill('judge a seam');
  await page.getByRole('button', { name: 'Add an outcome' }).click();
  await row(page, 2).fill('join thin sheets');
  await page.getByRole('button', { name: 'Move outcome 2 up' }).click();
  await expect(row(page, 1)).toHaveValue('join thin sheets');
  await page.getByLabel('Hours of work').fill('many');
  await page.getByLabel('Credit', { exact: true }).fill('3');
  await page.getByLabel('Awarding body').fill('Guild of Welders');
  await first(page, 'Save the draft').click();
  await expect(page.getByText('This is not a number.').first()).toBeVisible();
  await expect(page.getByLabel('Hours of work')).toHaveValue('many');

  await page.getByLabel('Hours of work').fill('75');
  await expect(page.getByText('of 9 required', { exact: false }).first()).toContainText('4 of 9 required');
  await page.getByRole('button', { name: 'Hand it in' }).click();
  await expect(page.getByText('It is not handed in and not saved', { exact: false })).toBeVisible();
  await page.getByLabel('Unit', { exact: true }).selectOption('ECTS');
  await page.getByRole('button', { name: 'Hand it in' }).click();
  await expect(page.getByText('Waits for a second person')).toBeVisible();
  await expectAccessible(page);
  await expect(page.getByText('Not for you: You wrote this', { exact: false })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Publish now' })).toHaveCount(0);
  const address = page.url();

  await page.goto(`/catalog?q=${encodeURIComponent(title)}`);
  await expect(page.getByRole('link', { name: title })).toHaveCount(0);

  await signInAs(page, registrar);
  await page.goto('/registrar/certificates?show=open');
  await page.getByRole('link', { name: title }).click();
  await expect(page).toHaveURL(address);
  await page.locator('summary').filter({ hasText: 'Publish' }).click();
  await page.getByRole('button', { name: 'Publish now' }).click();
  await expect(page.getByText('Published by Helen Whitcombe')).toBeVisible();
  await page.getByRole('link', { name: 'See it in the catalog' }).click();
  await expect(page).toHaveURL(/\/catalog\/welding-of-thin-sheets/);
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await page.locator('summary').filter({ hasText: 'can do afterwards' }).click();
  await expect(page.getByText('join thin sheets').first()).toBeVisible();
  await expect(page.getByText('Northbridge State University').first()).toBeVisible();

  const slug = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const answer = await page.request.get(`/api/v1/catalog/${slug}`);
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toMatchObject({
    entry: { title, version: { creditAmount: '3', creditUnit: 'ECTS', workloadHours: '75' } },
  });
});

test('what is listed already is proposed before anything is written', async ({ page }) => {
  await signInAs(page, editor);
  await page.goto('/registrar/certificates/new');
  await page.getByLabel('Title').fill('Google Data Analytics');
  await page.getByLabel('Issuer').fill('Google');
  await page.getByRole('button', { name: 'Begin the draft' }).click();
  await expect(page.getByRole('heading', { name: 'Is it one of these?' })).toBeVisible();
  await expectAccessible(page);
  await page
    .getByRole('link', { name: /^It is this one: Google Data Analytics/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: 'Versions' })).toBeVisible();
  await expectAccessible(page);
});

test('a version is corrected with a reason, after the mappings that rest on it were read', async ({
  page,
}) => {
  await signInAs(page, editor);
  await page.goto('/registrar/certificates?words=Certified+in+Cybersecurity');
  await page.getByRole('link', { name: 'Certified in Cybersecurity' }).click();
  await page
    .getByRole('button', { name: /^Correct version/ })
    .first()
    .click();
  await expect(page.getByText('A correction keeps its days.', { exact: false })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Mappings that rest on it' })).toBeVisible();
  await page.getByLabel('Country of the issuer').fill('United States');
  await page.getByRole('button', { name: 'Hand it in' }).click();
  await expect(page.getByText('Say why, in a few words.').first()).toBeVisible();
  await page.getByLabel('Why this version is corrected').fill('The country was missing.');
  await page.getByRole('button', { name: 'Hand it in' }).click();
  await expect(page.getByText('Waits for a second person')).toBeVisible();
  const address = page.url();
  await signInAs(page, registrar);
  await page.goto(address);
  await expect(page.getByRole('cell', { name: 'United States' })).toBeVisible();
  await page.locator('summary').filter({ hasText: 'Send it back' }).click();
  await page.getByLabel('What is to be mended').fill('Write it as its ISO code.');
  await page.getByRole('button', { name: 'Send it back' }).click();
  await expect(page.getByText('Write it as its ISO code.').first()).toBeVisible();
});

test('after somebody else’s save each field says what they saved, and nothing typed is lost', async ({
  page,
  browser,
}) => {
  await signInAs(page, editor);
  await begin(page, 'Written by two');
  const other = await browser.newContext();
  const theirs = await other.newPage();
  await signInAs(theirs, evaluator);
  await theirs.goto(page.url());
  await theirs.getByLabel('Country of the issuer').fill('AT');
  await first(theirs, 'Save the draft').click();
  await expect(theirs.getByText('Only your institution sees it', { exact: false })).toBeVisible();
  await other.close();

  await page.getByLabel('Country of the issuer').fill('DE');
  await page.getByLabel('Subject').fill('Metal work');
  await first(page, 'Save the draft').click();
  await expect(page.locator('[data-theirs="country"]')).toContainText('AT');
  await expect(page.getByLabel('Country of the issuer')).toHaveValue('DE');
  await first(page, 'Save the draft').click();
  await expect(page.getByText('Only your institution sees it', { exact: false })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Subject')).toHaveValue('Metal work');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('outcomes are written, moved and taken out by buttons that save', async ({ page }) => {
    await signInAs(page, editor);
    await begin(page, 'Listed by hand');
    await row(page, 1).fill('first');
    await row(page, 2).fill('second');
    await first(page, 'Save the draft').click();
    await page.getByRole('button', { name: 'Move outcome 2 up' }).click();
    await expect(row(page, 1)).toHaveValue('second');
    await page.getByRole('button', { name: 'Remove outcome 1' }).click();
    await expect(row(page, 1)).toHaveValue('first');
    await expect(row(page, 2)).toHaveValue('');
    await page.getByLabel('Hours of work').fill('many');
    await page.getByLabel('Hours of work').press('Enter');
    await expect(page.getByText('This is not a number.').first()).toBeVisible();
    await expect(page.getByLabel('Hours of work')).toHaveValue('many');
    await expect(row(page, 1)).toHaveValue('first');
  });
});

test('while a name is typed, entries that it may be stand beside it and open beside the form', async ({
  page,
}) => {
  await signInAs(page, editor);
  await page.goto('/registrar/certificates/new');
  await page.getByLabel('Issuer').fill('Google');
  await page.getByLabel('Title').pressSequentially('Google Data Analytics Professional Certificat');
  const proposed = page.getByRole('link', { name: /^Google Data Analytics Professional Certificate/ });
  await expect(proposed).toBeVisible();
  await expect(proposed).toHaveAttribute('target', '_blank');
  await expectAccessible(page);
  // Nothing is in the way: the form goes on, and what is unlike leaves the list.
  await page.getByLabel('Title').fill('Weaving of baskets');
  await expect(proposed).toHaveCount(0);
});
