import { describe, expect, it } from 'vitest';
import { changesBetween } from '@/lib/audit/changes';

describe('what differs between two states', () => {
  it('is named leaf by leaf, and what stayed is left out', () => {
    expect(
      changesBetween(
        { name: 'A', roles: ['chair'], gone: 1 },
        { name: 'B', roles: ['chair', 'dean'], isNew: false },
      ),
    ).toEqual([
      { path: 'name', before: 'A', after: 'B' },
      { path: 'gone', before: '1' },
      { path: 'roles.1', after: 'dean' },
      { path: 'isNew', after: 'false' },
    ]);
  });

  it('is everything at a beginning and at an end, and nothing when nothing changed', () => {
    expect(changesBetween(null, { a: { b: 1 } })).toEqual([{ path: 'a.b', after: '1' }]);
    expect(changesBetween({ a: [] }, null)).toEqual([{ path: 'a', before: '[]' }]);
    expect(changesBetween({ a: null, b: [1] }, { a: null, b: [1] })).toEqual([]);
    expect(changesBetween(null, null)).toEqual([]);
  });

  it('does not grow without end', () => {
    expect(
      changesBetween(
        null,
        Array.from({ length: 1_000 }, (_, n) => n),
      ),
    ).toHaveLength(200);
  });
});
