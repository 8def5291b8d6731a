import { describe, expect, test } from 'vitest';
import {
  judgeClocks,
  judgeMigrations,
  judgePostgres,
  judgeRoles,
  judgeSeparation,
  judgeTrails,
} from '@/scripts/doctor/judge-database';

test.each([
  [170_009, 'broken'],
  [180_004, 'ok'],
  [190_000, 'ok'],
] as const)('PostgreSQL %d is %s', (version, state) => {
  expect(judgePostgres(version).state).toBe(state);
});

describe('migrations', () => {
  const done = (name: string) => ({ name, isFinished: true });
  test.each([
    [[done('1_a'), done('2_b')], 'ok'],
    [[done('1_a')], 'broken'],
    [[done('1_a'), { name: '2_b', isFinished: false }], 'broken'],
    [[done('1_a'), done('2_b'), done('3_c')], 'look'],
    [[], 'broken'],
  ] as const)('%j is %s', (found, state) => {
    expect(judgeMigrations(['1_a', '2_b'], found).state).toBe(state);
  });
});

describe('roles', () => {
  const least = {
    name: 'app_rw',
    isSuperuser: false,
    bypassesRowSecurity: false,
    makesRolesOrDatabases: false,
    owns: 0,
    actsAsOwner: false,
    writes: 30,
  };
  const ofPublic = { ...least, name: 'app_public', writes: 0 };
  test('that may do their work alone are well', () => {
    expect(judgeRoles(least, ofPublic).state).toBe('ok');
  });
  test.each([
    { isSuperuser: true },
    { bypassesRowSecurity: true },
    { makesRolesOrDatabases: true },
    { owns: 1 },
    { actsAsOwner: true },
    { writes: 1 },
  ])('one of which has %o are not', (more) => {
    const [tenants, open] =
      'writes' in more ? [least, { ...ofPublic, ...more }] : [{ ...least, ...more }, ofPublic];
    expect(judgeRoles(tenants, open).state).toBe('broken');
  });
});

test.each([
  [{ database: 0.4, newestFile: -30, newestEntry: -9_000 }, 'ok'],
  [{ database: 0, newestFile: null, newestEntry: 10 }, 'look'],
  [{ database: 0, newestFile: null, newestEntry: 61 }, 'broken'],
  [{ database: null, newestFile: null }, 'ok'],
  [{ database: -5, newestFile: 0 }, 'look'],
  [{ database: 90, newestFile: 0 }, 'broken'],
  [{ database: null, newestFile: 10 }, 'look'],
  [{ database: 0, newestFile: 3_600 }, 'broken'],
] as const)('clocks that are ahead by %o are %s', (clocks, state) => {
  expect(judgeClocks({ newestEntry: null, ...clocks }).state).toBe(state);
});

test.each([
  [{ entries: 9, checkpoints: 2, bad: [] }, 'ok'],
  [{ entries: 0, checkpoints: 0, bad: [] }, 'ok'],
  [{ entries: 9, checkpoints: 0, bad: [] }, 'look'],
  [{ entries: 9, checkpoints: 2, bad: ['rpi: line 3: does not follow'] }, 'broken'],
] as const)('trails with %o are %s', (found, state) => {
  expect(judgeTrails({ trails: 1, ...found }).state).toBe(state);
});

test('roles that undo separation are to be looked at, each by name, and nothing is broken by them', () => {
  expect(judgeSeparation([]).state).toBe('ok');
  const found = judgeSeparation([{ slug: 'rpi', says: ['Ada is administrator and registrar'] }]);
  expect(found.state).toBe('look');
  expect(found.says).toContain('rpi: Ada is administrator and registrar');
  const many = Array.from({ length: 25 }, (_, n) => `pair ${n}`);
  expect(judgeSeparation([{ slug: 'rpi', says: many }]).says).toContain('and 5 more');
});
