import { expect, test } from 'vitest';
import { routeRule } from '@/lib/usecases/rule/route-rule';
import { reviseRule } from '@/lib/usecases/rule/revise-rule';
import { submitRule } from '@/lib/usecases/rule/submit-rule';
import { viewRule } from '@/lib/usecases/rule/view-rule';
import { viewTextThen } from '@/lib/usecases/rule/view-text-then';
import { aPerson, anInstitution } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { aReview, clear, openStageOf, refusal, vote } from '../review/arrange';

test('what a stage was about stays to be read once the text was changed and handed in again', async () => {
  const review = await aReview({ reviewers: 1 });
  const { ruleVersionId, stageId } = review;
  const [reviewer] = review.reviewers as [(typeof review.reviewers)[0]];
  const registrar = await aPerson(review.institution, 'registrar');
  const now = async () => (await viewRule(ctxOf(registrar), ruleVersionId)).version;
  /** Returned, changed and handed in again on that day; the stage that then opens. */
  const again = async (day: string, publicNote: string): Promise<string> => {
    const open = (await openStageOf(review.caseId))?.id ?? '';
    const on = (person: Parameters<typeof ctxOf>[0]) => ctxOf(person, { day });
    await clear(reviewer, open);
    await vote(reviewer, open, 'return');
    const { title, departmentId, definition, basis, internalNote, rowVersion } = await now();
    await reviseRule(on(review.author), {
      ...{ ruleVersionId, expectedVersion: rowVersion, title, departmentId, definition, basis, internalNote },
      publicNote,
    });
    const seen = async () => ({ ruleVersionId, expectedVersion: (await now()).rowVersion });
    await submitRule(on(review.author), await seen());
    const evaluator = await aPerson(review.institution, 'evaluator');
    await routeRule(on(evaluator), { ...(await seen()), reviewerIds: [reviewer.id] });
    return (await openStageOf(review.caseId))?.id ?? '';
  };
  const second = await again('2026-11-26', 'With an exam.');
  const third = await again('2026-12-02', 'Only with the exam.');
  const then = await viewTextThen(ctxOf(registrar), { ruleVersionId, stageId: second });
  const { title, definition } = await now();
  expect(then).toMatchObject({
    handedInAt: '2026-11-26T12:00:00.000Z',
    text: { title, definition, publicNote: 'With an exam.' },
    stageKind: 'department',
    isOtherToday: true,
  });
  expect(then.differences.map(({ path, before, after }) => [path, before, after])).toEqual([
    ['publicNote', 'With an exam.', 'Only with the exam.'],
  ]);
  expect(await viewTextThen(ctxOf(registrar), { ruleVersionId, stageId: third })).toMatchObject({
    handedInAt: '2026-12-02T12:00:00.000Z',
    text: { publicNote: 'Only with the exam.' },
    differences: [],
    isOtherToday: false,
  });
  // Built into the database without an act of handing in: nothing is made up.
  expect(await viewTextThen(ctxOf(registrar), { ruleVersionId, stageId })).toMatchObject({
    text: null,
    isOtherToday: true,
  });
  // Of another mapping, or seen from elsewhere, there is none.
  const other = await aReview({ reviewers: 1 });
  await expect(viewTextThen(ctxOf(registrar), { ruleVersionId, stageId: other.stageId })).rejects.toEqual(
    refusal('not_found', 'review/not-found'),
  );
  await expect(
    viewTextThen(ctxOf(await aPerson(await anInstitution(), 'registrar')), { ruleVersionId, stageId }),
  ).rejects.toEqual(refusal('not_found', 'rule/not-found'));
  // What was erased is told as that.
  await queryAsSuperuser('ALTER TABLE audit_detail DISABLE TRIGGER USER');
  await queryAsSuperuser(
    'UPDATE audit_detail SET before = NULL, after = NULL, erased_at = now() WHERE tenant_id = $1',
    [review.institution.id],
  );
  await queryAsSuperuser('ALTER TABLE audit_detail ENABLE TRIGGER USER');
  expect(await viewTextThen(ctxOf(registrar), { ruleVersionId, stageId: second })).toMatchObject({
    text: null,
    differences: [],
    isOtherToday: true,
  });
});
