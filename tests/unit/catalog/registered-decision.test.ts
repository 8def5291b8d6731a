import { wordsOfCodes } from '@/tests/support/table-words';
import { expect, test } from 'vitest';
import type { Offer } from '@/lib/catalog/offered';
import { registerColumns, registeredConsidered, registeredRule } from '@/lib/catalog/registered-decision';
import { parseCivilDate } from '@/lib/kernel/civil-date';

const named = {
  institution: 'north',
  institutionName: 'North',
  certificates: [{ slug: 'one', title: 'One' }],
};
const rule = {
  code: 'R-1',
  version: 2,
  deny: false,
  statusSince: '2026-02-01',
  publishedOn: '2026-01-01',
  publicNote: '',
};
const offer: Offer = {
  standing: 'published',
  opensOn: null,
  closesOn: null,
  windows: [],
  claimants: 'anybody',
  withheld: null,
  otherRules: [],
  unit: 'ECTS',
  amount: '5',
  beforeRounding: null,
  later: null,
  isAsStated: false,
  isMaximum: true,
  total: '7',
  ects: '7',
  lines: [{ line: { kind: 'course', target: 'A', credits: { catalog: true } }, amount: '5' }],
  choices: [],
  part: null,
  ways: [{ microCredentials: [], assessments: [] }],
  leaf: { mc: 'x', minScore: '80' },
  programs: null,
  programTitles: null,
  asks: null,
};
const further = { microCredentials: ['y'], assessments: [] };

test.each([
  ['yes', rule, offer],
  ['yes', rule, { ...offer, ways: [further, { microCredentials: [], assessments: [] }] }],
  ['partly', rule, { ...offer, ways: [further] }],
  ['partly', rule, { ...offer, programs: ['P'] }],
  ['no', { ...rule, deny: true }, { ...offer, amount: null, ects: null }],
] as const)('a decision is told as %s', (word, decided, offered) => {
  expect(registeredRule(named, decided, offered).decision).toBe(word);
});

test('a decision that begins later says on which day', () => {
  const later = { standing: 'refusedLater' as const, opensOn: parseCivilDate('2027-03-01'), amount: null };
  const row = registeredRule(named, { ...rule, deny: true }, { ...offer, ...later });
  expect(cells(row)).toMatchObject({ decision: 'no', standing: 'refusedLater', begins_on: '2027-03-01' });
  expect(cells(registeredRule(named, rule, offer))).toMatchObject({ begins_on: '' });
});

const cells = (row: ReturnType<typeof registeredRule>) =>
  Object.fromEntries(registerColumns.map(([name, cellOf]) => [name, cellOf(row, wordsOfCodes)]));

test('a row of the table says what the offer says, and nothing where there is nothing', () => {
  expect(cells(registeredRule(named, rule, offer))).toMatchObject({
    credit: '5',
    credit_unit: 'ECTS',
    total_ects: '7',
    credit_is_most: 'yes',
    counts_as: 'A 5',
    conditions: 'minScore 80',
    decision_in_words: 'Yes',
    standing_in_words: 'Gives credit',
    credit_unit_in_words: 'ECTS',
    conditions_in_words: expect.stringMatching(/80/) as string,
    certificates: 'One',
    version: '2',
  });
  const said = {
    kind: 'not_as_proposed',
    publicReason: 'Not yet.',
    on: parseCivilDate('2026-03-01'),
  } as const;
  expect(cells(registeredConsidered(named, said))).toMatchObject({
    decision: 'considered',
    decided_on: '2026-03-01',
    reason: 'Not yet.',
    credit: '',
    credit_unit: '',
    credit_is_most: '',
    decision_in_words: 'Considered, not accepted as proposed',
    conditions_in_words: '',
    rule: '',
  });
});

test('what has ended stands so since the day after its last one, unless it ended otherwise later', () => {
  const ended = (closesOn: string | null) =>
    registeredRule(named, rule, {
      ...offer,
      standing: 'ended',
      closesOn: closesOn === null ? null : parseCivilDate(closesOn),
    }).since;
  expect(ended('2026-06-30')).toBe('2026-07-01');
  expect(ended(null)).toBe(rule.statusSince);
  expect(registeredRule(named, rule, { ...offer, closesOn: parseCivilDate('2027-01-31') }).since).toBe(
    rule.statusSince,
  );
});

test('what may be had instead is counted as well, each alternative with all of its lines', () => {
  const choices = [
    [
      { kind: 'course' as const, target: 'B', credits: { catalog: true as const } },
      { kind: 'block' as const, target: 'C', credits: { amount: '6' } },
    ],
  ];
  expect(registeredRule(named, rule, { ...offer, choices }).countsAs).toEqual(['A 5', 'or B + C 6']);
});
