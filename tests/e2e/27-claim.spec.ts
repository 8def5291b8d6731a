import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { inProject } from '@/scripts/project';
import { achievement, mia } from '@/tests/support/baked-badges';
import { expect, expectAccessible, queryAsAdmin, signInAs, test } from '@/tests/support/e2e';

/** Of an issuer whom Northbridge trusts. */
const badge = inProject('tests', 'fixtures', 'badges', 'ob3', 'own', 'demonstration-academy.json');

/** Signed in with a confirmed mailbox, as whoever opened the link of a mail is; this installation sends none. */
async function beStudent(page: Page, mailbox: string): Promise<void> {
  const [userId, token] = [randomUUID(), randomBytes(32).toString('base64url')];
  await queryAsAdmin(`DELETE FROM auth_account WHERE provider = 'email' AND provider_account_id = $1`, [
    mailbox,
  ]);
  await queryAsAdmin('INSERT INTO auth_user (id) VALUES ($1)', [userId]);
  await queryAsAdmin(
    `INSERT INTO auth_account (user_id, type, provider, provider_account_id) VALUES ($1, 'email', 'email', $2)`,
    [userId, mailbox],
  );
  await queryAsAdmin(
    `INSERT INTO auth_session (session_token, user_id, expires, created_at) VALUES ($1, $2, now() + interval '2 hours', now())`,
    [createHash('sha256').update(token).digest('hex'), userId],
  );
  await page.context().addCookies([{ name: 'crosswalk-session', value: token, url: page.url() }]);
}

/** Certificates that a published mapping of Northbridge gives credit for by themselves. */
const spoken = {
  slug: 'good-with-words-speaking-and-presenting-university-of-michigan',
  title: 'Good with Words: Speaking and Presenting',
};
const frontEnd = 'meta-front-end-developer';

async function begin(page: Page, slug: string, mailbox: string): Promise<void> {
  await page.goto(`/estimate?mc1=${slug}&on1=2026-05-30&until1=2031-06-01&institution=northbridge-state`);
  await page.getByRole('link', { name: 'Claim this credit' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Claim credit at Northbridge/);
  await expect(page.getByRole('button', { name: 'Sign in as Mia Jansen' })).toBeVisible();
  await beStudent(page, mailbox);
  await page.reload();
  await expectAccessible(page);
  await page.getByLabel('Your full name').fill('Mia Example');
  await page.getByRole('button', { name: 'Begin the claim' }).click();
  await page.waitForURL(/\/my\/claims\/northbridge-state\//);
}

async function send(page: Page): Promise<void> {
  await page.getByLabel(/^I agree that/).check();
  await page.locator('summary', { hasText: 'Send the claim' }).click();
  await page.getByRole('button', { name: 'Send it now' }).click();
}

test('a claim goes from a page to credit that is accepted, by people', async ({ page, browser, baseURL }) => {
  test.slow();
  const { slug, title } = spoken;
  await begin(page, slug, `student-${randomUUID()}@example.test`);
  await page.getByLabel('Or the issuer’s page that shows it').fill('https://issuer.example/verify/1');
  await page.getByRole('button', { name: 'Hand in' }).click();
  await expect(page.getByText('Page to look it up')).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await send(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Evidence is being checked');
  const claim = page.url().split('/').at(-1) ?? '';

  const desk = await browser.newPage({ baseURL: baseURL ?? '' });
  await signInAs(desk, 'helen.whitcombe@northbridge.example');
  await desk.goto('/registrar/claims');
  await expect(desk.getByRole('cell', { name: title }).first()).toBeVisible();
  await expectAccessible(desk);
  await desk.goto(`/registrar/claims/${claim}`);
  await desk.locator('summary', { hasText: 'Look at this certificate' }).click();
  await desk.getByRole('group', { name: 'Is it as stated?' }).getByLabel('Yes').check();
  await desk.getByRole('group', { name: 'Is it the student’s?' }).getByLabel('Yes').check();
  await desk.getByLabel('What you looked at').fill('Looked up at the issuer');
  await desk.getByRole('button', { name: 'Save what I found' }).click();
  await expect(desk.getByText('All that is claimed')).toBeVisible();
  await expectAccessible(desk);
  await desk.getByRole('button', { name: 'Grant what the rules give' }).click();
  await expect(desk.getByText('Granted').first()).toBeVisible();
  await desk.close();

  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Granted');
  for (const group of await page.getByRole('group', { name: /:/ }).all())
    await group.getByLabel('Accept').check();
  await page.locator('summary', { hasText: 'Send my answers' }).click();
  await page.getByRole('button', { name: 'Send my answers' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Accepted/);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Letter to print' }).click();
  await expect(page.getByText('Your claim is granted.')).toBeVisible();
  await expectAccessible(page);
  await page.goto('/my/claims');
  await expect(page.getByRole('link', { name: title })).toBeVisible();
  await expectAccessible(page);
});

test('a badge that passes every check is granted at once where the policy says so', async ({ page }) => {
  await queryAsAdmin('UPDATE micro_credential SET url = $1, row_version = row_version + 1 WHERE slug = $2', [
    achievement,
    frontEnd,
  ]);
  const set = (how: 'unattended' | 'people') =>
    queryAsAdmin(
      `WITH off AS (SELECT set_config('session_replication_role', 'replica', true))
       UPDATE policy_version p SET review = p.review || jsonb_build_object('claims', $1::text) FROM off, institution i WHERE i.id = p.tenant_id AND i.slug = 'northbridge-state'`,
      [how],
    );
  await set('unattended');
  try {
    await begin(page, frontEnd, mia);
    await page.getByLabel('Badge file').setInputFiles(badge);
    const started = Date.now();
    await page.getByRole('button', { name: 'Hand in' }).click();
    await expect(page.getByText('It names your confirmed address.')).toBeVisible({ timeout: 30_000 });
    await send(page);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Granted');
    const seconds = (Date.now() - started) / 1_000;
    console.log(`from upload to award: ${seconds.toFixed(1)} s`);
    expect(seconds).toBeLessThan(60);
    await expect(page.getByText('By rule').first()).toBeVisible();
    await page.getByRole('link', { name: 'Letter to print' }).click();
    await expect(page.getByText('Granted by a published rule')).toBeVisible();
  } finally {
    await set('people');
  }
});
