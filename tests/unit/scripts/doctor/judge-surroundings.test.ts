import { describe, expect, test } from 'vitest';
import { exitCodeOf, lineOf, ok, broken, look, reasonOf } from '@/scripts/doctor/finding';
import {
  judgeAddress,
  judgeBackup,
  judgeDisk,
  judgeLog,
  judgeMail,
  judgeNode,
  judgeSettings,
} from '@/scripts/doctor/judge-surroundings';

const gigabyte = 1_073_741_824;
const now = new Date('2026-11-29T12:00:00Z');

test('a finding is one line that says how bad it is, and no password of an address', () => {
  expect(lineOf(ok('Node', '24'))).toBe('ok            Node: 24');
  expect(lineOf(look('Mail', 'waits\n long'))).toBe('look at this  Mail: waits long');
  expect(lineOf(broken('Disk', 'full'))).toBe('broken        Disk: full');
  expect(reasonOf(new Error('no way to smtps://me:hunter2@mail.example:465'))).toBe('no way to …');
});

test('only what is broken fails', () => {
  expect(exitCodeOf([ok('a', ''), look('b', '')])).toBe(0);
  expect(exitCodeOf([ok('a', ''), broken('b', '')])).toBe(1);
});

test.each([
  ['v18.20.0', 'broken'],
  ['v20.18.9', 'broken'],
  ['v20.19.0', 'look'],
  ['v24.22.3', 'ok'],
  ['v25.0.0', 'ok'],
] as const)('Node %s is %s', (version, state) => {
  expect(judgeNode(version, '>=20.19', '24.22.3').state).toBe(state);
});

test.each([
  [null, 'broken'],
  [0.05 * gigabyte, 'broken'],
  [0.5 * gigabyte, 'look'],
  [5 * gigabyte, 'ok'],
] as const)('a disk with %s bytes is %s', (free, state) => {
  expect(judgeDisk(free).state).toBe(state);
});

test.each([
  [false, false, null, 'look'],
  [false, true, null, 'ok'],
  [true, false, null, 'ok'],
  [true, true, 'ECONNREFUSED', 'broken'],
] as const)(
  'mail that is set (%s), with a provider (%s), refused by %s is %s',
  (isSet, hasProvider, why, state) => {
    expect(judgeMail(isSet, hasProvider, why).state).toBe(state);
  },
);

describe('the address', () => {
  const ready = { status: 200, isOurs: true };
  test.each([
    ['https://credit.example.edu', ready, 'ok'],
    ['http://127.0.0.1:3000', ready, 'ok'],
    ['http://credit.example.edu', ready, 'broken'],
    ['https://credit.example.edu', { status: 503, isOurs: true }, 'broken'],
    ['https://credit.example.edu', { status: 200, isOurs: false }, 'broken'],
    ['https://credit.example.edu', { unreachable: 'ENOTFOUND' }, 'broken'],
    ['https://credit.example.edu', 'not asked', 'ok'],
    [null, 'not asked', 'ok'],
  ] as const)('%s that says %o is %s', (address, answer, state) => {
    expect(judgeAddress(address, answer).state).toBe(state);
  });
});

describe('the newest backup', () => {
  const taken = (takenAt: string) => ({ takenAt, folder: '/backups/1' });
  test.each([
    [null, true, 'look'],
    [taken('2026-11-29T02:00:00Z'), true, 'ok'],
    [taken('2026-11-29T02:00:00Z'), false, 'look'],
    [taken('2026-11-27T02:00:00Z'), true, 'look'],
    [taken('2026-11-20T02:00:00Z'), true, 'broken'],
  ] as const)('%o, still there: %s, is %s', (backup, isThere, state) => {
    expect(judgeBackup(backup, isThere, now).state).toBe(state);
  });
});

test.each([
  [{}, 'ok'],
  [{ refusal: 'EACCES' }, 'broken'],
  [{ lost: 3 }, 'look'],
  [{ files: 27 }, 'look'],
  [{ size: 41 }, 'look'],
] as const)('a log that has %o is %s', (changed, state) => {
  const log = { files: 3, mostFiles: 25, size: 10, largest: 20, refusal: null, lost: 0, ...changed };
  expect(judgeLog([log]).state).toBe(state);
});

describe('settings', () => {
  const states = (given: Record<string, string>, refusals: string[] = [], unknown: string[] = []) =>
    judgeSettings(given, refusals, unknown).map(({ state }) => state);
  const https = { NEXTAUTH_URL: 'https://credit.example.edu', TRUSTED_PROXIES: '1' };

  test('that fit together are one line', () => {
    expect(states({})).toEqual(['ok']);
    expect(states({ ...https, ALLOWED_HOSTS: 'credit.example.edu' })).toEqual(['ok']);
  });

  test.each([
    [{ DATABASE_URL: 'postgresql://a:b@c/d' }, ['broken']],
    [{ ...https, ALLOWED_HOSTS: 'other.example.edu' }, ['broken']],
    [{ ...https, TRUSTED_PROXIES: '0' }, ['look']],
    [{ ...https, CROSSWALK_DEMONSTRATION: '1' }, ['look']],
  ])('%o is %j', (given, wanted) => {
    expect(states(given)).toEqual(wanted);
  });

  test('what the application would refuse is broken, and a name that is none is to be looked at', () => {
    expect(states({}, ['MAIL_FROM: is needed with SMTP_URL'], ['SMPT_URL'])).toEqual(['broken', 'look']);
  });
});
