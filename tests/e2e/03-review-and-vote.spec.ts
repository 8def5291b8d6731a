import type { Page } from '@playwright/test';
import { expect, expectAccessible, queryAsAdmin, signInAs, test } from '@/tests/support/e2e';
import { aReview, type Review } from '@/tests/support/e2e-world';

const open = async (page: Page, email: string, caseId: string) => {
  await signInAs(page, email);
  await page.goto(`/faculty/cases/${caseId}`);
};

/** Marks every outcome as covered in full by the first of the certificate's. */
async function cover(page: Page): Promise<void> {
  for (const row of await page.locator('[data-mark]').all()) {
    await row.locator('label', { hasText: 'Full' }).click();
    await row.locator('label', { hasText: /^C1$/ }).click();
  }
}

/** Marks every outcome with its place and scores every criterion; it saves itself. */
async function judge(page: Page): Promise<void> {
  await cover(page);
  await expect(page.getByText('100% covered')).toBeVisible();
  const criteria = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('group', { name: /^Score for/ }) });
  for (const criterion of await criteria.all()) await criterion.getByRole('radio', { name: '2' }).check();
  await expect(page.getByText('7 of 7')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();
  await expect(page.getByText('To approve you still need')).toHaveCount(0);
}

test('from the queue to a decision: declare, compare, score, vote; the last vote it needs moves the rule on', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const { caseId, title, reviewers } = await aReview();
  const [first, second] = reviewers as [Review['reviewers'][number], Review['reviewers'][number]];
  await signInAs(page, first.email);
  await page.goto('/faculty/cases');
  const row = page.getByRole('row').filter({ hasText: title });
  await expect(row).toContainText('overdue by');
  await expect(row).toContainText('Say whether you have a conflict');
  await expectAccessible(page);
  await row.getByRole('link', { name: title }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  await expect(page.getByRole('heading', { name: 'Rubric' })).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole('radio', { name: 'No, I have none' }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { name: 'Rubric' })).toBeVisible();
  await judge(page);
  await expectAccessible(page);
  await page.getByRole('radio', { name: 'Approve' }).check();
  await page.getByRole('textbox', { name: 'In words' }).fill('The outcomes are covered.');
  await page.getByRole('button', { name: 'Cast vote' }).click();
  await expect(page.getByText('You have voted: Approve')).toBeVisible();
  await expect(page.getByText('Please correct')).toHaveCount(0);

  await page.context().clearCookies();
  await open(page, second.email, caseId);
  await page.getByRole('radio', { name: 'No, I have none' }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(
    page.getByText(
      'How others voted is shown when the stage has ended, or when the chair reveals the ballots.',
    ),
  ).toBeVisible();
  await expect(page.getByText('The outcomes are covered.')).toHaveCount(0);
  await judge(page);
  await expect(page.getByText('this ballot ends the stage')).toBeVisible();
  await page.getByRole('radio', { name: 'Approve' }).check();
  await page.getByRole('textbox', { name: 'In words' }).fill('Agreed.');
  await page.getByRole('button', { name: 'Cast vote' }).click();
  await expect(page.getByRole('list', { name: 'Stages of this review' })).toContainText(
    'closed by its votes',
  );
  const [decided] = await queryAsAdmin<{ status: string; audited: number }>(
    `SELECT v.status, (SELECT count(*)::int FROM audit_event a WHERE a.object_id = c.id::text AND a.action = 'review.castVote') AS audited
       FROM review_case c JOIN rule_version v ON v.id = c.rule_version_id WHERE c.id = $1`,
    [caseId],
  );
  expect(decided?.status).not.toBe('in_department');
  expect(decided?.audited).toBe(2);
});

test('whoever declares a conflict sees the question and nothing else, and the chair sees who is missing', async ({
  page,
}) => {
  const { caseId, reviewers, chairEmail } = await aReview();
  await open(page, reviewers[0]?.email ?? '', caseId);
  await page.getByRole('radio', { name: 'Yes, I have a conflict' }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('Say in a few words what the conflict is.').first()).toBeVisible();
  await page.getByRole('textbox', { name: 'What is it?' }).fill('I wrote the course.');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('You declared a conflict, so you take no part')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Evidence' })).toHaveCount(0);
  await expectAccessible(page);
  await page.context().clearCookies();
  await open(page, chairEmail, caseId);
  await page.getByRole('radio', { name: 'No, I have none' }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('declared a conflict, takes no part')).toBeVisible();
  await expect(page.getByText('I wrote the course.', { exact: true })).toBeVisible();
  await expect(page.getByText('The quorum is not met.')).toBeVisible();
  await expectAccessible(page);
});

test('a vote takes marks and scores with it without JavaScript, and what it refuses stays on the page', async ({
  browser,
  baseURL,
}) => {
  const { caseId, reviewers } = await aReview();
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL && { baseURL }) });
  const page = await context.newPage();
  await open(page, reviewers[0]?.email ?? '', caseId);
  await page.getByRole('radio', { name: 'No, I have none' }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('As saved so far, an approval still needs')).toBeVisible();
  await cover(page);
  await page.getByRole('radio', { name: 'Approve' }).check();
  await page.getByRole('textbox', { name: 'In words' }).fill('The outcomes are covered.');
  await page.getByRole('button', { name: 'Cast vote' }).click();
  await expect(page.getByText('To approve, score every criterion of the rubric first.')).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Full' }).first()).toBeChecked();
  const criteria = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('group', { name: /^Score for/ }) });
  for (const criterion of await criteria.all()) await criterion.getByRole('radio', { name: '2' }).check();
  await page.getByRole('button', { name: 'Cast vote' }).click();
  await expect(page.getByText('You have voted: Approve')).toBeVisible();
  await context.close();
});

test('a vote that somebody may not cast any more is refused in words, without JavaScript and without its form', async ({
  browser,
  baseURL,
}) => {
  const { caseId, stageId, reviewers } = await aReview();
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL && { baseURL }) });
  const page = await context.newPage();
  await open(page, reviewers[0]?.email ?? '', caseId);
  await page.getByRole('radio', { name: 'No, I have none' }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('radio', { name: 'Abstain' }).check();
  await page.getByRole('textbox', { name: 'In words' }).fill('Not my field.');
  await queryAsAdmin('delete from review_assignment where stage_id = $1', [stageId]);
  await page.getByRole('button', { name: 'Cast vote' }).click();
  await expect(page.getByRole('button', { name: 'Cast vote' })).toHaveCount(0);
  await expect(page.getByText('This was not done:')).toBeVisible();
  expect(await queryAsAdmin('select 1 from vote where stage_id = $1', [stageId])).toEqual([]);
  await context.close();
});

test('a vote can be cast without JavaScript, on a phone', async ({ browser, baseURL }) => {
  const { caseId, stageId, reviewers } = await aReview();
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
    ...(baseURL && { baseURL }),
  });
  const page = await context.newPage();
  await open(page, reviewers[0]?.email ?? '', caseId);
  await page.getByRole('radio', { name: 'No, I have none' }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('radio', { name: 'Approve' }).check();
  await page.getByRole('textbox', { name: 'In words' }).fill('It looks right.');
  await page.getByRole('button', { name: 'Cast vote' }).click();
  await expect(
    page.getByText('To approve, mark every course outcome in the coverage matrix first.'),
  ).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'In words' })).toHaveValue('It looks right.');
  await page.getByRole('radio', { name: 'Abstain' }).check();
  await page.getByRole('button', { name: 'Cast vote' }).click();
  await expect(page.getByText('You have voted: Abstain')).toBeVisible();
  expect(await queryAsAdmin('select choice, rationale from vote where stage_id = $1', [stageId])).toEqual([
    { choice: 'abstain', rationale: 'It looks right.' },
  ]);
  await context.close();
});

test('whoever leads decides a tie in a form of its own, beside the own vote, and no count changes', async ({
  page,
}) => {
  const { caseId, stageId, title, reviewers, chairEmail } = await aReview('northbridge-state', 1, {
    tie: 'chairDecides',
    dueOn: '2099-01-05',
  });
  await queryAsAdmin(
    `insert into review_assignment (tenant_id, stage_id, person_id, assigned_by_id, conflict_declared)
     select s.tenant_id, s.id, s.chair_id, s.chair_id, false from review_stage s where s.id = $1`,
    [stageId],
  );
  await queryAsAdmin('update review_assignment set conflict_declared = false where stage_id = $1', [stageId]);
  await queryAsAdmin(
    `insert into vote (tenant_id, stage_id, person_id, ordinal, choice, rationale)
     select s.tenant_id, s.id, a.person_id, 1, case when a.person_id = s.chair_id then 'return' else 'approve' end, 'As I see it.'
       from review_stage s join review_assignment a on a.stage_id = s.id where s.id = $1`,
    [stageId],
  );
  await signInAs(page, reviewers[0]?.email ?? '');
  await page.goto('/faculty/cases');
  await expect(page.getByRole('row').filter({ hasText: title })).toHaveCount(0);
  await page.goto('/faculty/cases?tab=all');
  await expect(page.getByRole('row').filter({ hasText: title })).toContainText('Nothing: you have voted');
  await page.context().clearCookies();
  await signInAs(page, chairEmail);
  await page.goto('/faculty/cases');
  const row = page.getByRole('row').filter({ hasText: title });
  await expect(row).toContainText('Decide the tie');
  await row.getByRole('link', { name: title }).click();
  await expect(page.getByText('you decide how the tie ends: do so by the due day')).toBeVisible();
  await expectAccessible(page);
  const casting = page.getByRole('region', { name: 'Your casting vote' });
  await casting.getByRole('radio', { name: 'Approve' }).check();
  await casting.getByRole('textbox', { name: 'In words' }).fill('The outcomes convince me after all.');
  await casting.getByRole('button', { name: 'Decide the tie' }).click();
  await expect(page.getByRole('list', { name: 'Stages of this review' })).toContainText(
    'The votes were tied, and the casting vote decided.',
  );
  await page.getByText('Department vote').click();
  await expect(page.getByText('The outcomes convince me after all.')).toBeVisible();
  const counts = await queryAsAdmin<{ choice: string; is_casting: boolean }>(
    'select choice, is_casting from vote where stage_id = $1 order by is_casting, choice',
    [stageId],
  );
  expect(counts).toEqual([
    { choice: 'approve', is_casting: false },
    { choice: 'return', is_casting: false },
    { choice: 'approve', is_casting: true },
  ]);
  await page.goto(`/faculty/cases/${caseId}`);
  await expectAccessible(page);
});
