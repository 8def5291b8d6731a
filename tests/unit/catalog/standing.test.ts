import { describe, expect, test } from 'vitest';
import { standingOf, standingOfRule, strongestOf, type DecidedRule } from '@/lib/catalog/standing';
import { parseCivilDate } from '@/lib/kernel/civil-date';

const today = parseCivilDate('2026-11-25');
const rule = (over: Partial<DecidedRule> = {}): DecidedRule => ({
  status: 'published',
  deny: false,
  closesOn: null,
  ...over,
});

describe('standingOfRule', () => {
  test('a rule stands until the last day on which credit can be claimed, that day included', () => {
    expect(standingOfRule(rule({ closesOn: today }), today)).toBe('published');
    expect(standingOfRule(rule({ closesOn: parseCivilDate('2026-11-24') }), today)).toBe('ended');
  });

  test('a decided no, a suspension and an end are told apart', () => {
    expect(standingOfRule(rule({ deny: true }), today)).toBe('refused');
    expect(standingOfRule(rule({ status: 'suspended' }), today)).toBe('suspended');
    expect(standingOfRule(rule({ status: 'suspended', closesOn: parseCivilDate('2026-01-01') }), today)).toBe(
      'ended',
    );
  });
});

describe('standingOf', () => {
  test('silence is undecided, advice is only advice, and neither is a no', () => {
    expect(standingOf([], false, today)).toBe('undecided');
    expect(standingOf([], true, today)).toBe('recommended');
  });

  test('a decision outranks advice, and credit outranks a no', () => {
    expect(standingOf([rule({ deny: true })], true, today)).toBe('refused');
    expect(standingOf([rule({ deny: true }), rule()], true, today)).toBe('published');
  });
});

test('the strongest of several institutions is what a result shows', () => {
  expect(strongestOf(['undecided', 'refused', 'published'])).toBe('published');
  expect(strongestOf([])).toBe('undecided');
});

test('a proposal that was considered is more than advice, less than a rule, and not "not decided yet"', () => {
  expect(standingOf([], true, today, true)).toBe('considered');
  expect(standingOf([], false, today, true)).toBe('considered');
  expect(standingOf([{ status: 'published', deny: true, closesOn: null }], false, today, true)).toBe(
    'refused',
  );
  expect(strongestOf(['recommended', 'considered'])).toBe('considered');
});
