import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byCode, foldCourseCode, splitCodes, underCode } from '@/lib/institution/course-code';

describe('foldCourseCode', () => {
  test.each([
    'IT 101',
    'IT-101',
    'it101',
    'I.T. 101',
    'IT\u00a0101',
    'IT–101',
    'IT\u2011101',
    ' It  101 ',
    'ＩＴ 101',
  ])('%j is it101', (code) => expect(foldCourseCode(code)).toBe('it101'));

  test('other signs tell codes apart', () => {
    expect(new Set(['C 1', 'C+1', 'C/1', 'C_1', 'C1A'].map(foldCourseCode)).size).toBe(5);
  });

  test('what is folded stays as it is, and blanks, hyphens, points and case never matter', () => {
    const part = fc.string({ unit: fc.constantFrom(...'abzÄßé019+/'), maxLength: 5 });
    const sign = fc.constantFrom(' ', '-', '.', ' - ', '–');
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), sign, (parts, between) => {
        const folded = foldCourseCode(parts.join(''));
        expect(foldCourseCode(folded)).toBe(folded);
        expect(foldCourseCode(parts.join(between))).toBe(folded);
        expect(foldCourseCode(parts.join(between).toLowerCase())).toBe(folded);
      }),
    );
  });
});

describe('splitCodes', () => {
  test.each([
    ['IT 101', ['IT 101']],
    ['CS 101, IT 201;MATH 114', ['CS 101', 'IT 201', 'MATH 114']],
    ['CS 101\nIT  201\r\nMATH 114', ['CS 101', 'IT 201', 'MATH 114']],
    ['IT 101, IT-101, it101', ['IT 101']],
    [' , ;\n', []],
  ])('%j is %j', (text, codes) => expect(splitCodes(text)).toEqual(codes));

  test('a blank never splits', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab1 '), maxLength: 12 }), (text) => {
        expect(splitCodes(text).length).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('byCode', () => {
  test('finds what a code means however it is written, first what is written like it', () => {
    const [art, other, loose] = [{ code: 'ART-1' }, { code: 'ART 1' }, { code: 'MATH 2' }];
    const found = byCode([art, other, loose], ['art1', 'ART 1', 'math-2', 'BIO 3']);
    expect([...found]).toEqual([
      ['art1', art],
      ['ART 1', other],
      ['math-2', loose],
    ]);
  });
});

test('one code means the same whether it is asked for alone or among others', () => {
  const code = fc
    .array(fc.constantFrom('a', 'B', '1', ' ', '-', '.'), { minLength: 1, maxLength: 4 })
    .map((signs) => signs.join(''));
  fc.assert(
    fc.property(fc.uniqueArray(code, { maxLength: 12 }), fc.array(code, { maxLength: 12 }), (own, asked) => {
      const known = Object.fromEntries(own.map((one, at) => [one, at]));
      const entries = Object.keys(known).map((one) => ({ code: one, at: known[one] }));
      const among = byCode(entries, asked);
      for (const one of asked) expect(underCode(known, one)).toBe(among.get(one)?.at);
    }),
  );
  expect(underCode({}, 'constructor')).toBeUndefined();
});
