import { describe, expect, test } from 'vitest';
import {
  judgeClocks,
  judgeMigrations,
  judgePostgres,
  judgeRoles,
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
  test('that may do their work alone are well', () => {
    expect(judgeRoles([least, { ...least, name: 'app_public', writes: 0 }]).state).toBe('ok');
  });
  test.each([
    { isSuperuser: true },
    { bypassesRowSecurity: true },
    { makesRolesOrDatabases: true },
    { owns: 1 },
    { actsAsOwner: true },
    { name: 'app_public', writes: 1 },
  ])('one of which has %o are not', (more) => {
    expect(judgeRoles([least, { ...least, ...more }]).state).toBe('broken');
  });
});

test.each([
  [{ database: 0.4, newestFile: -30 }, 'ok'],
  [{ database: null, newestFile: null }, 'ok'],
  [{ database: -5, newestFile: 0 }, 'look'],
  [{ database: 90, newestFile: 0 }, 'broken'],
  [{ database: null, newestFile: 10 }, 'look'],
  [{ database: 0, newestFile: 3_600 }, 'broken'],
] as const)('clocks that are ahead by %o are %s', (clocks, state) => {
  expect(judgeClocks(clocks).state).toBe(state);
});

test.each([
  [{ entries: 9, checkpoints: 2, bad: [] }, 'ok'],
  [{ entries: 0, checkpoints: 0, bad: [] }, 'ok'],
  [{ entries: 9, checkpoints: 0, bad: [] }, 'look'],
  [{ entries: 9, checkpoints: 2, bad: ['rpi: line 3: does not follow'] }, 'broken'],
] as const)('trails with %o are %s', (found, state) => {
  expect(judgeTrails({ trails: 1, ...found }).state).toBe(state);
});
