import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, queryAsAdmin, signInAs, test } from '@/tests/support/e2e';

interface Review {
  caseId: string;
  stageId: string;
  title: string;
  reviewers: { id: string; name: string; email: string }[];
  chairEmail: string;
}

const stageConfig = { kind: 'department', mode: 'quorumVote', quorum: 'moreThanHalf', threshold: 'majorityCast', tie: 'notApproved', minReviewers: 2, recusedCount: false, dueDays: 15 };

/** A review of its own in a demonstration department, with three reviewers who have not said anything yet. */
async function aReview(): Promise<Review> {
  const [place] = await queryAsAdmin<{ tenant_id: string; department_id: string; code: string; author: string; chair: string; chair_email: string }>(
    `SELECT c.tenant_id, c.department_id, c.code, e.person_id AS author, h.person_id AS chair, p.email AS chair_email
       FROM course c JOIN institution i ON i.id = c.tenant_id AND i.is_demonstration
       JOIN role_grant e ON e.tenant_id = c.tenant_id AND e.role = 'evaluator' AND e.ended_at IS NULL
       JOIN role_grant h ON h.tenant_id = c.tenant_id AND h.role = 'chair' AND h.department_id = c.department_id AND h.ended_at IS NULL
       JOIN person p ON p.tenant_id = h.tenant_id AND p.id = h.person_id
      WHERE c.status = 'active' AND (SELECT count(*) FROM course_outcome o WHERE o.course_id = c.id) BETWEEN 3 AND 8
        AND (SELECT count(*) FROM role_grant r WHERE r.role = 'reviewer' AND r.department_id = c.department_id AND r.ended_at IS NULL AND r.person_id NOT IN (e.person_id, h.person_id)) >= 2
      ORDER BY i.slug <> 'northbridge-state', c.code LIMIT 1`,
  );
  if (!place) throw new Error('the demonstration data has no department with a chair and two reviewers');
  const { tenant_id, department_id, code, author, chair } = place;
  const reviewers = await queryAsAdmin<{ id: string; name: string; email: string }>(
    `SELECT p.id, p.name, p.email FROM role_grant r JOIN person p ON p.tenant_id = r.tenant_id AND p.id = r.person_id
      WHERE r.role = 'reviewer' AND r.department_id = $1 AND r.ended_at IS NULL AND p.id NOT IN ($2, $3) ORDER BY p.name LIMIT 2`, [department_id, author, chair],
  );
  const [mc] = await queryAsAdmin<{ id: string; title: string }>(
    `SELECT m.id, m.title FROM micro_credential m JOIN micro_credential_version v ON v.micro_credential_id = m.id
      WHERE m.kind = 'certificate' AND EXISTS (SELECT FROM learning_outcome o WHERE o.version_id = v.id) ORDER BY m.title LIMIT 1`,
  );
  const [ruleId, versionId, caseId, stageId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const title = `${mc?.title} (${caseId.slice(0, 8)})`;
  const definition = { premise: { mc: mc?.id }, outcomes: [{ lines: [{ kind: 'course', target: code, credits: { amount: '3' } }] }] };
  const basis = { kind: 'ownReview', recommendationIds: [], changedBecause: '', precedentRuleVersionIds: [], microCredentialVersionIds: [] };
  await queryAsAdmin('insert into equivalency_rule (tenant_id, id, code, title, department_id) values ($1, $2, $3, $4, $5)', [tenant_id, ruleId, `e2e-${caseId.slice(0, 8)}`, title, department_id]);
  await queryAsAdmin('insert into rule_version (tenant_id, id, rule_id, version, definition, basis, author_id) values ($1, $2, $3, 1, $4, $5, $6)', [tenant_id, versionId, ruleId, definition, basis, author]);
  for (const status of ['submitted', 'in_department']) await queryAsAdmin('update rule_version set status = $2, row_version = row_version + 1 where id = $1', [versionId, status]);
  await queryAsAdmin('insert into review_case (tenant_id, id, rule_version_id, department_id) values ($1, $2, $3, $4)', [tenant_id, caseId, versionId, department_id]);
  await queryAsAdmin("insert into review_stage (tenant_id, id, case_id, position, kind, config, chair_id, due_on) values ($1, $2, $3, 1, 'department', $4, $5, '2020-01-10')", [tenant_id, stageId, caseId, stageConfig, chair]);
  for (const person of reviewers) await queryAsAdmin('insert into review_assignment (tenant_id, stage_id, person_id, assigned_by_id) values ($1, $2, $3, $4)', [tenant_id, stageId, person.id, chair]);
  return { caseId, stageId, title, reviewers, chairEmail: place.chair_email };
}

const open = async (page: Page, email: string, caseId: string) => {
  await signInAs(page, email);
  await page.goto(`/faculty/cases/${caseId}`);
};

/** Marks every outcome, scores every criterion that must be scored, and saves both. */
async function judge(page: Page): Promise<void> {
  for (const full of await page.getByRole('radio', { name: 'Full' }).all()) await full.check();
  await expect(page.getByText('100% covered')).toBeVisible();
  await page.getByRole('button', { name: 'Save coverage' }).click();
  await expect(page.getByText('Coverage saved')).toBeVisible();
  const criteria = page.getByRole('listitem').filter({ has: page.getByRole('group', { name: /^Score for/ }) });
  for (const criterion of await criteria.all()) {
    await criterion.getByRole('radio', { name: '2' }).check();
    await criterion.getByRole('textbox').fill('As it should be.');
  }
  await page.getByRole('button', { name: 'Save scores' }).click();
  await expect(page.getByText('Scores saved')).toBeVisible();
}

test('from the queue to a decision: declare, compare, score, vote; the last vote it needs moves the rule on', async ({ page }) => {
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
  await page.getByRole('textbox', { name: 'Reason' }).fill('The outcomes are covered.');
  await page.getByRole('button', { name: 'Cast vote' }).click();
  await expect(page.getByText('You have voted: Approve')).toBeVisible();

  await page.context().clearCookies();
  await open(page, second.email, caseId);
  await page.getByRole('radio', { name: 'No, I have none' }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('You see how others voted once you have voted yourself.')).toBeVisible();
  await expect(page.getByText('The outcomes are covered.')).toHaveCount(0);
  await judge(page);
  await page.getByRole('radio', { name: 'Approve' }).check();
  await page.getByRole('textbox', { name: 'Reason' }).fill('Agreed.');
  await page.getByRole('button', { name: 'Cast vote' }).click();
  await expect(page.getByRole('list', { name: 'Stages of this review' })).toContainText('closed by its votes');
  const [decided] = await queryAsAdmin<{ status: string; audited: number }>(
    `SELECT v.status, (SELECT count(*)::int FROM audit_event a WHERE a.object_id = c.id::text AND a.action = 'review.castVote') AS audited
       FROM review_case c JOIN rule_version v ON v.id = c.rule_version_id WHERE c.id = $1`, [caseId],
  );
  expect(decided?.status).not.toBe('in_department');
  expect(decided?.audited).toBe(2);
});

test('whoever declares a conflict sees the question and nothing else, and the chair sees who is missing', async ({ page }) => {
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
  await expect(page.getByText('declared a conflict, takes no part')).toBeVisible();
  await expect(page.getByText('The quorum is not met.')).toBeVisible();
  await expectAccessible(page);
});

test('a vote can be cast without JavaScript, on a phone', async ({ browser, baseURL }) => {
  const { caseId, stageId, reviewers } = await aReview();
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 }, ...(baseURL && { baseURL }) });
  const page = await context.newPage();
  await open(page, reviewers[0]?.email ?? '', caseId);
  await page.getByRole('radio', { name: 'No, I have none' }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('radio', { name: 'Approve' }).check();
  await page.getByRole('textbox', { name: 'Reason' }).fill('It looks right.');
  await page.getByRole('button', { name: 'Cast vote' }).click();
  await expect(page.getByText('To approve, mark every course outcome in the coverage matrix first.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Reason' })).toHaveValue('It looks right.');
  await page.getByRole('radio', { name: 'Abstain' }).check();
  await page.getByRole('button', { name: 'Cast vote' }).click();
  await expect(page.getByText('You have voted: Abstain')).toBeVisible();
  expect(await queryAsAdmin('select choice, rationale from vote where stage_id = $1', [stageId])).toEqual([{ choice: 'abstain', rationale: 'It looks right.' }]);
  await context.close();
});
