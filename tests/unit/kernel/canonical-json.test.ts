import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '@/lib/kernel/canonical-json';

describe('canonical JSON', () => {
  it('does not depend on the order of keys, and means the same', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 6 }), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        const clean = JSON.parse(JSON.stringify(value)) as unknown;
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(clean);
      }),
    );
  });

  it('leaves out what is absent', () => {
    expect(canonicalJson({ b: undefined, a: [1, { d: 'x', c: null }] })).toBe('{"a":[1,{"c":null,"d":"x"}]}');
  });
});
