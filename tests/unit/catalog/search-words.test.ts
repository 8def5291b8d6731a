import { describe, expect, test } from 'vitest';
import { cleanText, typedText } from '@/lib/catalog/search-words';

describe('typedText', () => {
  test('drops zero-width and direction marks, and leaves signs and accents as they were typed', () => {
    expect(typedText('  py\u200bth\u202eon\u0000  C++ ™ É ')).toBe('python C++ ™ É');
    expect(cleanText('a\u2066b\u0000ｃ')).toBe('ab c');
  });
});
