import { expect, expectAccessible, queryAsAdmin, signInAs, test } from '@/tests/support/e2e';
import { aReview, type Review } from '@/tests/support/e2e-world';

test('whoever leads a late review reminds, replaces and moves the due day on, and the case tells of it', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const { caseId, stageId, title, reviewers, chairEmail } = await aReview('northbridge-state', 1);
  const [away, successor] = reviewers as [Review['reviewers'][number], Review['reviewers'][number]];
  await signInAs(page, chairEmail);
  await page.goto('/faculty/cases');
  await page.getByRole('link', { name: 'Reviews you lead' }).click();
  const row = page.getByRole('listitem').filter({ hasText: title });
  await expect(row).toContainText('Say whether you have a conflict');
  await expect(row).not.toContainText(away.name);
  await row.getByRole('link', { name: 'Remind, replace, extend' }).click();
  await expect(page.getByText('Say first, in the case, whether you have a conflict')).toBeVisible();
  await page.getByRole('link', { name: 'Open the case' }).click();
  await page.getByRole('radio', { name: 'No, I have none' }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('link', { name: 'Remind, replace, extend' }).click();

  await expect(row).toContainText(away.name);
  await expect(row).toContainText('overdue by');
  await expectAccessible(page);
  await page.getByRole('button', { name: `Remind ${away.name}` }).click();
  await expect(page.getByText('Reminded. They get one mail')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: `Remind ${away.name}` })).toHaveCount(0);

  await page.locator('summary').filter({ hasText: 'Move the due day' }).click();
  const extend = page.getByRole('group').filter({ has: page.getByLabel('By how much') });
  await extend.getByLabel('By how much').selectOption('5');
  await extend.getByLabel('Reason').fill('The exam paper came late.');
  await extend.getByRole('button', { name: 'Move the due day' }).click();
  await expect(page.getByText('The due day is moved')).toBeVisible();
  await expect(row).not.toContainText('overdue');

  await page.reload();
  await page
    .locator('summary')
    .filter({ hasText: `Replace ${away.name}` })
    .click();
  await page.getByLabel('Who takes the seat').selectOption(successor.id);
  const replace = page.getByRole('group').filter({ has: page.getByLabel('Who takes the seat') });
  await replace.getByLabel('Reason').fill('Away until February.');
  await replace.getByRole('button', { name: `Replace ${away.name}` }).click();
  await expect(page.getByRole('button', { name: `Remind ${successor.name}` })).toBeVisible();
  await expectAccessible(page);

  await page.goto(`/faculty/cases/${caseId}`);
  const history = page.getByRole('region', { name: 'Time and people' });
  await expect(history).toContainText(`reminded ${away.name}`);
  await expect(history).toContainText('The exam paper came late.');
  await expect(history).toContainText(
    `gave the seat of ${away.name} to ${successor.name}: Away until February.`,
  );
  await expectAccessible(page);
  const mail = await queryAsAdmin<{ kind: string }>(
    `SELECT DISTINCT kind FROM outbox_message WHERE payload -> 'about' ->> 'stageId' = $1 ORDER BY kind`,
    [stageId],
  );
  expect(mail.map(({ kind }) => kind)).toEqual([
    'review.assigned',
    'review.extended',
    'review.reminded',
    'review.unassigned',
  ]);
});

test('without JavaScript as well, and whoever leads nothing reads so', async ({ browser, baseURL }) => {
  const { stageId, reviewers, chairEmail } = await aReview('northbridge-state', 1);
  const [first] = reviewers as [Review['reviewers'][number]];
  await queryAsAdmin(
    `INSERT INTO review_assignment (tenant_id, stage_id, person_id, is_voting, conflict_declared, assigned_by_id)
     SELECT tenant_id, id, chair_id, false, false, chair_id FROM review_stage WHERE id = $1`,
    [stageId],
  );
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL && { baseURL }) });
  const page = await context.newPage();
  await signInAs(page, chairEmail);
  await page.goto(`/faculty/stages?stage=${stageId}`);
  await page.getByRole('button', { name: `Remind ${first.name}` }).click();
  await expect(page.getByText('Reminded. They get one mail')).toBeVisible();
  await context.clearCookies();
  await signInAs(page, first.email);
  await page.goto(`/faculty/stages?stage=${stageId}`);
  await expect(page.getByText('This page is for whoever leads reviews')).toBeVisible();
  await context.close();
});

test('a chair who is away lets somebody lead, whose turn it then is, until that is taken back', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const { stageId, title, reviewers, chairEmail } = await aReview('northbridge-state', 1);
  const [, delegate] = reviewers as [Review['reviewers'][number], Review['reviewers'][number]];
  await queryAsAdmin(
    'UPDATE delegation SET withdrawn_at = now(), withdrawn_by_id = delegator_id WHERE withdrawn_at IS NULL AND delegate_id = $1',
    [delegate.id],
  );
  await signInAs(page, chairEmail);
  await page.goto('/faculty/stages');
  await page.getByRole('link', { name: 'Away, and who leads for you' }).click();
  await expectAccessible(page);
  const days = page.getByRole('region', { name: 'Days away' });
  await days.getByLabel('First day').fill('2020-01-01');
  await days.getByLabel('Last day').fill('2099-12-31');
  await days.getByRole('button', { name: 'State these days' }).click();
  await expect(page.getByText('Whoever assigns reviewers sees it')).toBeVisible();
  const leading = page.getByRole('region', { name: 'Who leads for you' });
  await leading.getByLabel('Who leads', { exact: true }).selectOption(delegate.id);
  await leading.getByLabel('First day').fill('2020-01-01');
  await leading.getByLabel('Last day').fill('2099-12-31');
  await leading.getByRole('button', { name: 'Let them lead' }).click();
  await expect(leading.getByText(`${delegate.name} for you as`)).toBeVisible();
  await expectAccessible(page);

  await page.context().clearCookies();
  await signInAs(page, delegate.email);
  await page.goto(`/faculty/stages?stage=${stageId}`);
  await expect(page.getByText('Today you also lead for')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: title }).first()).toContainText('conflict');
  await expect(page.getByRole('region', { name: 'Load of reviewers' }).getByText('away')).toBeVisible();
  await expectAccessible(page);

  await page.context().clearCookies();
  await signInAs(page, chairEmail);
  await page.goto('/faculty/away');
  for (const region of [leading, days]) {
    await region.getByRole('button', { name: 'Take back' }).first().click();
    await expect(region.getByRole('button', { name: 'Take back' })).toHaveCount(0);
  }
  await page.context().clearCookies();
  await signInAs(page, delegate.email);
  await page.goto(`/faculty/stages?stage=${stageId}`);
  await expect(page.getByText('You lead no open review')).toBeVisible();
});
