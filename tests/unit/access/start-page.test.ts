import { expect, test } from 'vitest';
import { type Actor, Role } from '@/lib/access/actor';
import { startPageOf } from '@/lib/access/start-page';

const staff = (...roles: Role[]): Actor =>
  ({
    kind: 'staff',
    userId: 'u',
    personId: 'p',
    tenantId: 't',
    name: 'N',
    roles: roles.map((role) => ({ role, departmentId: null })),
  }) as unknown as Actor;

test.each<[Role[], string]>([
  [['registrar'], '/registrar'],
  [['evaluator'], '/registrar'],
  [['reviewer'], '/faculty/cases'],
  [['chair', 'administrator'], '/faculty/cases'],
  [['dean'], '/faculty/cases'],
  [['administrator'], '/administration'],
  [['auditor'], '/audit'],
  [[], '/account'],
])('staff with the roles %j begin at %s', (roles, path) => expect(startPageOf(staff(...roles))).toBe(path));

test('every office has its work', () => {
  for (const role of Role.options) expect(startPageOf(staff(role))).not.toBe('/account');
});

test('guests begin at their account, visitors at the start page', () => {
  expect(startPageOf({ kind: 'guest', userId: 'u' } as Actor)).toBe('/account');
  expect(startPageOf({ kind: 'visitor' })).toBe('/');
});
