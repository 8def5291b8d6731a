import { describe, expect, test } from 'vitest';
import type { StaffMember } from '@/lib/access/actor';
import { can, standsInAt } from '@/lib/access/can';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import { kindLedBy, mayDelegate, officesAmong, shareADay } from '@/lib/review/delegation';

const day = parseCivilDate;
const span = (from: string, to: string) => ({ fromDay: day(from), toDay: day(to) });
const chair = { role: 'chair', departmentId: 'inf' } as const;

test('two spans share a day where one begins no later than the other ends', () => {
  expect(shareADay(span('2026-12-01', '2026-12-05'), span('2026-12-05', '2026-12-09'))).toBe(true);
  expect(shareADay(span('2026-12-05', '2026-12-09'), span('2026-12-01', '2026-12-05'))).toBe(true);
  expect(shareADay(span('2026-12-01', '2026-12-04'), span('2026-12-05', '2026-12-09'))).toBe(false);
});

test('offices are the roles that lead reviews', () => {
  expect(kindLedBy('registrar')).toBeNull();
  expect(kindLedBy('dean')).toBe('dean');
  const dean = { role: 'dean', departmentId: null } as const;
  expect(officesAmong([chair, { role: 'reviewer', departmentId: 'inf' }, dean])).toEqual([chair, dean]);
});

describe('an office is given to somebody else', () => {
  const given = {
    isAllowed: true,
    office: chair,
    ownRoles: [chair],
    isOneself: false,
    delegateRoles: [{ role: 'reviewer', departmentId: 'inf' }],
    days: span('2026-12-01', '2026-12-05'),
    given: [],
    today: day('2026-12-05'),
  } as const;
  test.each([
    [null, {}],
    [null, { delegateRoles: [{ role: 'dean', departmentId: null }] }],
    [null, { given: [{ ...chair, ...span('2026-12-06', '2026-12-09') }] }],
    [null, { given: [{ role: 'chair', departmentId: 'phy', ...span('2026-12-01', '2026-12-09') }] }],
    ['delegation/not-allowed', { isAllowed: false }],
    ['delegation/not-own-office', { ownRoles: [{ role: 'chair', departmentId: 'phy' }] }],
    ['delegation/not-own-office', { ownRoles: [{ role: 'dean', departmentId: null }] }],
    [
      'delegation/not-own-office',
      {
        office: { role: 'registrar', departmentId: null },
        ownRoles: [{ role: 'registrar', departmentId: null }],
      },
    ],
    ['delegation/oneself', { isOneself: true }],
    ['delegation/cannot-lead', { delegateRoles: [{ role: 'reviewer', departmentId: 'phy' }] }],
    ['delegation/cannot-lead', { delegateRoles: [] }],
    ['delegation/over', { today: day('2026-12-06') }],
    ['delegation/two-at-once', { given: [{ ...chair, ...span('2026-12-05', '2026-12-09') }] }],
  ] as const)('%s', (reason, change) => {
    const verdict = mayDelegate({ ...given, ...change });
    expect(verdict.ok ? null : verdict.reason).toBe(reason);
  });
});

describe('who stands in for a chair', () => {
  const delegate: StaffMember = {
    kind: 'staff',
    userId: 'u',
    tenantId: 't',
    personId: 'b',
    alsoIds: ['b2'],
    name: 'B',
    isDemonstration: false,
    roles: [{ role: 'reviewer', departmentId: 'inf' }],
    standsInFor: [{ ...chair, personIds: ['a', 'a2'], name: 'A' }],
  };
  const stage = {
    tenantId: 't',
    departmentId: 'inf',
    stageKind: 'department',
    chairId: 'a',
    authorId: 'x',
  } as const;
  test('leads, assigns, reminds and closes, and names nobody else to lead', () => {
    for (const permission of [
      'review.closeStage',
      'review.assign',
      'review.remind',
      'review.reveal',
    ] as const)
      expect(can(delegate, permission, stage), permission).toEqual({ allowed: true });
    expect(can(delegate, 'review.nameChair', stage)).toEqual({ allowed: false, reason: 'access/not-chair' });
    expect(can(delegate, 'rule.followChange', { tenantId: 't', departmentId: 'inf' })).toMatchObject({
      allowed: false,
    });
  });
  test.each([
    ['in another department', { departmentId: 'phy' }],
    ['in another kind of stage', { stageKind: 'committee' }],
    ['where the chair stepped back', { recusedIds: ['a'] }],
    ['where another record of the chair stepped back', { recusedIds: ['a2'] }],
    ['where the chair wrote it', { authorId: 'a' }],
    ['where the chair wrote some of it', { contributorIds: ['a2'] }],
    ['beside an own vote', { seatedIds: ['b'] }],
    ['beside a vote under another record', { seatedIds: ['b2'] }],
  ] as const)('not %s', (_, change) => {
    expect(standsInAt(delegate, { ...stage, ...change })).toEqual([]);
    expect(can(delegate, 'review.closeStage', { ...stage, ...change }).allowed).toBe(false);
  });
});
