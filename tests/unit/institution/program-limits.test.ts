import { describe, expect, it } from 'vitest';
import type { Limit } from '@/lib/credit/input';
import { limitRows, TypedLimits, withLimitsBeside } from '@/lib/institution/program-limits';

const cap: Limit = { id: 'cap', type: 'max', scope: { all: true }, percent: '50', alreadyUsed: '3' };
const residency: Limit = { id: 'res', type: 'minResident', amount: '60' };
const electives: Limit = {
  id: 'el',
  type: 'max',
  scope: { kinds: ['elective', 'block'] },
  amount: '6',
  alreadyUsed: '1',
};
const old: Limit = { id: 'old', type: 'max', scope: { olderThan: { years: 10 } }, amount: '0' };
const last: Limit = { id: 'last', type: 'finalWindow', window: '30', maxExternal: '6' };
const upper: Limit = { id: 'ud', type: 'minUpperDivision', amount: '45' };
const halfCap: Limit = { id: 'half', type: 'max', scope: { all: true }, amount: '90' };
const all = [electives, cap, old, residency, last, upper, halfCap];

const typed = (rows: object[]) => TypedLimits.parse(rows);
const problems = (row: object) =>
  (TypedLimits.safeParse([row]).error?.issues ?? []).map(({ path, message }) => [path.at(-1), message]);

describe('the limits of a program beside its caps', () => {
  it('are what they were when their rows come back as they were shown', () => {
    expect(withLimitsBeside(all, typed(limitRows(all)))).toEqual({ ok: true, value: all });
  });

  it('are added, changed and taken away, while the caps stay', () => {
    const rows = typed([
      { ...limitRows(all)[0], amount: '9' },
      { kind: 'most', percent: '25', levels: 'UD; GR ; UD', providers: 'Coursera\nedX', olderThan: '' },
      { kind: 'upperDivision', amount: '30' },
      { id: 'old', kind: '' },
    ]);
    expect(withLimitsBeside([cap, electives, old, residency], rows)).toEqual({
      ok: true,
      value: [
        cap,
        { ...electives, amount: '9' },
        residency,
        {
          id: 'most-1',
          type: 'max',
          scope: { levels: ['UD', 'GR'], providers: ['Coursera', 'edX'] },
          percent: '25',
        },
        { id: 'upperDivision-1', type: 'minUpperDivision', amount: '30' },
      ],
    });
  });

  it('say of what: all credit is limited by the caps, and nothing is limited twice in the same way', () => {
    expect(withLimitsBeside([cap], typed([{}, { kind: 'most', amount: '6' }]))).toMatchObject({
      reason: 'field/limit-scope',
      details: { row: 1 },
    });
    const twice = { kind: 'most', amount: '6', levels: 'UD' };
    expect(withLimitsBeside([cap], typed([twice, twice]))).toMatchObject({
      reason: 'field/limit-twice',
      details: { row: 1 },
    });
  });

  it('are refused at the field that is wrong', () => {
    expect(problems({ kind: 'most', levels: 'UD' })).toEqual([['amount', 'field/limit-amount']]);
    expect(problems({ kind: 'most', levels: 'UD', amount: '1', percent: '2' })).toEqual([
      ['percent', 'field/limit-one'],
    ]);
    expect(problems({ kind: 'most', percent: '120' })).toEqual([['percent', 'field/at-most-hundred']]);
    expect(problems({ kind: 'last', amount: '6' })).toEqual([['window', 'field/limit-amount']]);
    expect(problems({ kind: 'upperDivision', amount: '6', levels: 'UD' })).toEqual([
      ['kind', 'field/limit-whole'],
    ]);
    expect(problems({ amount: '6' })).toEqual([['kind', 'field/limit-kind']]);
    expect(problems({ kind: 'most', amount: '0', olderThan: 'ten' })).toEqual([
      ['olderThan', 'field/whole-number 0 99'],
    ]);
    expect(problems({})).toEqual([]);
  });
});
