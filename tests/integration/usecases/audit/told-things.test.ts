import { expect, test } from 'vitest';
import { listAudit } from '@/lib/usecases/audit/list-audit';
import { viewAuditEntry } from '@/lib/usecases/audit/view-audit-entry';
import { assignReviewers } from '@/lib/usecases/review/assign-reviewers';
import { giveRole } from '@/lib/usecases/role/give-role';
import { aPerson, type BuiltPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { aReview, recuse } from '../review/arrange';

test('an entry calls people, reviews, stages and mappings by name, with links to what the reader may open', async () => {
  const review = await aReview({ reviewers: 1, chairAsked: true });
  const [auditor, administrator, other] = [
    await aPerson(review.institution, 'auditor'),
    await aPerson(review.institution, 'administrator'),
    await aPerson(review.institution, 'reviewer'),
  ];
  await assignReviewers(ctxOf(review.chair), { stageId: review.stageId, personIds: [other.id] });
  await recuse(review.chair, review.stageId);
  await giveRole(ctxOf(administrator), { personId: other.id, role: 'dean', departmentId: '' });
  const entryOf = async (reader: BuiltPerson, action: string) => {
    const { rows } = await listAudit(ctxOf(reader), {});
    const row = rows.find((one) => one.action === action);
    return { row, view: await viewAuditEntry(ctxOf(reader), { seq: row?.seq ?? '' }) };
  };

  const given = await entryOf(auditor, 'role.give');
  const theOther = { name: other.name, href: `/administration/people/${other.id}` };
  expect(given.row?.subject).toMatchObject(theOther);
  expect(given.view.entry.subject).toMatchObject(theOther);

  const assigned = await entryOf(auditor, 'review.assign');
  expect(assigned.row?.subject).toMatchObject({
    kind: 'review_case',
    version: 1,
    href: `/faculty/cases/${review.caseId}`,
  });
  expect(assigned.view.things[other.id]).toMatchObject(theOther);
  expect((await entryOf(administrator, 'review.assign')).row?.subject).toMatchObject({ href: null });

  const declared = await entryOf(auditor, 'review.declareConflict');
  expect(declared.view.changes.find(({ path }) => path === 'chairId')?.before).toBe(review.chair.id);
  expect(declared.view.things[review.chair.id]).toMatchObject({ name: review.chair.name });
  expect(declared.view.things[review.stageId]).toMatchObject({ kind: 'review_stage', stage: 'department' });
  expect((await entryOf(auditor, 'rule.route')).row?.subject).toMatchObject({
    kind: 'rule_version',
    href: `/registrar/rules/${review.ruleVersionId}`,
  });
});
