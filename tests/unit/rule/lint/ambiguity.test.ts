import { describe, expect, it } from 'vitest';
import { lintAmbiguity, lintOverrides, lintVersionsInForce } from '@/lib/rule/lint/ambiguity';
import { anotherRule, aSubject, aWorld, told } from '@/tests/support/lint-world';

const outcome = (kind: string, target: string) => ({
  outcomes: [{ lines: [{ kind, target, credits: { amount: '6' } }] }],
});

describe('two rules that one claim can meet', () => {
  const lint = (own: object, other: object) =>
    told(lintAmbiguity(aSubject(own), aWorld({ others: [anotherRule(other)] })));

  it.each([
    ['error ambiguous-duplicate premise', {}, {}],
    ['warning ambiguous-duplicate premise', { programs: ['BSC'] }, {}],
    ['error ambiguous-duplicate premise', {}, outcome('course', 'inf 204')],
    ['error ambiguous-duplicate premise', { programs: ['BSC', 'OLD'] }, { programs: ['old', 'B-SC'] }],
    ['warning ambiguous-duplicate premise', { credentialWindow: { to: '2027-01-01' } }, {}],
    ['warning ambiguous-multiple-real premise', {}, outcome('course', 'INF-3')],
    ['warning ambiguous-blanket-versus-real premise', outcome('block', 'IT'), {}],
    ['warning ambiguous-equivalent-blanket premise', outcome('block', 'IT'), outcome('elective', 'Elective')],
    ['warning denied-elsewhere premise', {}, { deny: true, outcomes: [] }],
    ['warning ambiguous-duplicate premise', { premise: { mc: 'whole' } }, { premise: { mc: 'b' } }],
    ['warning ambiguous-duplicate premise', { premise: { all: [{ mc: 'b' }, { mc: 'a' }] } }, {}],
  ])('are told as %s', (expected, own, other) => {
    expect(lint(own, other)).toEqual([expected]);
  });

  it.each([
    ['other learning', {}, { premise: { mc: 'b' } }],
    [
      'other versions of it',
      { premise: { mc: 'a', versions: ['1'] } },
      { premise: { mc: 'a', versions: ['2'] } },
    ],
    ['other programs', { programs: ['BSC'] }, { programs: ['OLD'] }],
    ['other days of claim', { claimWindow: { to: '2026-01-31' } }, { claimWindow: { from: '2026-02-01' } }],
    [
      'other credentials',
      { credentialWindow: { to: '2026-01-31' } },
      { credentialWindow: { from: '2026-02-01' } },
    ],
    ['other terms', { termWindow: { to: '2026-01-31' } }, { termWindow: { from: '2026-02-01' } }],
    ['other scores', { premise: { mc: 'a', minScore: '80' } }, { premise: { mc: 'a', belowScore: '80' } }],
    ['nothing given yet', { outcomes: [{ lines: [] }] }, {}],
    ['another priority', { priority: 40 }, {}],
    ['one overriding the other', { overrides: ['two'] }, {}],
    ['being overridden', {}, { overrides: ['one'] }],
  ])('are no matter with %s', (_, own, other) => {
    expect(lint(own, other)).toEqual([]);
  });

  const no = { deny: true, outcomes: [] };
  it.each([
    ['at another priority', { priority: 40 }, no],
    ['as a no over a yes', { ...no, priority: 60 }, {}],
    ['overriding it', { overrides: ['two'] }, no],
    ['being overridden', {}, { ...no, overrides: ['one'] }],
  ])('decide the opposite of one another, which is told, %s', (_, own, other) => {
    expect(lint(own, other)).toEqual(['warning decided-otherwise premise']);
  });

  it.each([
    ['a part of it is refused', { priority: 40, premise: { mc: 'whole' } }, { ...no, premise: { mc: 'b' } }],
    [
      'other scores are',
      { priority: 40, premise: { mc: 'a', minScore: '80' } },
      { ...no, premise: { mc: 'a', belowScore: '80' } },
    ],
    ['other programs are', { priority: 40, programs: ['BSC'] }, { ...no, programs: ['OLD'] }],
    ['nothing is given yet', { priority: 40, outcomes: [{ lines: [] }] }, no],
    ['both refuse it', { priority: 40, ...no }, no],
  ])('do not where %s', (_, own, other) => {
    expect(lint(own, other)).toEqual([]);
  });

  it('touch on the last day', () => {
    expect(lint({ claimWindow: { to: '2026-02-01' } }, { claimWindow: { from: '2026-02-01' } })).toHaveLength(
      1,
    );
  });

  it('are never two versions of one rule', () => {
    expect(lintAmbiguity(aSubject(), aWorld({ others: [anotherRule({}, { ruleId: 'rule-1' })] }))).toEqual(
      [],
    );
  });
});

describe('overrides', () => {
  const lint = (overrides: string[], ...others: ReturnType<typeof anotherRule>[]) =>
    told(lintOverrides(aSubject({ overrides }), aWorld({ others })));

  it.each([
    [[], ['two'], [anotherRule()]],
    [['error override-unknown overrides'], ['three'], [anotherRule()]],
    [['error override-itself overrides'], ['one'], []],
    [['error override-mutual overrides'], ['two'], [anotherRule({ overrides: ['one'] })]],
    [['warning override-without-overlap overrides'], ['two'], [anotherRule({ premise: { mc: 'b' } })]],
  ])('find %j', (expected, overrides, others) => {
    expect(lint(overrides, ...others)).toEqual(expected);
  });
});

describe('two versions in force', () => {
  const earlier = (definition: object, status: 'published' | 'suspended' | 'approved' = 'published') =>
    anotherRule(definition, { ruleId: 'rule-1', version: 1, status });
  const lint = (own: object, other: ReturnType<typeof anotherRule>) =>
    told(lintVersionsInForce(aSubject(own), aWorld({ others: [other] })));
  const clash = ['error versions-in-force claimWindow'];

  it.each([
    ['without a start the new one cannot take over', clash, {}, earlier({})],
    [
      'a start makes the earlier one end the day before',
      [],
      { claimWindow: { from: '2027-01-01' } },
      earlier({}),
    ],
    [
      'a start before today is today for the earlier one, which keeps its days until then',
      [],
      { claimWindow: { from: '2026-01-01' } },
      earlier({ claimWindow: { from: '2026-01-01' } }),
    ],
    [
      'a start on the same day to come leaves no day to the earlier one',
      ['warning version-revoked claimWindow'],
      { claimWindow: { from: '2027-01-01' } },
      earlier({ claimWindow: { from: '2027-01-01' } }),
    ],
    [
      'nor does a start today to one that began today',
      ['warning version-revoked claimWindow'],
      { claimWindow: { from: '2026-09-01' } },
      earlier({ claimWindow: { from: '2026-11-25' } }),
    ],
    [
      'a start a day later is enough',
      [],
      { claimWindow: { from: '2026-01-02' } },
      earlier({ claimWindow: { from: '2026-01-01' } }),
    ],
    [
      'windows apart are no matter',
      [],
      { claimWindow: { to: '2025-12-31' } },
      earlier({ claimWindow: { from: '2026-01-01' } }),
    ],
    [
      'credentials apart are no matter',
      [],
      { credentialWindow: { from: '2026-01-01' } },
      earlier({ credentialWindow: { to: '2025-12-31' } }),
    ],
    ['a suspended one still stands', clash, {}, earlier({}, 'suspended')],
    ['an approved one does not yet', [], {}, earlier({}, 'approved')],
    [
      'one that has ended takes no day (that it has none itself is told by its window)',
      [],
      { claimWindow: { from: '2026-01-02', to: '2026-11-24' } },
      earlier({}),
    ],
    [
      'one that ends today still has a day',
      [],
      { claimWindow: { from: '2026-01-02', to: '2026-11-25' } },
      earlier({}),
    ],
    [
      'one that has ended follows none',
      [],
      { claimWindow: { from: '2026-01-02', to: '2026-11-24' } },
      earlier({ claimWindow: { to: '2026-01-01' } }),
    ],
  ])('%s', (_, expected, own, other) => {
    expect(lint(own, other)).toEqual(expected);
  });
});
