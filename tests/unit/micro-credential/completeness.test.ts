import { describe, expect, test } from 'vitest';
import { completenessOf } from '@/lib/micro-credential/completeness';
import { blankContent } from '@/lib/micro-credential/listing-content';

describe('completenessOf', () => {
  test('an empty listing has none of the nine elements of the entry, nor of the five further ones', () => {
    expect(completenessOf(blankContent)).toMatchObject({
      required: { there: 0, of: 9 },
      further: { there: 0, of: 5 },
    });
  });

  test('each element counts by the field that says it', () => {
    const { elements } = completenessOf(blankContent);
    for (const { element, field } of elements) {
      const value = typeof blankContent[field] === 'string' ? 'said' : ['said'];
      const after = completenessOf({ ...blankContent, [field]: value });
      expect(after.elements.filter(({ isThere }) => isThere).map((one) => one.element)).toEqual([element]);
    }
  });

  test('credit of the issuer states the workload, and a national level the level', () => {
    const { elements } = completenessOf({ ...blankContent, creditAmount: '3', nationalMax: '6' });
    expect(elements.filter(({ isThere }) => isThere).map(({ element }) => element)).toEqual([
      'workload',
      'level',
    ]);
  });
});
