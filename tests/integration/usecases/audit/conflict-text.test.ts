import { expect, test } from 'vitest';
import { exportAudit } from '@/lib/usecases/audit/export-audit';
import { exportPage } from '@/lib/usecases/audit/export-page';
import { viewAuditEntry } from '@/lib/usecases/audit/view-audit-entry';
import { withTenant } from '@/lib/db/tx';
import { verifyTrail } from '@/scripts/audit-verify.mjs';
import { aPerson, type BuiltPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { aReview, clear, judge, recuse, vote } from '../review/arrange';

const text = 'I wrote the course.';

async function exported(person: BuiltPerson): Promise<string> {
  let lines = '';
  for await (const part of exportAudit(ctxOf(person), { details: true })) lines += part;
  return lines;
}
async function declarations(tenantId: string): Promise<string[]> {
  const rows = await queryAsSuperuser<{ seq: string }>(
    "select seq::text from audit_event where tenant_id = $1 and action = 'review.declareConflict' order by seq",
    [tenantId],
  );
  return rows.map(({ seq }) => seq);
}
async function alsoHolds(person: BuiltPerson, role: string): Promise<BuiltPerson> {
  await queryAsSuperuser('insert into role_grant (tenant_id, person_id, role) values ($1, $2, $3)', [
    person.actor.tenantId,
    person.id,
    role,
  ]);
  return person;
}

test('what a conflict is stays between whoever leads the stage and auditors, in the trail as in the case, also after the end', async () => {
  const review = await aReview({ reviewers: 3 });
  const [first, second, third] = review.reviewers as [BuiltPerson, BuiltPerson, BuiltPerson];
  await recuse(first, review.stageId);
  await clear(second, review.stageId);
  const [said = '', denied = ''] = await declarations(review.institution.id);
  const [auditor, registrar, administrator] = [
    await aPerson(review.institution, 'auditor'),
    await aPerson(review.institution, 'registrar'),
    await aPerson(review.institution, 'administrator'),
  ];
  const chair = await alsoHolds(review.chair, 'registrar');
  const writer = await alsoHolds(review.author, 'auditor');
  const told = async (reader: BuiltPerson) =>
    JSON.stringify(await viewAuditEntry(ctxOf(reader), { seq: said })).includes(text);
  const asDecided = async () => {
    for (const reader of [auditor, chair]) expect(await told(reader)).toBe(true);
    for (const reader of [registrar, administrator, writer]) expect(await told(reader)).toBe(false);
  };
  await asDecided();
  expect(await viewAuditEntry(ctxOf(registrar), { seq: said })).toMatchObject({
    withheld: { why: 'conflict' },
    changes: [],
  });
  expect((await viewAuditEntry(ctxOf(registrar), { seq: denied })).withheld).toBeNull();
  await judge(second, review);
  await vote(second, review.stageId, 'reject');
  await clear(third, review.stageId);
  await vote(third, review.stageId, 'reject');
  await asDecided();
});

test('the export with states gives it to auditors, and to others the commitment alone, and verifies for both', async () => {
  const review = await aReview({ reviewers: 2 });
  await recuse(review.reviewers[0] as BuiltPerson, review.stageId);
  const byAuditor = await exported(await aPerson(review.institution, 'auditor'));
  expect(byAuditor).toContain(text);
  const byAdministrator = await exported(await aPerson(review.institution, 'administrator'));
  expect(byAdministrator).not.toContain(text);
  expect(byAdministrator).toContain('"withheldFor":"conflict"');
  expect(verifyTrail(byAuditor, [], undefined)).toMatchObject({ withheld: 0 });
  expect(verifyTrail(byAdministrator, [], undefined)).toMatchObject({ withheld: 1 });
});

test('an administrator who wrote the mapping exports why it was decided so, and not who said what', async () => {
  const review = await aReview({ reviewers: 1 });
  const reviewer = review.reviewers[0] as BuiltPerson;
  const writer = await alsoHolds(review.author, 'administrator');
  await judge(reviewer, review);
  await vote(reviewer, review.stageId, 'reject');
  const own = await exported(writer);
  expect(own).not.toContain('"choice"');
  expect(verifyTrail(own, [], undefined).withheld).toBeGreaterThan(0);
  const { database } = ctxOf(writer);
  const onTheServer = await withTenant(database, { tenantId: review.institution.id }, (tx) =>
    exportPage(tx, '0', { details: true, reader: null }),
  );
  expect(onTheServer.lines).toContain('"choice"');
});
