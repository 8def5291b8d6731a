import { expect, it } from 'vitest';
import { healthHref, parseHealthQuery } from '@/lib/rule/health/query';

it('reads any address, and what it does not know as nothing', () => {
  expect(parseHealthQuery({})).toEqual({ kind: null, departmentId: '', page: 1 });
  expect(parseHealthQuery({ kind: ['gap', 'x'], department: 'x', page: '0' })).toEqual({
    kind: 'gap',
    departmentId: 'x',
    page: 1,
  });
  expect(parseHealthQuery({ kind: 'toString', page: '2.5' })).toEqual({
    kind: null,
    departmentId: '',
    page: 1,
  });
});

it('writes the address that says the same', () => {
  const asked = { kind: 'window', departmentId: '00000000-0000-4000-8000-000000000001', page: 3 } as const;
  const href = healthHref(asked);
  expect(parseHealthQuery(Object.fromEntries(new URL(href, 'http://x').searchParams))).toEqual(asked);
  expect(healthHref({ kind: null, departmentId: '', page: 1 })).toBe('/registrar/health');
});
