import { describe, expect, test } from 'vitest';
import { cleanText, nearestWord, swappedWords, typedText, typedWords } from '@/lib/catalog/search-words';

describe('typedText', () => {
  test('drops zero-width and direction marks, and leaves signs and accents as they were typed', () => {
    expect(typedText('  py\u200bth\u202eon\u0000  C++ ™ É ')).toBe('python C++ ™ É');
    expect(cleanText('a\u2066b\u0000ｃ')).toBe('ab c');
  });
});

describe('typedWords', () => {
  test('are the words as they stand, without the signs around them but with those of their names', () => {
    expect(typedWords('(data), "science": C++ & .NET – 入門!')).toEqual([
      'data',
      'science',
      'C++',
      '.NET',
      '入門',
    ]);
  });

  test('are no more than suggestions need', () => {
    expect(typedWords('a '.repeat(10_000))).toHaveLength(10);
  });
});

test('a word with two neighbours swapped, for each two that differ', () => {
  expect(swappedWords('data')).toEqual(['adta', 'dtaa', 'daat']);
  expect(swappedWords('free')).toEqual(['rfee', 'fere']);
  expect([swappedWords('abc'), swappedWords('a'.repeat(21))]).toEqual([[], []]);
});

describe('nearestWord', () => {
  test('corrects a lost, added, wrong or swapped letter', () => {
    const titles = ['Python for Everybody', 'IT Support'];
    expect(['pyton', 'pythonn', 'pythin', 'pyhton'].map((word) => nearestWord(word, titles))).toEqual(
      Array(4).fill('python'),
    );
  });

  test('does not guess when nothing is near, or when the word is there', () => {
    expect(nearestWord('welding', ['Python for Everybody'])).toBeNull();
    expect(nearestWord('python', ['Python for Everybody'])).toBeNull();
  });
});
