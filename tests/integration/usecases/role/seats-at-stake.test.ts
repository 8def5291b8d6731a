import { expect, test } from 'vitest';
import { endRole } from '@/lib/usecases/role/end-role';
import { viewPerson } from '@/lib/usecases/person/view-person';
import { lastAuditEntry } from '@/tests/support/audit-trail';
import { aPerson, type BuiltPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { aReview } from '../review/arrange';

test('before a role ends the open reviews that rest on it are named; afterwards the trail names its department', async () => {
  const review = await aReview({ reviewers: 1 });
  const [reviewer] = review.reviewers as [BuiltPerson];
  const administrator = await aPerson(review.institution, 'administrator');
  const seen = await viewPerson(ctxOf(administrator), reviewer.id);
  const [grant] = seen.person.roles;
  expect(seen.atStake[grant?.id ?? '']).toMatchObject([{ caseId: review.caseId, isVoting: true }]);
  expect(seen.seats).toMatchObject([{ caseId: review.caseId }]);
  const chair = await viewPerson(ctxOf(administrator), review.chair.id);
  expect(Object.values(chair.atStake)).toMatchObject([[{ caseId: review.caseId, isChair: true }]]);
  expect((await viewPerson(ctxOf(administrator), review.dean.id)).seats).toEqual([]);
  await endRole(ctxOf(administrator), { grantId: grant?.id ?? '' });
  expect(await lastAuditEntry(review.institution.id)).toMatchObject({
    summary: 'role reviewer in Informatics ended',
  });
  // The last role has ended, so a suspension takes no review from them that is theirs no more.
  expect((await viewPerson(ctxOf(administrator), reviewer.id)).seats).toEqual([]);
  const [office] = chair.person.roles;
  expect(chair.seats).toMatchObject([{ caseId: review.caseId, isChair: true }]);
  await endRole(ctxOf(administrator), { grantId: office?.id ?? '' });
  expect((await viewPerson(ctxOf(administrator), review.chair.id)).seats).toEqual([]);
});
