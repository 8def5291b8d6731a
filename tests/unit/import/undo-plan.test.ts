import { describe, expect, test } from 'vitest';
import {
  type CatalogFacts,
  type DatedFacts,
  type DecisionFacts,
  emptyTally,
  undoneDecision,
  undoneInCatalog,
  undoneVersion,
  whyNotUndone,
} from '@/lib/import/undo-plan';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { RuleStatus } from '@/lib/rule/rule-version';

const day = (text: string) => text as CivilDate;
const today = day('2026-11-25');

describe('an imported decision', () => {
  const waiting: DecisionFacts = { status: 'approved', isReplacing: false, later: null, restingCodes: [] };
  const codes = (facts: Partial<DecisionFacts>) => {
    const undone = undoneDecision({ ...waiting, ...facts });
    return undone.becomes === 'blocked' ? undone.because.map(({ code }) => code) : undone.becomes;
  };

  test('is withdrawn while it waits; one that replaced another lets that wait again', () => {
    expect(codes({})).toBe('withdrawn');
    expect(codes({ isReplacing: true })).toBe('restored');
    expect(codes({ status: 'withdrawn', isReplacing: true })).toBe('nothing');
  });

  test.each(RuleStatus.options)('of the state %s: only what waits is taken back', (status) => {
    expect(typeof codes({ status }) === 'string').toBe(status === 'approved' || status === 'withdrawn');
  });

  test('stays while anything rests on it, and each is said', () => {
    expect(codes({ later: 2, restingCodes: ['R-1', 'R-2'], status: 'published' })).toEqual([
      'undo/later-version',
      'undo/cited',
      'undo/published',
    ]);
    expect(codes({ status: 'withdrawn', later: 2 })).toEqual(['undo/later-version']);
    expect(codes({ status: 'returned' })).toEqual(['undo/taken-up']);
    expect(codes({ status: 'rejected' })).toEqual(['undo/taken-up']);
  });
});

describe('an imported version', () => {
  const changed: DatedFacts = {
    isNew: false,
    firstDay: day('2026-11-01'),
    isVersion: true,
    later: [],
    outcomes: 'asLeft',
    versions: [
      { firstDay: null, saysSo: false },
      { firstDay: day('2026-11-01'), saysSo: true },
    ],
    isBesideAsLeft: true,
    restingCodes: [],
    namedBy: [],
  };
  const added: DatedFacts = {
    ...changed,
    isNew: true,
    firstDay: null,
    versions: [{ firstDay: null, saysSo: true }],
  };
  const undone = (facts: Partial<DatedFacts>, of = changed) => undoneVersion({ ...of, ...facts }, today);
  const at = (firstDay: CivilDate) => ({
    firstDay,
    versions: [
      { firstDay: null, saysSo: false },
      { firstDay, saysSo: true },
    ],
  });

  test('ends today if it began before, tomorrow if it began today, and in its place if it has not begun', () => {
    expect(undone({})).toEqual({ becomes: 'setBack', from: today });
    expect(undone(at(today))).toEqual({ becomes: 'setBack', from: '2026-11-26' });
    expect(undone(at(day('2026-12-24')))).toEqual({ becomes: 'setBack', from: '2026-12-24' });
    expect(undone({}, added)).toEqual({ becomes: 'withdrawn', from: today });
    expect(undone(at(day('2026-12-24')), added)).toEqual({ becomes: 'withdrawn', from: '2026-12-24' });
    expect(undone({ isVersion: false, versions: changed.versions.slice(0, 1) })).toEqual({
      becomes: 'setBack',
      from: null,
    });
  });

  test('what was planned before ends it by itself, on whichever side of today', () => {
    const planned = (firstDay: CivilDate) => ({
      later: [firstDay],
      versions: [...changed.versions, { firstDay, saysSo: false }],
    });
    expect(undone(planned(day('2026-11-20')))).toEqual({ becomes: 'setBack', from: null });
    expect(undone(planned(today))).toEqual({ becomes: 'setBack', from: null });
    expect(undone(planned(day('2026-12-20')))).toEqual({ becomes: 'setBack', from: today });
  });

  test('stays where somebody changed it since', () => {
    const because = [{ code: 'undo/changed-since', values: {} }];
    const later = { firstDay: day('2026-12-01'), saysSo: false };
    expect(undone({ versions: [...changed.versions, later] })).toEqual({ becomes: 'blocked', because });
    expect(undone({ versions: [...added.versions, later] }, added)).toEqual({ becomes: 'blocked', because });
    expect(undone({ versions: changed.versions.map((version) => ({ ...version, saysSo: false })) })).toEqual({
      becomes: 'blocked',
      because,
    });
    expect(undone({ isBesideAsLeft: false })).toEqual({ becomes: 'blocked', because });
  });

  test('stays where something rests on it, and each is said', () => {
    const codes = (facts: Partial<DatedFacts>, of = changed) => {
      const found = undone(facts, of);
      return found.becomes === 'blocked' ? found.because.map(({ code }) => code) : [];
    };
    expect(codes({ restingCodes: ['R-1'] })).toEqual(['undo/decided-since']);
    expect(codes({ restingCodes: ['R-1'], namedBy: ['MSC'] }, added)).toEqual(['undo/granted', 'undo/named']);
    expect(codes({ outcomes: 'notKept' })).toEqual(['undo/outcomes']);
    expect(codes({ outcomes: 'compared' })).toEqual(['undo/outcomes-compared']);
    expect(codes({ outcomes: 'changed' })).toEqual(['undo/changed-since']);
  });
});

test('an import is undone whole, or not at all and with the reason', () => {
  const batch = { kind: 'courses', status: 'applied', tally: { ...emptyTally(), withdrawn: 2 }, unknown: 0 };
  const why = (given: Partial<typeof batch>) => whyNotUndone({ ...batch, ...given })?.code ?? null;
  expect(why({})).toBeNull();
  expect(why({ status: 'undone' })).toBe('undo/other-state');
  expect(why({ unknown: 1 })).toBe('undo/not-kept');
  expect(why({ tally: { ...batch.tally, blocked: 1 } })).toBe('undo/blocked');
  expect(why({ tally: { ...emptyTally(), nothing: 3 } })).toBe('undo/nothing');
});

test('what a file added to the catalog goes, and what it changed is as before, while nothing rests on it', () => {
  const facts = {
    isNew: true,
    isAsLeft: true,
    stoodSince: null,
    restingCodes: [],
    isDecided: false,
    isAdvised: false,
    isNamed: false,
  };
  const today = day('2026-12-05');
  const because = (change: Partial<CatalogFacts>) => {
    const undone = undoneInCatalog({ ...facts, ...change }, today);
    return undone.becomes === 'blocked' ? undone.because.map(({ code }) => code) : undone.becomes;
  };
  expect([because({}), because({ isNew: false })]).toEqual(['withdrawn', 'setBack']);
  expect(because({ isAsLeft: false })).toEqual(['undo/changed-since']);
  expect(because({ restingCodes: ['R-1'], isDecided: true })).toEqual(['undo/mapped']);
  expect(because({ isNew: false, restingCodes: ['R-1'] })).toEqual(['undo/decided-since']);
  expect(because({ isDecided: true, isAdvised: true, isNamed: true })).toEqual([
    'undo/decided-elsewhere',
    'undo/advised',
    'undo/named-elsewhere',
  ]);
  expect(because({ stoodSince: day('2026-12-04') })).toEqual(['undo/stood-since']);
  expect(because({ stoodSince: today })).toBe('withdrawn');
});
