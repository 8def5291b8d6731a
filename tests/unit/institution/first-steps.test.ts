import { describe, expect, it } from 'vitest';
import { type FirstFacts, firstStepNames, firstSteps } from '@/lib/institution/first-steps';

const empty: FirstFacts = {
  isDepartmentStaffed: false,
  policyDraftId: null,
  isPolicyAdopted: false,
  hasCourse: false,
  hasCertificate: false,
  mapping: null,
};
const ready: FirstFacts = {
  ...empty,
  isDepartmentStaffed: true,
  isPolicyAdopted: true,
  hasCourse: true,
  hasCertificate: true,
};
const states = (facts: FirstFacts) =>
  Object.fromEntries(firstSteps(facts).map(({ name, state }) => [name, state]));
const open = (facts: FirstFacts) =>
  firstSteps(facts)
    .filter(({ state }) => state === 'open')
    .map(({ name }) => name);
const mapping = (status: string) => ({ id: 'v1', status, caseId: 'c1' });

describe('the steps to the first published mapping', () => {
  it('begin, where nothing is there, with everything that needs nothing, and with no step done', () => {
    expect(open(empty)).toEqual(['department', 'policy', 'course', 'certificate']);
    expect(Object.values(states(empty))).not.toContain('done');
    expect(firstSteps(empty).map(({ name }) => name)).toEqual(firstStepNames);
  });

  it('let a policy be adopted once there is a draft, and name it', () => {
    const drafted = { ...empty, policyDraftId: 'p1' };
    expect(states(drafted)).toMatchObject({ policy: 'done', adopt: 'open' });
    expect(firstSteps(drafted).find(({ name }) => name === 'adopt')?.href).toBe('/administration/policy/p1');
    expect(states({ ...empty, isPolicyAdopted: true })).toMatchObject({ policy: 'done', adopt: 'done' });
  });

  it('let a certificate be mapped once there is one and a course', () => {
    expect(open({ ...empty, hasCourse: true })).not.toContain('mapping');
    expect(open({ ...empty, hasCertificate: true })).not.toContain('mapping');
    expect(open(ready)).toEqual(['mapping']);
  });

  it.each([
    ['draft', 'handIn'],
    ['returned', 'handIn'],
    ['submitted', 'send'],
    ['in_department', 'review'],
    ['in_committee', 'review'],
    ['in_dean', 'review'],
    ['conditionally_approved', 'review'],
    ['approved', 'publish'],
    ['rejected', 'mapping'],
    ['withdrawn', 'mapping'],
  ])('a mapping that is %s leaves one step: %s', (status, step) => {
    expect(open({ ...ready, mapping: mapping(status) })).toEqual([step]);
  });

  it('send nothing to a department that nobody is in, or without a policy', () => {
    for (const missing of [{ isDepartmentStaffed: false }, { isPolicyAdopted: false }])
      expect(states({ ...ready, ...missing, mapping: mapping('submitted') })).toMatchObject({
        handIn: 'done',
        send: 'waits',
      });
  });

  it('lead to the form of each', () => {
    const at = (facts: FirstFacts, name: string) =>
      firstSteps(facts).find((step) => step.name === name)?.href;
    expect(at(ready, 'mapping')).toBe('/registrar/rules/new');
    expect(at({ ...ready, mapping: mapping('draft') }, 'handIn')).toBe('/registrar/rules/v1');
    expect(at({ ...ready, mapping: mapping('in_department') }, 'review')).toBe('/faculty/cases/c1');
    expect(at({ ...ready, mapping: { ...mapping('in_department'), caseId: null } }, 'review')).toBe(
      '/faculty/cases',
    );
    expect(at({ ...ready, mapping: mapping('rejected') }, 'mapping')).toBe('/registrar/rules/new');
  });
});
