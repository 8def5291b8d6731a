import { describe, expect, test } from 'vitest';
import { mayReadMetrics } from '@/lib/next/metrics-caller';

const token = 'only-for-tests-only-for-tests-only-for-tests';
const asked = (peer: string | undefined, ...rawHeaders: string[]) => ({ peer, rawHeaders });
const local = ['Host', '127.0.0.1:3000'];

describe('without a token', () => {
  test.each([
    ['127.0.0.1', ...local],
    ['::ffff:127.0.0.1', 'host', 'localhost:3000'],
    ['::1', 'Host', '[::1]:3000'],
    ['127.8.9.10', 'Host', '127.8.9.10'],
  ])('this machine itself may, from %s', (peer, ...headers) => {
    expect(mayReadMetrics(asked(peer, ...headers), undefined)).toBe(true);
  });

  test.each(['192.0.2.7', '10.0.0.1', '::ffff:10.0.0.1', '2001:db8::1', '127.0.0.1.example', undefined])(
    'nobody else may, as %s',
    (peer) => {
      expect(mayReadMetrics(asked(peer, ...local), undefined)).toBe(false);
      expect(mayReadMetrics(asked(peer, ...local), token)).toBe(false);
    },
  );

  test.each([
    ['X-Forwarded-For', '203.0.113.9'],
    // What a stranger writes, so that a proxy that only adds to it seems to forward this machine.
    ['x-forwarded-for', '127.0.0.1'],
    ['X-FORWARDED-FOR', ''],
    ['Forwarded', 'for=127.0.0.1'],
    ['X-Real-IP', '127.0.0.1'],
    ['CF-Connecting-IP', '203.0.113.9'],
    ['X-Forwarded-Host', 'credit.example.edu'],
    ['Via', '1.1 proxy'],
  ])('whoever a proxy on this machine forwards is a stranger: %s: %s', (name, value) => {
    expect(mayReadMetrics(asked('127.0.0.1', ...local, name, value), undefined)).toBe(false);
  });

  test.each([
    'credit.example.edu',
    'evil.example:3000',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '',
  ])('a name that is not this machine’s is a proxy’s or a pretended one: %s', (host) => {
    expect(mayReadMetrics(asked('127.0.0.1', 'Host', host), undefined)).toBe(false);
  });

  test('a value is no name: what is forwarded is told by the names of headers alone', () => {
    expect(mayReadMetrics(asked('127.0.0.1', ...local, 'X-Note', 'x-forwarded-for'), undefined)).toBe(true);
  });
});

describe('with a token', () => {
  test('whoever brings it may, from anywhere and through any proxy', () => {
    const headers = ['Host', 'credit.example.edu', 'X-Forwarded-For', '203.0.113.9'];
    expect(mayReadMetrics(asked('10.0.0.1', ...headers, 'Authorization', `Bearer ${token}`), token)).toBe(
      true,
    );
  });

  test.each([`Bearer ${token}x`, `Bearer ${token.slice(1)}`, token, 'Bearer ', 'Bearer undefined', ''])(
    'another one is none: %s',
    (authorization) => {
      expect(mayReadMetrics(asked('10.0.0.1', ...local, 'Authorization', authorization), token)).toBe(false);
      expect(mayReadMetrics(asked('10.0.0.1', ...local, 'Authorization', authorization), undefined)).toBe(
        false,
      );
    },
  );
});
