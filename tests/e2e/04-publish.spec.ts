import { randomUUID } from 'node:crypto';
import { expect, expectAccessible, queryAsAdmin, signInAs, test } from '@/tests/support/e2e';

const [registrar, author] = ['helen.whitcombe@northbridge.example', 'amara.okafor@northbridge.example'];

/** A decision taken over from an earlier system: approved, written and imported by the author, about a certificate of its own. */
async function approved(title: string, by: string, skip: number): Promise<{ id: string; slug: string }> {
  const [ids] = await queryAsAdmin<{ tenant: string; person: string; certificate: string; slug: string }>(
    `SELECT p.tenant_id AS tenant, p.id AS person, m.id AS certificate, m.slug FROM person p,
       (SELECT m.id, m.slug FROM micro_credential m WHERE m.status = 'active' AND NOT EXISTS (SELECT FROM rule_source s WHERE s.micro_credential_id = m.id)
          AND NOT EXISTS (SELECT FROM micro_credential_component x WHERE m.id IN (x.whole_id, x.part_id)) ORDER BY m.title DESC OFFSET $2 LIMIT 1) m
      WHERE p.email = $1`, [by, skip]);
  if (!ids) throw new Error(`The demonstration data has nobody with the address ${by}.`);
  const [batch, rule, id] = [randomUUID(), randomUUID(), randomUUID()];
  await queryAsAdmin(`INSERT INTO import_batch (tenant_id, id, kind, file_name, sha256, on_bad_rows, status, created_by_id) VALUES ($1, $2, 'equivalencies', 'x.csv', '', 'stop', 'applied', $3)`, [ids.tenant, batch, ids.person]);
  await queryAsAdmin(`INSERT INTO equivalency_rule (tenant_id, id, code, title) VALUES ($1, $2, $3, $4)`, [ids.tenant, rule, `e2e-${rule.slice(0, 8)}`, title]);
  await queryAsAdmin(
    `INSERT INTO rule_version (tenant_id, id, rule_id, version, status, origin, import_batch_id, author_id, definition, basis) VALUES ($1, $2, $3, 1, 'approved', 'import', $4, $5, $6, '{"kind":"ownReview"}')`,
    [ids.tenant, id, rule, batch, ids.person, JSON.stringify({ premise: { mc: ids.certificate }, outcomes: [{ lines: [{ kind: 'block', target: 'Testing', credits: { amount: '2' } }] }] })]);
  await queryAsAdmin(`INSERT INTO rule_source (tenant_id, rule_version_id, micro_credential_id) VALUES ($1, $2, $3)`, [ids.tenant, id, ids.certificate]);
  return { id, slug: ids.slug };
}

test('a registrar publishes what somebody else wrote, and the public page tells it at once', async ({ page }) => {
  const { id, slug } = await approved('Published in a test', author, 0);
  await page.goto(`/catalog/${slug}`);
  await expect(page.getByText('Testing')).toHaveCount(0);
  await signInAs(page, registrar);
  await page.goto('/registrar');
  await expect(page.getByRole('heading', { name: /Approved, to be published/ })).toBeVisible();
  await expectAccessible(page);
  await page.goto(`/registrar/rules/${id}`);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByText('Published', { exact: true })).toBeVisible();
  await page.goto(`/catalog/${slug}`);
  await expect(page.getByText('Testing').first()).toBeVisible();

  await page.goto(`/registrar/rules/${id}`);
  await page.locator('summary').filter({ hasText: 'Suspend' }).click();
  await page.getByLabel('Why').first().fill('The provider is under inquiry.');
  await page.getByRole('button', { name: 'Yes, do it' }).first().click();
  await expect(page.getByText('Suspended', { exact: true })).toBeVisible();
  await page.goto(`/registrar/rules/${id}/history`);
  await expect(page.getByRole('cell', { name: 'The provider is under inquiry.' })).toBeVisible();
  await expectAccessible(page);
});

test('who wrote it does not publish it, and reads why', async ({ page }) => {
  const { id } = await approved('Written by the registrar', registrar, 1);
  await signInAs(page, registrar);
  await page.goto(`/registrar/rules/${id}`);
  await expect(page.getByText('Publish: You wrote this, so somebody else has to decide it.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Publish' })).toHaveCount(0);
});
