import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AmountText } from '@/lib/amount/amount-text';
import { OptionalTypedAmount, readDecimal, TypedAmount, TypedTotal } from '@/lib/amount/decimal-text';

describe('a number as people write it', () => {
  test.each([
    ['2,667', '2.667'],
    ['85,5', '85.5'],
    ['2,5', '2.5'],
    ['4.125', '4.125'],
    ['4,50', '4.5'],
    ['3.000', '3'],
    ['007.50', '7.5'],
    [',5', '0.5'],
    ['.5', '0.5'],
    [' 3 ', '3'],
    ['8/3', '8/3'],
    ['0', '0'],
    ['0,0', '0'],
  ])('%j is %j', (text, value) => expect(readDecimal(text)).toEqual({ ok: true, value }));

  test.each([
    ['1,234.5', 'amount/grouped'],
    ['1.234,5', 'amount/grouped'],
    ['1,234,567', 'amount/grouped'],
    ['1.234.567', 'amount/grouped'],
    ['1 234', 'amount/grouped'],
    ['1\u00a0234,5', 'amount/grouped'],
    ["1'234.5", 'amount/grouped'],
    ['1’234', 'amount/grouped'],
    ['', 'amount/not-a-number'],
    ['-3', 'amount/negative'],
    ['−2,5', 'amount/negative'],
    ['- 1/3', 'amount/negative'],
    ['-', 'amount/not-a-number'],
    ['-x', 'amount/not-a-number'],
    ['3 ECTS', 'amount/not-a-number'],
    ['1e3', 'amount/not-a-number'],
    ['8/0', 'amount/not-a-number'],
    ['5,', 'amount/not-a-number'],
    ['3,5/2', 'amount/not-a-number'],
    ['٣', 'amount/not-a-number'],
    ['1234567890', 'amount/too-long'],
    ['0,1234567', 'amount/too-long'],
  ])('%j is refused as %s', (text, reason) => expect(readDecimal(text)).toEqual({ ok: false, reason }));

  test('comma and point say the same, whatever the digits, and what is read is exact', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999_999_999 }),
        fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 6 }),
        (whole, decimals) => {
          const comma = readDecimal(`${whole},${decimals}`);
          expect(comma).toEqual(readDecimal(`${whole}.${decimals}`));
          expect(comma.ok && Number(comma.value)).toBe(Number(`${whole}.${decimals}`));
        },
      ),
    );
  });

  test('whatever is read is an exact amount, and is read as itself again', () => {
    const typed = fc.string({ unit: fc.constantFrom(...'0123456789.,/ -e'), maxLength: 14 });
    fc.assert(
      fc.property(typed, (text) => {
        const read = readDecimal(text);
        if (!read.ok) return;
        expect(AmountText.safeParse(read.value).success).toBe(true);
        expect(readDecimal(read.value)).toEqual(read);
      }),
    );
  });

  test('as the field of a form it gives the amount, or the reason', () => {
    expect(TypedAmount.parse('2,5')).toBe('2.5');
    expect(TypedAmount.safeParse('1,234.5').error?.issues[0]?.message).toBe('amount/grouped');
    expect(TypedAmount.safeParse('').error?.issues[0]?.message).toBe('amount/not-a-number');
    expect(OptionalTypedAmount.parse(' ')).toBeUndefined();
    expect(OptionalTypedAmount.safeParse('x').error?.issues[0]?.message).toBe('amount/not-a-number');
  });

  test('as the total of a program it asks where thousands may be meant', () => {
    const asked = (text: string) => TypedTotal.safeParse(text).error?.issues.map(({ message }) => message);
    expect(asked('1,500')).toEqual(['amount/maybe-thousands 1.5']);
    expect(asked(' 12,000 ')).toEqual(['amount/maybe-thousands 12']);
    expect(asked('x')).toEqual(['amount/not-a-number']);
    expect(TypedTotal.parse('0,500')).toBe('0.5');
    expect(TypedTotal.parse('2.667')).toBe('2.667');
  });
});
