import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays, type CivilDate } from '@/lib/kernel/civil-date';
import { lintVersionsInForce } from '@/lib/rule/lint/ambiguity';
import { lintPremise } from '@/lib/rule/lint/premise';
import { definitionInForce, RuleDefinition } from '@/lib/rule/rule-version';
import {
  definitionOfSuccessor,
  endOfSuperseded,
  leftWithoutADay,
  startOfSuccessor,
  startWhenPublished,
} from '@/lib/rule/supersede';
import { anotherRule, aSubject, aWorld } from '@/tests/support/lint-world';

const version = (windows: object, claimTo: string | null = null) => ({
  definition: RuleDefinition.parse({ premise: { mc: 'a' }, outcomes: [{ lines: [] }], ...windows }),
  claimFrom: null as CivilDate | null,
  claimTo: claimTo as CivilDate | null,
});

it.each([
  ['2026-12-31', 'an open earlier version', version({}), version({ claimWindow: { from: '2027-01-01' } })],
  ['2024-02-29', 'across a leap day', version({}), version({ claimWindow: { from: '2024-03-01' } })],
  [
    null,
    'one that has ended before',
    version({ claimWindow: { to: '2026-12-31' } }, '2026-12-31'),
    version({ claimWindow: { from: '2027-01-01' } }),
  ],
  [
    null,
    'one that was shortened before',
    version({ claimWindow: { to: '2028-12-31' } }, '2026-12-31'),
    version({ claimWindow: { from: '2027-01-01' } }),
  ],
  [
    null,
    'one about other credentials',
    version({ credentialWindow: { to: '2025-12-31' } }),
    version({ claimWindow: { from: '2027-01-01' }, credentialWindow: { from: '2026-01-01' } }),
  ],
] as const)('ends on %s: %s', (expected, _, earlier, later) => {
  expect(endOfSuperseded(earlier, later)).toBe(expected);
});

it.each([
  ['2026-11-25', 'today', {}, [version({})]],
  [
    '2026-11-25',
    'today, after one that has started',
    { claimWindow: { from: '2026-01-01' } },
    [version({ claimWindow: { from: '2026-01-01' } })],
  ],
  [
    '2026-11-26',
    'the day after one that starts today',
    {},
    [version({ claimWindow: { from: '2026-11-25' } })],
  ],
  [
    '2027-01-02',
    'the day after the last one that is to start',
    {},
    [version({ claimWindow: { from: '2027-01-01' } }), version({}, '2026-12-31')],
  ],
  [
    '2027-06-01',
    'on its own day, where that is later',
    { claimWindow: { from: '2027-06-01' } },
    [version({})],
  ],
  [null, 'on no day of its own, where nothing is in force', {}, []],
  ['2020-01-01', 'on the day it had, where nothing is in force', { claimWindow: { from: '2020-01-01' } }, []],
  [
    null,
    'on no day of its own, beside one about other credentials',
    { credentialWindow: { from: '2026-01-01' } },
    [version({ credentialWindow: { to: '2025-12-31' } })],
  ],
] as const)('starts a successor on %s: %s', (expected, _, windows, inForce) => {
  expect(startOfSuccessor(version(windows).definition, inForce, '2026-11-25' as CivilDate)).toBe(expected);
});

it.each([
  [
    '2026-11-25',
    'today, where the day of its draft has passed and another one was in force since',
    { claimWindow: { from: '2026-08-01' } },
    [version({})],
  ],
  [
    '2026-12-01',
    'its own day, where that is still to come',
    { claimWindow: { from: '2026-12-01' } },
    [version({})],
  ],
  ['2026-08-01', 'its own day, where nothing is in force', { claimWindow: { from: '2026-08-01' } }, []],
  [
    '2026-08-01',
    'its own day, where the other one had ended before',
    { claimWindow: { from: '2026-08-01' } },
    [version({}, '2026-07-31')],
  ],
  [
    '2026-08-01',
    'its own day, beside one about other credentials',
    { claimWindow: { from: '2026-08-01' }, credentialWindow: { from: '2026-01-01' } },
    [version({ credentialWindow: { to: '2025-12-31' } })],
  ],
  ['2026-11-25', 'its own day, where that is today', { claimWindow: { from: '2026-11-25' } }, [version({})]],
  [
    '2026-11-25',
    'today, after one whose own start was moved on when it was published',
    { claimWindow: { from: '2026-11-01' } },
    [{ ...version({ claimWindow: { from: '2026-08-01' } }), claimFrom: '2026-10-01' as CivilDate }],
  ],
  [null, 'no day, where it names none', {}, [version({})]],
] as const)('published today, a version starts on %s: %s', (expected, _, windows, inForce) => {
  expect(startWhenPublished(version(windows), inForce, '2026-11-25' as CivilDate)).toBe(expected);
});

it.each([
  ['2028-02-29', '2028-02-28'],
  ['2028-03-01', '2028-02-29'],
  ['2027-03-01', '2027-02-28'],
  ['2027-01-01', '2026-12-31'],
] as const)('published on %s after weeks of review, a version ends the one before it on %s', (today, end) => {
  const [earlier, later] = [version({}), version({ claimWindow: { from: '2026-12-01' } })];
  expect(
    endOfSuperseded(earlier, {
      ...later,
      claimFrom: startWhenPublished(later, [earlier], today as CivilDate),
    }),
  ).toBe(end);
});

it('takes no past day away, leaves each version a day and gives none to both, whatever the linter lets pass', () => {
  const first = '2028-02-20' as CivilDate;
  const days = Array.from({ length: 20 }, (_, index) => addDays(first, index));
  const day = fc.constantFrom(...days);
  const span = fc
    .record({ from: day, to: day }, { requiredKeys: [] })
    .filter(({ from, to }) => !from || !to || from <= to);
  const holds = (one: ReturnType<typeof version>) => {
    const { from, to } = definitionInForce(one).claimWindow ?? {};
    return new Set(days.filter((at) => (!from || from <= at) && (!to || at <= to)));
  };
  let published = 0;
  fc.assert(
    fc.property(span, span, day, (before, after, today) => {
      const [earlier, later] = [version({ claimWindow: before }), version({ claimWindow: after })];
      const world = aWorld({ today, others: [anotherRule({ claimWindow: before }, { ruleId: 'rule-1' })] });
      const subject = aSubject({ claimWindow: after });
      if ([...lintVersionsInForce(subject, world), ...lintPremise(subject, world)].length > 0) return;
      published += 1;
      const next = { ...later, claimFrom: startWhenPublished(later, [earlier], today) };
      const end = endOfSuperseded(earlier, next);
      if (end && before.from) expect(before.from <= end).toBe(true);
      const kept = holds({ ...earlier, claimTo: end });
      const taken = [...holds(earlier)].filter((at) => !kept.has(at));
      expect(taken.filter((at) => at < today)).toEqual([]);
      expect([...holds(next)].filter((at) => kept.has(at))).toEqual([]);
      expect(holds(next).size).toBeGreaterThan(0);
    }),
    { numRuns: 2_000 },
  );
  expect(published).toBeGreaterThan(500);
});

it('names beforehand what publishing would leave without a day, and nothing that had one', () => {
  const today = '2026-11-25' as CivilDate;
  const inForce = { ...version({}), origin: 'review' as const };
  const later = version({ claimWindow: { from: '2026-11-01' } });
  const left = (publishedOn: string, next = later) =>
    leftWithoutADay(next, [{ version: inForce, publishedOn: publishedOn as CivilDate }], today);
  expect(left('2026-11-25')).toEqual([inForce]);
  expect(left('2026-11-24')).toEqual([]);
  expect(left('2026-11-25', version({ claimWindow: { from: '2026-11-26' } }))).toEqual([]);
});

it.each([
  [
    'where it is still to come',
    { from: '2026-01-01', to: '2027-06-30' },
    { from: '2026-11-25', to: '2027-06-30' },
  ],
  [
    'not where it lies before the first day',
    { from: '2025-01-01', to: '2025-12-31' },
    { from: '2026-11-25' },
  ],
  ['not where there is none', { from: '2025-01-01' }, { from: '2026-11-25' }],
])('a successor keeps the last day of claim %s', (_, claimWindow, expected) => {
  const earlier = version({ claimWindow });
  expect(definitionOfSuccessor(earlier.definition, [earlier], '2026-11-25' as CivilDate).claimWindow).toEqual(
    expected,
  );
});
