import { describe, expect, test } from 'vitest';
import { arranged, OutcomeAct, planOutcomes } from '@/lib/micro-credential/outcome-rows';

describe('arranged', () => {
  const rows = ['a', 'b', 'c'];

  test('moves one row by one place, and leaves what cannot move further', () => {
    expect(arranged(rows, { act: 'up', place: 2 })).toEqual(['a', 'c', 'b']);
    expect(arranged(rows, { act: 'down', place: 0 })).toEqual(['b', 'a', 'c']);
    expect(arranged(rows, { act: 'up', place: 0 })).toEqual(rows);
    expect(arranged(rows, { act: 'down', place: 2 })).toEqual(rows);
  });

  test('takes one out', () => {
    expect(arranged(rows, { act: 'remove', place: 1 })).toEqual(['a', 'c']);
  });

  test('changes nothing about a row that is not there', () => {
    expect(arranged(rows, { act: 'remove', place: 3 })).toEqual(rows);
  });
});

test('a button says what it asks for; anything else is nothing', () => {
  expect(OutcomeAct.parse('down.12')).toEqual({ act: 'down', place: 12 });
  expect(OutcomeAct.safeParse('down.-1').success).toBe(false);
  expect(OutcomeAct.safeParse('drop.1').success).toBe(false);
});

describe('planOutcomes', () => {
  const stored = [
    { id: '1', text: 'clean tables' },
    { id: '2', text: 'choose a chrt' },
    { id: '3', text: 'test a hypothesis' },
  ];

  test('the same words are the same outcome, wherever they stand', () => {
    expect(planOutcomes(stored, ['test a hypothesis', 'clean tables'])).toEqual({
      kept: [
        { id: '3', position: 1, text: 'test a hypothesis' },
        { id: '1', position: 2, text: 'clean tables' },
      ],
      added: [],
      dropped: ['2'],
    });
  });

  test('other words in the same place correct it; what has no place before is new', () => {
    expect(
      planOutcomes(stored, ['clean tables', 'choose a chart', 'test a hypothesis', 'report it']),
    ).toEqual({
      kept: [
        { id: '1', position: 1, text: 'clean tables' },
        { id: '2', position: 2, text: 'choose a chart' },
        { id: '3', position: 3, text: 'test a hypothesis' },
      ],
      added: [{ position: 4, text: 'report it' }],
      dropped: [],
    });
  });

  test('an outcome said twice is two', () => {
    expect(planOutcomes([{ id: '1', text: 'a' }], ['a', 'a'])).toEqual({
      kept: [{ id: '1', position: 1, text: 'a' }],
      added: [{ position: 2, text: 'a' }],
      dropped: [],
    });
  });
});
