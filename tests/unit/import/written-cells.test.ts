import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amountStyleOf, readAmount } from '@/lib/import/written-amount';
import { dayStyleOf, readDay } from '@/lib/import/written-day';

describe('days as files write them', () => {
  test.each([
    ['2026-09-30', 'plain', '2026-09-30'],
    ['2026-09-30T00:00:00', 'plain', '2026-09-30'],
    ['2026/9/3', 'plain', '2026-09-03'],
    ['30.09.2026', 'dmy', '2026-09-30'],
    ['3.4.26', 'dmy', '2026-04-03'],
    ['30/09/2026', 'dmy', '2026-09-30'],
    ['09/30/2026', 'mdy', '2026-09-30'],
    ['01-SEP-2026', 'plain', '2026-09-01'],
    ['1 October 2026', 'plain', '2026-10-01'],
    ['Oct 1, 2026', 'plain', '2026-10-01'],
    ['1. März 2026', 'plain', '2026-03-01'],
    ['1 août 2026', 'plain', '2026-08-01'],
    ['1 de enero de 2026', 'plain', '2026-01-01'],
    ['1 października 2026', 'plain', '2026-10-01'],
    ['4/4/2026', 'plain', '2026-04-04'],
    ['3/4/99', 'either', '1999-04-03'],
  ])('%j is written %j and is %j', (text, style, day) => {
    expect(dayStyleOf(text)).toBe(style);
    expect(readDay(text, style === 'mdy' ? 'mdy' : 'dmy')).toBe(day);
  });

  test('the order decides where both can be read, and nowhere else', () => {
    expect([readDay('3/4/2026', 'dmy'), readDay('3/4/2026', 'mdy')]).toEqual(['2026-04-03', '2026-03-04']);
    expect([readDay('3.4.2026', 'mdy'), readDay('30/9/2026', 'mdy')]).toEqual(['2026-04-03', null]);
  });

  test.each([
    '',
    'WS 2026',
    '31.02.2026',
    '13/13/2026',
    '202410',
    'Fall 2026',
    '1 Foo 2026',
    '2026',
    '3/4-2026',
  ])('%j is no day', (text) => expect([dayStyleOf(text), readDay(text, 'dmy')]).toEqual([null, null]));

  test('whatever it reads is a day that exists, in either order', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2000-01-01'), max: new Date('2029-12-31'), noInvalidDate: true }),
        (date) => {
          const [year = '', month = '', day = ''] = date.toISOString().slice(0, 10).split('-');
          expect(readDay(`${day}/${month}/${year}`, 'dmy')).toBe(`${year}-${month}-${day}`);
          expect(readDay(`${month}/${day}/${year.slice(2)}`, 'mdy')).toBe(`${year}-${month}-${day}`);
        },
      ),
    );
  });
});

describe('numbers as files write them', () => {
  test.each([
    ['5', 'plain', '5', '5'],
    ['2,5', 'comma', '2.5', '25'],
    ['2.5', 'point', '25', '2.5'],
    ['1,500', 'either', '1.500', '1500'],
    ['1.500', 'either', '1500', '1.500'],
    ['0,500', 'comma', '0.500', '0500'],
    ['1.234,5', 'comma', '1234.5', '1.2345'],
    ['1,234.5', 'point', '1.2345', '1234.5'],
    ['1.234.567', 'comma', '1234567', '1.234.567'],
    ['6 ECTS', 'plain', '6', '6'],
    ['7,5 LP', 'comma', '7.5', '75'],
    ['80 %', 'plain', '80', '80'],
  ])('%j is written with %j', (text, style, withComma, withPoint) => {
    expect(amountStyleOf(text)).toBe(style);
    expect([readAmount(text, 'comma'), readAmount(text, 'point')]).toEqual([withComma, withPoint]);
  });

  test('where nobody has said which sign, it stays as the rows read it; what is no number stays as it is', () => {
    expect([readAmount('2,5 LP', null), readAmount('2-4', 'comma'), readAmount('-3', 'point')]).toEqual([
      '2,5',
      '2-4',
      '-3',
    ]);
    expect(['', 'A-1', '2-4', '-3', '1e3', '2026-01-01', '٣'].map(amountStyleOf)).toEqual(
      Array(7).fill(null),
    );
  });
});
