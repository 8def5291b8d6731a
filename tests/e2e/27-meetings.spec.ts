import { expect, expectAccessible, queryAsAdmin, signInAs, test } from '@/tests/support/e2e';
import { aReview } from '@/tests/support/e2e-world';

/** Each of the reviewers has said that there is no conflict, and returns the proposal. */
async function allReturn(stageId: string): Promise<void> {
  await queryAsAdmin(
    'UPDATE review_assignment SET conflict_declared = false WHERE stage_id = $1 AND is_voting',
    [stageId],
  );
  await queryAsAdmin(
    `INSERT INTO vote (tenant_id, stage_id, person_id, ordinal, choice, ground, rationale)
     SELECT tenant_id, stage_id, person_id, 1, 'return', NULL, 'The weights of the exam are missing.'
       FROM review_assignment WHERE stage_id = $1 AND is_voting`,
    [stageId],
  );
}

test('a chair calls a meeting, bundles cases, prints the papers and enters what was decided', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const first = await aReview('northbridge-state', 2, { minutes: true, dueOn: '2099-01-11' });
  const second = await aReview('northbridge-state', 2, { minutes: true, dueOn: '2099-01-12' });
  await signInAs(page, first.chairEmail);
  await page.goto('/faculty/stages');
  await page.getByRole('link', { name: 'Meetings', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Meetings');
  await expectAccessible(page);

  const [today] = await queryAsAdmin<{ day: string }>(
    "SELECT (now() AT TIME ZONE time_zone)::date::text AS day FROM institution WHERE slug = 'northbridge-state'",
  );
  await page.getByLabel('Day').fill(today?.day ?? '');
  await page.getByLabel('Begins').fill('00:00');
  await page.getByLabel('Minutes').fill('45');
  await page.getByLabel('Place').fill('Room 12, Old Hall');
  await page.getByRole('button', { name: 'Call the meeting' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Department');
  await expect(page.getByText('No case is on the agenda yet')).toBeVisible();

  // Both cases, found by their codes, then in another order.
  for (const review of [first, second]) {
    await page.getByLabel('Title or code').fill(`e2e-${review.caseId.slice(0, 8)}`);
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByRole('checkbox').first().check();
    await page.getByRole('button', { name: 'Put on the agenda' }).click();
    await expect(
      page.getByRole('region', { name: 'Agenda' }).getByRole('link', { name: review.title }),
    ).toBeVisible();
  }
  await page.getByRole('button', { name: `Earlier: ${second.title}` }).click();
  const items = page.getByRole('region', { name: 'Agenda' }).getByRole('listitem');
  await expect(items.first()).toContainText(second.title);
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Papers', exact: true }).click();
  const paper = page.getByRole('article', { name: second.title });
  await expect(paper).toContainText('Item 1');
  await expect(paper).toContainText('once you have said in the case whether you have a conflict');
  await page.goBack();

  // Whoever enters a decision has said before that there is no conflict.
  const decision = page.getByRole('region', { name: 'Enter the decision: item 1' });
  await expect(decision).toContainText('Say first, in the case');
  await decision.getByRole('link', { name: 'Open the case' }).click();
  await expect(page.getByRole('link', { name: /^On the agenda: Department/ })).toBeVisible();
  await page.getByRole('radio', { name: 'No, I have none' }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { name: 'Close this stage' })).toBeVisible();
  await allReturn(second.stageId);
  await page.getByRole('link', { name: /^On the agenda: Department/ }).click();

  await page.getByRole('link', { name: 'Papers', exact: true }).click();
  await expect(page.getByRole('article', { name: second.title })).toContainText('Votes so far');
  // The votes of others are blind on paper as well.
  await expect(page.getByText('The weights of the exam are missing.')).toHaveCount(0);
  await expectAccessible(page);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation').first()).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await page.goBack();

  await expect(decision.getByLabel('Minutes')).toHaveValue(/^Meeting of .+, item 1$/);
  await decision.locator('summary').click();
  await decision.getByRole('button').last().click();
  await expect(items.first()).toContainText('in this meeting');
  await expect(items.first()).toContainText('Minutes: Meeting of');
  await expect(page.getByRole('region', { name: 'Enter the decision: item 2' })).toBeVisible();
  await expect(page.getByText('Move it or call it off')).toHaveCount(0);
  await page.getByRole('link', { name: 'Papers', exact: true }).click();
  await expect(paper.getByRole('heading', { name: 'Decision' })).toBeVisible();
  await expect(paper).toContainText('Returned to the author, in this meeting');
  await expect(paper).not.toContainText('Votes so far');
  await expectAccessible(page);
  await page.goto(`/faculty/cases/${second.caseId}`);
  await page.getByRole('link', { name: /^Decided in the meeting of / }).click();
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expectAccessible(page);
  const [kept] = await queryAsAdmin<{ outcome: string; meeting: boolean }>(
    'SELECT outcome, meeting_id IS NOT NULL AS meeting FROM review_stage WHERE id = $1',
    [second.stageId],
  );
  expect(kept).toEqual({ outcome: 'returned', meeting: true });
});

test('a member takes the own vote back while the stage is open, and can vote anew', async ({ page }) => {
  const { caseId, stageId, reviewers } = await aReview('northbridge-state', 2, {
    minutes: true,
    dueOn: '2099-01-13',
  });
  await allReturn(stageId);
  await signInAs(page, reviewers[0]?.email ?? '');
  await page.goto(`/faculty/cases/${caseId}`);
  await page.getByText('Take your vote back', { exact: true }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Take it back' }).click();
  await expect(page.getByText('Take your vote back', { exact: true })).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Rubric' })).toBeVisible();
  const kept = await queryAsAdmin<{ choice: string }>(
    'SELECT choice FROM vote WHERE stage_id = $1 AND person_id = $2 ORDER BY ordinal',
    [stageId, reviewers[0]?.id],
  );
  expect(kept.map(({ choice }) => choice)).toEqual(['return', 'withdrawn']);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test('a calendar program reads meetings and due days at a private address, until that is taken back', async ({
  page,
  request,
}) => {
  const { stageId, reviewers } = await aReview('northbridge-state', 1, { dueOn: '2099-02-01' });
  await signInAs(page, reviewers[0]?.email ?? '');
  await page.goto('/faculty/meetings');
  await page.getByRole('button', { name: /Get an address|Get another one/ }).click();
  const address = await page.getByText(/\/calendar\/northbridge-state\//).textContent();
  const path = new URL(address ?? '').pathname;
  const answer = await request.get(path);
  expect(answer.headers()['content-type']).toContain('text/calendar');
  expect(await answer.text()).toContain(`UID:${stageId}`);
  await expectAccessible(page);
  await page.reload();
  await expect(page.getByText(/\/calendar\/northbridge-state\//)).toHaveCount(0);
  await page.getByRole('button', { name: 'Take the address back' }).click();
  await expect(page.getByText('Nobody reads your calendar there any more')).toBeVisible();
  expect((await request.get(path)).status()).toBe(404);
});

test('without JavaScript as well', async ({ browser, baseURL }) => {
  const { chairEmail } = await aReview('northbridge-state', 1);
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL && { baseURL }) });
  const page = await context.newPage();
  await signInAs(page, chairEmail);
  await page.goto('/faculty/meetings');
  await page.getByLabel('Day').fill('2099-03-02');
  await page.getByLabel('Begins').fill('14:00');
  await page.getByLabel('Place').fill('Room 3');
  await page.getByRole('button', { name: 'Call the meeting' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Department');
  await page.getByText('Move it or call it off').click();
  await page.getByText('Call it off', { exact: true }).first().click();
  await page.getByRole('button', { name: 'Call it off' }).click();
  await expect(page.getByText('This meeting is called off')).toBeVisible();
  await context.close();
});
