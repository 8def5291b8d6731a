import type { Page } from '@playwright/test';
import { expect, expectAccessible, queryAsAdmin, signInAs, test } from '@/tests/support/e2e';
import { aReview, type Review } from '@/tests/support/e2e-world';

// From the open case to a vote that is cast: a case of which everything is known. A click is a press of the mouse; by keyboard alone every key is
// counted. Opening the case and saying that there is no conflict come before it, and are told apart. The counts are printed.
const most = 14;

async function declared(page: Page, { caseId, title }: Review, email: string): Promise<void> {
  await signInAs(page, email);
  await page.goto(`/faculty/cases/${caseId}`);
  await page.getByRole('radio', { name: 'No, I have none' }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { name: 'Rubric' })).toBeVisible();
  await page.goto('/faculty/cases');
  await expect(page.getByRole('row').filter({ hasText: title })).toContainText('vote');
}

const firstOf = ({ reviewers }: Review) => reviewers[0]?.email ?? '';
const lastVote = (stageId: string) =>
  queryAsAdmin(
    `SELECT v.choice, v.ground, v.rationale,
            (SELECT count(*)::int FROM rubric_score r WHERE r.stage_id = v.stage_id AND r.person_id = v.person_id) AS scores,
            (SELECT count(*)::int FROM coverage_mark m JOIN review_stage s ON s.case_id = m.case_id
              WHERE s.id = v.stage_id AND m.person_id = v.person_id AND m.learning_outcome_id IS NOT NULL) AS placed
       FROM vote v WHERE v.stage_id = $1`,
    [stageId],
  );

test('a prepared case is decided by keyboard alone, in fewer than fifteen keys', async ({ page }) => {
  const review = await aReview();
  await declared(page, review, firstOf(review));
  let keys = 0;
  const press = async (key: string) => {
    await page.keyboard.press(key);
    keys++;
  };
  await page.getByRole('row').filter({ hasText: review.title }).getByRole('link').first().focus();
  await page.keyboard.press('Enter');
  const marks = page.getByRole('group', { name: /^How far it is covered/ });
  await expect(page.locator('[data-mark]').first().getByRole('radio', { name: 'Full' })).toBeFocused();
  const outcomes = await marks.count();
  for (let n = 0; n < outcomes; n++) {
    await expect(page.locator('[data-mark]').nth(n).locator('input:focus')).toHaveCount(1);
    await press('1');
  }
  for (let n = 0; n < 7; n++) {
    await expect(page.locator('[data-score="needed"]').nth(n).locator('input:focus')).toHaveCount(1);
    await press('2');
  }
  await expect(page.locator('[data-choice] input:focus')).toHaveCount(1);
  await press('1');
  await press('Enter');
  await expect(page.getByText('You have voted: Approve')).toBeVisible();
  console.log(
    `a case of ${outcomes} outcomes decided by keyboard alone: ${keys} keys of at most ${most}, after 3 that said there is no conflict and opened it`,
  );
  expect(keys).toBeLessThanOrEqual(most);
  expect(await lastVote(review.stageId)).toEqual([
    { choice: 'approve', ground: 'asJudged', rationale: '', scores: 7, placed: outcomes },
  ]);
});

test('a prepared case is decided with the mouse, in fewer than fifteen clicks', async ({ page }) => {
  const review = await aReview();
  await declared(page, review, firstOf(review));
  let clicks = 0;
  const click = async (what: ReturnType<Page['locator']>) => {
    await what.click();
    clicks++;
  };
  await page.getByRole('row').filter({ hasText: review.title }).getByRole('link').first().click();
  await expect(page.getByRole('heading', { name: 'Rubric' })).toBeVisible();
  const rows = page.locator('[data-mark]');
  for (const row of await rows.all()) await click(row.locator('label', { hasText: /^C1$/ }));
  const saved = page.getByRole('status').filter({ hasText: /^Saved$/ });
  await expect(saved).toBeVisible();
  await expectAccessible(page);
  for (const row of await page.locator('[data-score="needed"]').all())
    await click(row.getByRole('radio', { name: '3' }));
  await click(page.getByRole('radio', { name: 'Approve' }));
  await click(page.getByRole('button', { name: 'Cast vote' }));
  await expect(page.getByText('You have voted: Approve')).toBeVisible();
  console.log(
    `a case of ${await rows.count()} outcomes decided with the mouse: ${clicks} clicks of at most ${most}, after 3 that said there is no conflict and opened it`,
  );
  expect(clicks).toBeLessThanOrEqual(most);
});

test('what is marked and scored saves itself; places and reasons are asked for where they decide', async ({
  page,
}) => {
  const review = await aReview();
  await declared(page, review, firstOf(review));
  await page.goto(`/faculty/cases/${review.caseId}`);
  const rows = page.locator('[data-mark]');
  const outcomes = await rows.count();
  for (const row of await rows.all()) await row.locator('label', { hasText: 'Full' }).click();
  // Once for all of them.
  await page
    .getByRole('group', { name: /have no place yet/ })
    .getByRole('button')
    .nth(1)
    .click();
  await expect(page.getByRole('group', { name: /have no place yet/ })).toHaveCount(0);
  // Chosen again, it is partly.
  await rows.first().locator('label', { hasText: /^C2$/ }).click();
  await expect(rows.first().getByRole('radio', { name: 'Partly' })).toBeChecked();
  await rows.first().locator('label', { hasText: /^C2$/ }).click();
  const scores = page.locator('[data-score="needed"]');
  for (const row of await scores.all()) await row.getByRole('radio', { name: '2' }).check();
  await scores.nth(1).getByRole('radio', { name: '1' }).check();
  await expect(page.getByText('one reason open')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();
  // Nothing of it is lost with the page, and nobody is asked before it is left.
  await page.reload();
  await expect(rows.first().getByRole('radio', { name: 'Full' })).toBeChecked();
  await expect(page.getByRole('link', { name: `Coverage ${outcomes} of ${outcomes}` })).toBeVisible();
  await page.getByRole('radio', { name: 'Approve' }).check();
  await page.getByRole('button', { name: 'Cast vote' }).click();
  await expect(page.getByText('Say why you scored 0 or 1')).toBeVisible();
  await expect(page.getByText('Say why, in a few words.').first()).toBeVisible();
  await expectAccessible(page);
  await scores.nth(1).getByRole('textbox').fill('It takes half of the hours.');
  await page.getByRole('button', { name: 'Cast vote' }).click();
  await expect(page.getByText('You have voted: Approve')).toBeVisible();
});

test('on a phone a case is gone through in steps, none of them a long scroll', async ({ page }) => {
  const review = await aReview();
  await page.setViewportSize({ width: 390, height: 844 });
  await signInAs(page, firstOf(review));
  await page.goto(`/faculty/cases/${review.caseId}`);
  await page.getByRole('radio', { name: 'No, I have none' }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  const steps = page.getByRole('navigation', { name: 'Steps of this case' });
  const heights: string[] = [];
  for (const step of ['Question', 'Evidence', 'Coverage', 'Rubric', 'Vote', 'Remarks']) {
    await steps.getByRole('link', { name: step }).click();
    await expect(steps.getByRole('link', { name: step })).toHaveAttribute('aria-current', 'step');
    const high = await page.evaluate(() => document.documentElement.scrollHeight);
    heights.push(`${step} ${high}`);
    expect(high, step).toBeLessThan(3_000);
    await expectAccessible(page);
  }
  console.log(`the steps of a case on a phone, in pixels: ${heights.join(', ')}`);
});

test('an image among the evidence is seen beside the question', async ({ page }) => {
  const review = await aReview();
  const png =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  await queryAsAdmin(
    `INSERT INTO evidence (tenant_id, rule_version_id, kind, title, file_name, media_type, content, sha256, added_by_id)
     SELECT c.tenant_id, c.rule_version_id, 'assessment', 'A page of the exam', 'exam.png', 'image/png', x.content, encode(sha256(x.content), 'hex'), v.author_id
       FROM review_case c JOIN rule_version v ON v.id = c.rule_version_id, (SELECT decode($2, 'base64') AS content) x WHERE c.id = $1`,
    [review.caseId, png],
  );
  await declared(page, review, firstOf(review));
  await page.goto(`/faculty/cases/${review.caseId}`);
  await page.getByText('See it here').click();
  const image = page.getByRole('img', { name: 'A page of the exam' });
  await expect(image).toBeVisible();
  await expect.poll(() => image.evaluate((one) => (one as HTMLImageElement).naturalWidth)).toBe(1);
});
