import { expect, test } from 'vitest';
import { conversionsInto, convert, defaultConversions } from '@/lib/amount/conversion';
import { formatRational, parseRational } from '@/lib/amount/rational';
import type { Unit } from '@/lib/amount/unit';
import file from '../../fixtures/credit-cases.json';

const text = (amount: string, from: Unit, to: Unit, overrides = {}) => {
  const found = convert(parseRational(amount), from, to, overrides);
  return found && formatRational(found);
};

test('the default table is that of the case file', () => {
  const published = (file as unknown as { readme: { defaultConversions: unknown } }).readme
    .defaultConversions;
  expect(defaultConversions).toEqual(published);
});

test('only direct pairs convert: 15 CATS are 7.5 ECTS, and hours are no ECTS without a divisor', () => {
  expect(text('15', 'UK_CATS', 'ECTS')).toBe('7.5');
  expect(text('150', 'HOURS', 'ECTS')).toBeNull();
  expect(text('1', 'CEU', 'US_SEM')).toBeNull();
  expect(text('1', 'NZ_CREDIT', 'UK_CATS')).toBeNull();
});

test('a policy overrides and adds pairs, and one unit is itself', () => {
  expect(text('7', 'ECTS', 'US_SEM', { 'ECTS>US_SEM': '3/5' })).toBe('4.2');
  expect(text('187', 'HOURS', 'ECTS', { 'HOURS>ECTS': '1/30' })).toBe('187/30');
  expect(text('3', 'AU_CP', 'AU_CP')).toBe('3');
});

test('every pair into a unit is told, the policy’s own factor before the usual one', () => {
  const told = (to: Unit, own: Record<string, string> = {}) =>
    Object.fromEntries(
      conversionsInto(to, own).map(({ from, to: into, factor }) => [`${from}>${into}`, factor]),
    );
  expect(told('US_SEM')).toEqual({
    'ECTS>US_SEM': '1/2',
    'UK_CATS>US_SEM': '1/4',
    'US_QTR>US_SEM': '2/3',
    'NZ_CREDIT>US_SEM': '1/4',
  });
  expect(told('US_SEM', { 'ECTS>US_SEM': '3/5', 'HOURS>ECTS': '1/30' })).toEqual({
    ...told('US_SEM'),
    'ECTS>US_SEM': '3/5',
    'HOURS>ECTS': '1/30',
  });
  expect(told('AU_CP')).toEqual({});
});
