import { describe, expect, it } from 'vitest';
import { PolicyForm, policyOf } from '@/lib/institution/policy-form';
import { afterChangeOf } from '@/lib/institution/policy-version';
import { needsMinutes } from '@/lib/review/stage-config';
import { policyFormInput } from '@/tests/support/policy-form-input';

const parsed = (change: (form: ReturnType<typeof policyFormInput>) => void = () => undefined) => {
  const form = policyFormInput();
  change(form);
  return PolicyForm.safeParse(form);
};
const pathsOf = (change: (form: ReturnType<typeof policyFormInput>) => void) =>
  parsed(change).error?.issues.map((issue) => issue.path.join('.'));

describe('the form of a policy', () => {
  it('becomes what the engine and the review read, without what was left empty', () => {
    const policy = policyOf(parsed().data as PolicyForm, 'ECTS');
    expect(policy.credit).toEqual({
      homeUnit: 'ECTS',
      resolution: 'best',
      rounding: { stage: 'line', mode: 'HALF_UP', increment: '0.5' },
      trim: 'partial',
      conversions: { 'US_SEM>ECTS': '2' },
      postAfterResidentCredits: '12',
    });
    expect(policy.review.stages.map(({ kind, quorum, threshold }) => [kind, quorum, threshold])).toEqual([
      ['department', 'moreThanHalf', 'majorityCast'],
      ['committee', 5, 'twoThirds'],
    ]);
    expect(policy.review).toMatchObject({ coverageThreshold: 75, reReviewMonths: 24 });
    expect(policy.review).not.toHaveProperty('deanFromCredits');
  });

  it('says how old a completion may be and what no mapping may ask by, in one order, and not both of age', () => {
    const said = (recencyMonths: string, excludedCriteria: string[]) =>
      parsed((form) => Object.assign(form.credit, { recencyMonths, excludedCriteria }));
    expect(policyOf(said('60', ['supervision', 'identity']).data as PolicyForm, 'ECTS').credit).toMatchObject(
      { recencyMonths: 60, excludedCriteria: ['identity', 'supervision'] },
    );
    expect(policyOf(said('', []).data as PolicyForm, 'ECTS').credit).not.toHaveProperty('recencyMonths');
    expect(said('60', ['recency']).error?.issues.map(({ message }) => message)).toEqual([
      'field/recency-excluded',
    ]);
    expect(said('0', []).success).toBe(false);
  });

  it('takes no step and no factor of 0, however it is written', () => {
    for (const nothing of ['0', '0,00', '0/5']) {
      const steps = parsed((form) => (form.credit.rounding.increment = nothing)).error?.issues;
      const factors = parsed((form) => (form.credit.conversions[0]!.factor = nothing)).error?.issues;
      expect(
        [steps, factors].map((issues) => issues?.map(({ path, message }) => [path.join('.'), message])),
      ).toEqual([
        [['credit.rounding.increment', 'field/above-zero']],
        [['credit.conversions.0.factor', 'field/above-zero']],
      ]);
    }
    expect(parsed((form) => (form.credit.postAfterResidentCredits = '0')).success).toBe(true);
  });

  it('says of each stage whether minutes are kept, or leaves that to its kind', () => {
    const { data } = parsed((form) => {
      form.review.stages[0]!.minutes = 'yes';
      form.review.stages[1]!.minutes = 'no';
      form.review.stages[2] = { ...form.review.stages[2]!, kind: 'dean' };
    });
    const { stages } = policyOf(data as PolicyForm, 'ECTS').review;
    expect(stages.map((stage) => [stage.minutes, needsMinutes(stage)])).toEqual([
      [true, true],
      [false, false],
      [undefined, false],
    ]);
    expect(stages[2]).not.toHaveProperty('minutes');
    expect(pathsOf((form) => (form.review.stages[1]!.minutes = 'maybe'))).toEqual([
      'review.stages.1.minutes',
    ]);
  });

  it('says what becomes of a mapping when something below it changes; a form that does not ask lets it follow', () => {
    const answerTo = (afterChange?: string) =>
      PolicyForm.safeParse({
        ...policyFormInput(),
        review: { ...policyFormInput().review, ...(afterChange !== undefined && { afterChange }) },
      });
    const reviewOf = (afterChange?: string) =>
      policyOf(answerTo(afterChange).data as PolicyForm, 'ECTS').review;
    expect([undefined, 'follow', 'confirm', 'reopen'].map((one) => afterChangeOf(reviewOf(one)))).toEqual([
      'follow',
      'follow',
      'confirm',
      'reopen',
    ]);
    // Saved as it stands, a policy from before the question is the same.
    expect(reviewOf('follow')).toEqual(reviewOf());
    expect(answerTo('ignore').success).toBe(false);
  });

  it('reads a decimal comma', () => {
    const { data } = parsed((form) => (form.credit.rounding.increment = '0,5'));
    expect(data?.credit.rounding.increment).toBe('0.5');
  });

  it('names the field that is wrong', () => {
    expect(pathsOf((form) => (form.credit.rounding.increment = ''))).toEqual(['credit.rounding.increment']);
    expect(pathsOf((form) => (form.credit.rounding.increment = '1e3'))).toEqual([
      'credit.rounding.increment',
    ]);
    expect(pathsOf((form) => (form.review.coverageThreshold = '101'))).toEqual(['review.coverageThreshold']);
    expect(pathsOf((form) => (form.review.stages[1]!.quorum = '0'))).toEqual(['review.stages.1.quorum']);
    expect(pathsOf((form) => (form.credit.conversions[1]!.from = 'ECTS'))).toEqual([
      'credit.conversions.1.factor',
    ]);
    expect(
      pathsOf((form) => (form.credit.conversions[1] = { from: 'US_SEM', to: 'ECTS', factor: '3' })),
    ).toEqual(['credit.conversions.1.to']);
    expect(pathsOf((form) => (form.effectiveTo = '2026-12-31'))).toEqual(['effectiveTo']);
    expect(pathsOf((form) => (form.effectiveFrom = '2027-02-30'))).toEqual(['effectiveFrom']);
  });

  it('holds at least one stage, each kind once and in order', () => {
    const kinds =
      (...given: string[]) =>
      (form: ReturnType<typeof policyFormInput>) =>
        form.review.stages.forEach((stage, n) => (stage.kind = given[n] ?? ''));
    expect(parsed(kinds('department', '', 'dean')).success).toBe(true);
    for (const wrong of [kinds(), kinds('dean', 'committee'), kinds('committee', 'committee')])
      expect(pathsOf(wrong)).toEqual(['review.stages.0.kind']);
  });

  it('has no field for the unit, nor any other', () => {
    expect(PolicyForm.safeParse({ ...policyFormInput(), status: 'adopted' }).success).toBe(false);
    expect(
      PolicyForm.safeParse({
        ...policyFormInput(),
        credit: { ...policyFormInput().credit, homeUnit: 'US_SEM' },
      }).success,
    ).toBe(false);
  });
});
