import { expect, it } from 'vitest';
import { whyDepartmentStays } from '@/lib/rule/department-change';
import type { RuleStatus } from '@/lib/rule/rule-version';

const versions = (...statuses: RuleStatus[]) => statuses.map((status) => ({ status, departmentId: 'd' }));
const law = { id: 'law', isArchived: false };

it.each<[string, RuleStatus[], string | null]>([
  ['what is in force', ['published'], null],
  ['what is suspended or approved', ['approved', 'suspended'], null],
  ['what was rejected since', ['rejected', 'published'], null],
  ['what is written again', ['draft', 'published'], 'rule/being-written'],
  ['what was sent back', ['returned'], 'rule/being-written'],
  ['what is under review', ['in_committee', 'published'], 'rule/under-review'],
  ['what waits for conditions', ['conditionally_approved'], 'rule/under-review'],
  ['what is closed', ['withdrawn', 'revoked'], 'rule/nothing-decided'],
])('of %s', (_, statuses, reason) => {
  expect(whyDepartmentStays(versions(...statuses), law)).toBe(reason);
});

it('stays the one that it is, and goes to none that is archived', () => {
  expect(whyDepartmentStays(versions('published'), { id: 'd', isArchived: false })).toBe('department/same');
  expect(whyDepartmentStays(versions('published'), { ...law, isArchived: true })).toBe('department/archived');
  expect(whyDepartmentStays(versions('published'), null)).toBeNull();
  expect(
    whyDepartmentStays(
      versions('published').map((one) => ({ ...one, departmentId: null })),
      null,
    ),
  ).toBe('department/same');
  expect(whyDepartmentStays(versions('in_committee'), null)).toBe('rule/under-review');
});
