import { describe, expect, test } from 'vitest';
import { cleanText, maxWords, nearestWord, searchExpressions, searchWords } from '@/lib/catalog/search-words';

describe('searchWords', () => {
  test('folds accents, case and full-width letters, as the index does', () => {
    expect(searchWords('  Ｄata   Éducation Łódź ')).toEqual(['data', 'education', 'łodz']);
  });

  test('keeps the signs inside names of things', () => {
    expect(searchWords('C++ C# node.js UX/UI')).toEqual(['c++', 'c#', 'node.js', 'ux/ui']);
  });

  test.each([`'`, '\\', ':*', '& | !', '( )', '<', '>', '\u0000', `ŉ`, '’', 'ʼ', '"'])(
    'leaves nothing of %j that a search expression would read',
    (sign) => {
      expect(searchWords(`${sign} data${sign}base ${sign}`).join(' ')).toMatch(/^[a-z ]*$/);
    },
  );

  test('reads a homoglyph inside a Latin word as the letter it imitates', () => {
    expect(searchWords('pуthоn')).toEqual(['python']);
    expect(searchWords('наука')).toEqual(['наука']);
  });

  test('drops zero-width and direction marks', () => {
    expect(searchWords('py\u200bth\u202eon')).toEqual(['python']);
    expect(cleanText('a\u2066b\u0000c')).toBe('ab c');
  });

  test('takes no more words than can be answered quickly', () => {
    expect(searchWords('a '.repeat(10_000))).toHaveLength(maxWords);
  });
});

describe('searchExpressions', () => {
  test('wants every word, takes the last one as unfinished, and can ask for the title alone', () => {
    expect(searchExpressions(['data', 'ana'])).toEqual({
      anywhere: `'data' & 'ana':*`,
      inTitle: `'data':A & 'ana':*A`,
    });
    expect(searchExpressions(['r'])).toEqual({ anywhere: `'r'`, inTitle: `'r':A` });
  });
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
