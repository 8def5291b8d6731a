import { expect, test } from 'vitest';
import { hoursBeside } from '@/lib/review/hours-beside';

test('hours stated against the credit of the institution, by its own policy', () => {
  expect(hoursBeside(['3', '3', '3'], ['187'], 'US_SEM', { 'HOURS>US_SEM': '1/45' })).toEqual({
    perCredit: '45',
    asked: '405',
    stated: '187',
    percent: 46,
  });
});

test('what is not known stays unknown', () => {
  expect(hoursBeside(['6'], ['150'], 'ECTS', {})).toEqual({
    perCredit: null,
    asked: null,
    stated: '150',
    percent: null,
  });
  expect(hoursBeside(['6', null], ['150', null], 'ECTS', { 'HOURS>ECTS': '1/25' })).toEqual({
    perCredit: '25',
    asked: null,
    stated: null,
    percent: null,
  });
  expect(hoursBeside([], [], 'ECTS', { 'HOURS>ECTS': '1/25' })).toMatchObject({ asked: null, stated: null });
  expect(hoursBeside(['0'], ['10'], 'ECTS', { 'HOURS>ECTS': '1/25' }).percent).toBeNull();
  // Where the unit itself says how many hours it stands for, no policy has to.
  expect(hoursBeside(['20'], ['100'], 'UK_CATS', {})).toMatchObject({ perCredit: '10', percent: 50 });
});
