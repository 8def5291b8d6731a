import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { StaffMember } from '@/lib/access/actor';
import { kindOfRequest } from '@/lib/next/request-guard';
import { callerMark, idsOf, logSecurity } from '@/lib/next/security-log';

const lines: string[] = [];
vi.spyOn(process.stderr, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
const requestId = '0b9f6a52-3c1e-4f0a-9d57-2f6b8c1d7e40';
const written = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  lines.splice(0);
});

const ada: StaffMember = {
  kind: 'staff',
  userId: 'user-1',
  tenantId: 'tenant-1',
  personId: 'person-1',
  name: 'Ada Lovelace',
  institutionName: 'Carrowmere',
  isDemonstration: false,
  roles: [],
};

describe('a security event', () => {
  test('is one line of JSON: when in UTC, what, in which request, who by ids, where by the pattern of the address', () => {
    vi.setSystemTime('2026-11-25T12:00:00.250Z');
    logSecurity('refused', requestId, {
      route: '/registrar/rules/[ruleId]',
      command: 'rule.publish',
      code: 'forbidden',
      reason: 'access/author',
      ...idsOf(ada),
    });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^[^\n]+\n$/);
    expect(written()).toEqual([
      {
        level: 'warn',
        at: '2026-11-25T12:00:00.250Z',
        event: 'refused',
        requestId,
        route: '/registrar/rules/[ruleId]',
        command: 'rule.publish',
        code: 'forbidden',
        reason: 'access/author',
        actor: 'staff',
        userId: 'user-1',
        personId: 'person-1',
        tenantId: 'tenant-1',
      },
    ]);
  });

  test('keeps to one line whatever stands in it', () => {
    logSecurity('refused', 'request-1\n{"level":"info"}\u2028', { reason: 'a\r\nb' });
    expect(lines.join('').split(/[\r\n]/)).toHaveLength(2);
  });

  test('names a guest by the account, and a visitor not at all', () => {
    expect([idsOf({ kind: 'guest', userId: 'user-2' }), idsOf({ kind: 'visitor' })]).toEqual([
      { actor: 'guest', userId: 'user-2' },
      { actor: 'visitor' },
    ]);
  });

  test('tells callers apart without their address, by a secret that nobody else has', () => {
    const [one, other] = [callerMark('192.0.2.7'), callerMark('192.0.2.8')];
    expect([callerMark('192.0.2.7'), one === other]).toEqual([one, false]);
    expect(one).toMatch(/^[0-9a-f]{12}$/);
    expect(createHash('sha256').update('192.0.2.7').digest('hex')).not.toContain(one);
  });
});

describe('the kind of a request that was turned away', () => {
  const kind = (method: string, pathname: string, headers = {}) =>
    kindOfRequest({ method, pathname, headers: new Headers(headers) });

  test('is in our own words: nothing of address or method that somebody made up', () => {
    expect(kind('GET', '/api/v1/catalog/ada@example.test')).toEqual({ method: 'GET', kind: '/api/v1' });
    expect(kind('POST', '/registrar/rules/ada', { 'next-action': 'ada' })).toEqual({
      method: 'POST',
      kind: 'action',
    });
    expect(kind('ADA', '/api/v1ada')).toEqual({ method: 'other', kind: 'page' });
  });
});
