import { describe, expect, test } from 'vitest';
import {
  broadFieldOf,
  CipSeries,
  cipSeriesOf,
  IscedBroad,
  iscedFields,
  readCip,
  readIsced,
} from '@/lib/micro-credential/field-of-study';
import fields from '@/messages/en/fields.json';

describe('a field of education (ISCED-F 2013)', () => {
  test.each([
    ['0613', '0613'],
    [' 061 ', '061'],
    ['06', '06'],
    ['613', '0613'],
    ['999', '999'],
    ['0613 Software and applications development', '0613'],
  ])('is read from %j', (text, code) => expect(readIsced(text)).toBe(code));
  test.each(['', '6', '0618', '618', '61', '06131', 'Software', '-0613'])('is none: %j', (text) =>
    expect(readIsced(text)).toBeNull(),
  );
  test('has words, lies within a broad field, and what is within it is as known', () => {
    expect(Object.keys(fields.isced).sort()).toEqual(iscedFields);
    for (const code of iscedFields) expect(IscedBroad.options).toContain(broadFieldOf(code));
  });
});

describe('an instructional program (CIP 2020)', () => {
  test.each([
    ['11', '11'],
    ['11.07', '11.07'],
    ['11.0701', '11.0701'],
    ['110701', '11.0701'],
    ['11.0701 Computer Science', '11.0701'],
  ])('is read from %j', (text, code) => expect(readCip(text)).toBe(code));
  test.each(['', '1', '21.0101', '99', '11.070', '11.07011', '11.0701.2', 'Computer Science'])(
    'is none: %j',
    (text) => expect(readCip(text)).toBeNull(),
  );
  test('has a series with words', () => {
    expect(Object.keys(fields.cip).sort()).toEqual([...CipSeries.options].sort());
    expect(cipSeriesOf('11.0701')).toBe('11');
  });
});
