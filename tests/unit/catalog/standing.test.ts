import { describe, expect, test } from 'vitest';
import {
  closingDay,
  decisionsAmong,
  openingDay,
  silenceOf,
  standingOfRule,
  strongestOf,
  type DecidedRule,
  windowsOf,
} from '@/lib/catalog/standing';
import { parseCivilDate } from '@/lib/kernel/civil-date';

const today = parseCivilDate('2026-11-25');
const rule = (over: Partial<DecidedRule> = {}): DecidedRule => ({
  status: 'published',
  deny: false,
  opensOn: null,
  closesOn: null,
  isOffered: true,
  ...over,
});

describe('standingOfRule', () => {
  test('a rule stands until the last day on which credit can be claimed, that day included', () => {
    expect(standingOfRule(rule({ closesOn: today }), today)).toBe('published');
    expect(standingOfRule(rule({ closesOn: parseCivilDate('2026-11-24') }), today)).toBe('ended');
  });

  test('a rule that can be claimed from a later day on is to come until that day', () => {
    const opening = (day: string, over: Partial<DecidedRule> = {}) =>
      standingOfRule(rule({ opensOn: parseCivilDate(day), ...over }), today);
    expect(opening('2026-11-26')).toBe('coming');
    expect(opening('2026-11-25')).toBe('published');
    expect(opening('2026-11-26', { status: 'suspended' })).toBe('suspended');
    expect(opening('2026-11-26', { deny: true })).toBe('refusedLater');
    expect(opening('2026-11-25', { deny: true })).toBe('refused');
    expect(opening('2026-11-26', { isOffered: false })).toBe('ended');
  });

  test('a rule of programs that are not offered any more has ended, a no of them as well', () => {
    expect(standingOfRule(rule({ isOffered: false }), today)).toBe('ended');
    expect(standingOfRule(rule({ isOffered: false, deny: true }), today)).toBe('ended');
  });

  test('what was revoked stands as revoked, whatever else is so', () => {
    for (const over of [{}, { deny: true }, { isOffered: false }, { closesOn: parseCivilDate('2026-01-01') }])
      expect(standingOfRule(rule({ status: 'revoked', ...over }), today)).toBe('revoked');
  });

  test('a decided no, a suspension and an end are told apart', () => {
    expect(standingOfRule(rule({ deny: true }), today)).toBe('refused');
    expect(standingOfRule(rule({ status: 'suspended' }), today)).toBe('suspended');
    expect(standingOfRule(rule({ status: 'suspended', closesOn: parseCivilDate('2026-01-01') }), today)).toBe(
      'ended',
    );
  });
});

describe('windows', () => {
  const day = parseCivilDate;
  test('close with the first of them, and open with the last', () => {
    const windows = {
      claimWindow: { from: day('2024-01-01'), to: day('2027-12-31') },
      credentialWindow: { from: day('2025-01-01'), to: day('2023-09-30') },
      termWindow: { to: day('2026-09-01') },
    };
    expect([openingDay(windows), closingDay(windows)]).toEqual(['2025-01-01', '2023-09-30']);
    expect([openingDay({}), closingDay({})]).toEqual([null, null]);
    expect(windowsOf(windows).map(({ of }) => of)[0]).toBe('completion');
    expect(
      windowsOf({ claimWindow: {}, credentialWindow: { basis: 'heldDuring', to: windows.claimWindow.to } }),
    ).toEqual([{ of: 'holding', from: null, to: windows.claimWindow.to }]);
  });
});

test('the strongest of several institutions is what a result shows', () => {
  expect(strongestOf(['undecided', 'refused', 'published'])).toBe('published');
  expect(strongestOf([])).toBe('undecided');
});

test('a proposal that was considered is more than advice, less than a rule, and not "not decided yet"', () => {
  expect(silenceOf('recommended', true)).toBe('considered');
  expect(silenceOf(null, true)).toBe('considered');
  expect(
    (['recommended', 'recommendedLater', null] as const).map((advised) => silenceOf(advised, false)),
  ).toEqual(['recommended', 'recommendedLater', 'undecided']);
});

test('decisions are counted strongest first; advice and silence are none', () => {
  expect(decisionsAmong(['undecided', 'revoked', 'recommended', 'published', 'revoked'])).toEqual([
    { standing: 'published', institutions: 1 },
    { standing: 'revoked', institutions: 2 },
  ]);
  expect(decisionsAmong(['recommended', 'undecided'])).toEqual([]);
});
