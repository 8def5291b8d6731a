import { describe, expect, it } from 'vitest';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { healthOf } from '@/lib/rule/health/examine';
import type { RuleInForce } from '@/lib/rule/health/rule-in-force';
import { aHealthWorld, besideAll, besideIt, inForce } from '@/tests/support/rule-book';

const told = (...rules: RuleInForce[]) =>
  besideAll(rules).flatMap(({ rule, world }) =>
    healthOf(rule, world).map(
      ({ code, ruleVersionId, day, other, subject }) =>
        `${code} ${ruleVersionId} ${day} ${other === null ? '' : `${other.id}+${other.more}`}${subject ?? ''}`,
    ),
  );
const lines = (...targets: string[]) => ({
  outcomes: [{ lines: targets.map((target) => ({ kind: 'course', target, credits: { amount: '6' } })) }],
});
const tier = (scores: object) => ({ premise: { mc: 'a', ...scores } });
const denied = { deny: true, outcomes: [] };

it('finds nothing where nothing is wrong', () => {
  expect(told(inForce())).toEqual([]);
});

describe('what one rule rests on', () => {
  it('is told once for each course, with since when and what to open', () => {
    expect(told(inForce(lines('INF-1', 'INF-1', 'INF-9')))).toEqual([
      'course-inactive version-1 2026-07-01 INF-1',
      'course-unknown version-1 null INF-9',
    ]);
  });

  it('is a program, a certificate and what the linter says of them', () => {
    expect(told(inForce({ programs: ['OLD'] }))).toEqual(['program-inactive version-1 null OLD']);
    expect(told(inForce({ premise: { mc: 'gone' } }))).toEqual([
      'micro-credential-withdrawn version-1 null ',
    ]);
  });

  it('has windows that are told of for a while after they closed', () => {
    expect(told(inForce({ credentialWindow: { to: '2026-11-01' } }))).toEqual([
      'certificates-closed version-1 2026-11-01 ',
    ]);
    expect(told(inForce({ credentialWindow: { to: '2024-12-31' } }))).toEqual([]);
  });
});

it('of a rule that is over only that is told', () => {
  const over = (to: string) => inForce({ ...lines('INF-1'), claimWindow: { to } }, { departmentId: null });
  expect(told(over('2026-11-24'))).toEqual(['claim-closed version-1 2026-11-24 ']);
  expect(told(over('2025-11-24'))).toEqual([]);
});

describe('two rules', () => {
  it('of which one says no contradict each other: the later is told, since both are in force', () => {
    expect(told(inForce(), besideIt(denied))).toEqual(['denied-elsewhere version-2 2026-01-01 version-1+0']);
    expect(told(inForce(denied), besideIt({ claimWindow: { from: '2026-06-01' } }))).toEqual([
      'denied-elsewhere version-2 2026-06-01 version-1+0',
    ]);
  });

  it('that ask for the same and give something else contradict each other; that ask for more are ambiguous', () => {
    expect(told(inForce(), besideIt(lines('INF-3')))).toEqual(
      expect.arrayContaining(['other-outcome version-2 2026-01-01 version-1+0']),
    );
    expect(told(inForce(), besideIt({ premise: { mc: 'a', proctored: true }, ...lines('INF-204') }))).toEqual(
      ['ambiguous-duplicate version-2 2026-01-01 version-1+0'],
    );
    expect(told(inForce(tier({ minScore: '60' })), besideIt({ ...tier({ minScore: '60' }) }))).toEqual([
      'ambiguous-duplicate version-2 2026-01-01 version-1+0',
    ]);
  });

  it('of many are told as one, with how many more there are', () => {
    const third = besideIt({}, { id: 'version-3', ruleId: 'rule-3', ruleCode: 'three' });
    expect(told(inForce(), besideIt(), third)).toEqual([
      'ambiguous-duplicate version-2 2026-01-01 version-1+0',
      'ambiguous-duplicate version-3 2026-01-01 version-1+1',
    ]);
  });

  it('with a gap of scores between them are told of by the lower; what overlaps, by the later', () => {
    const low = inForce(tier({ minScore: '60', belowScore: '70' }));
    expect(told(low, besideIt(tier({ minScore: '80' })))).toEqual(['score-gap version-1 null a']);
    expect(told(low, besideIt(tier({ minScore: '65' })))).toEqual([
      'score-overlap version-2 2026-01-01 version-1+0',
    ]);
  });

  it('that are minimums within one another are meant', () => {
    expect(told(inForce(tier({ minScore: '60' })), besideIt(tier({ minScore: '80' })))).toEqual([]);
  });
});

describe('what is gone', () => {
  const change = (
    subject: RuleInForce['changes'][number]['subject'],
    name: string,
    firstDay = '2026-07-01',
  ) => ({
    subject,
    name,
    firstDay: firstDay as CivilDate,
  });
  const changed = (definition: object, ...changes: RuleInForce['changes']) =>
    inForce(definition, { changes });

  it('is told once: that it changed says no more, however its code is written', () => {
    expect(told(changed(lines('INF-1'), change('course', 'inf 1')))).toEqual([
      'course-inactive version-1 2026-07-01 INF-1',
    ]);
    expect(told(changed({ programs: ['OLD'] }, change('program', 'OLD')))).toEqual([
      'program-inactive version-1 null OLD',
    ]);
    const title = aHealthWorld().microCredentials['gone']?.title ?? '';
    expect(told(changed({ premise: { mc: 'gone' } }, change('micro_credential', title)))).toEqual([
      'micro-credential-withdrawn version-1 null ',
    ]);
  });

  it('leaves what changes of something else, or later again', () => {
    expect(
      told(changed(lines('INF-1'), change('course', 'INF-2'), change('recommendation', 'INF-1'))),
    ).toEqual([
      'course-inactive version-1 2026-07-01 INF-1',
      'course-changed version-1 2026-07-01 ',
      'recommendation-changed version-1 2026-07-01 ',
    ]);
    expect(told(changed(lines('INF-1'), change('course', 'INF-1', '2027-01-01')))).toEqual([
      'course-inactive version-1 2026-07-01 INF-1',
      'course-changed version-1 2027-01-01 ',
    ]);
  });

  it('soon is told once too: the day on which the course ends is that of the change', () => {
    const world = aHealthWorld();
    const course = { status: 'active', credits: '6', since: null, endsOn: '2027-02-01' as CivilDate };
    const found = healthOf(
      changed(
        lines('INF-204'),
        change('course', 'INF-204', '2026-12-01'),
        change('course', 'INF-204', '2027-02-01'),
      ),
      { ...world, courses: { ...world.courses, 'INF-204': course } },
    );
    expect(found.map(({ code, day }) => `${code} ${day}`)).toEqual([
      'course-ends 2027-02-01',
      'course-changed 2026-12-01',
    ]);
  });
});

it('adds what time brings', () => {
  const rule = inForce({}, { reviewDueOn: '2026-12-24' as CivilDate, departmentId: 'old' });
  expect(healthOf(rule, aHealthWorld()).map(({ code, departmentId }) => `${code} ${departmentId}`)).toEqual([
    'review-due old',
    'department-archived old',
  ]);
});
