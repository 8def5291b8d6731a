import { describe, expect, it } from 'vitest';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { lintOutcomes, lintRecommendation } from '@/lib/rule/lint/outcomes';
import { aSubject, aWorld, told } from '@/tests/support/lint-world';

const lines = (...found: object[]) => ({ outcomes: [{ lines: found }] });
const course = (target: string, credits: object = { amount: '6' }) => ({ kind: 'course', target, credits });
const block = (amount: string, unit?: string, level?: string) => ({
  kind: 'block',
  target: 'IT',
  ...(level && { level }),
  credits: { amount, ...(unit && { unit }) },
});

describe('what is earned', () => {
  it.each([
    [[], {}],
    [['error nothing-earned outcomes'], { outcomes: [] }],
    [['error nothing-earned outcomes'], { outcomes: [{ lines: [block('3')] }, { lines: [] }] }],
    [['error course-unknown outcomes.0.lines.1'], lines(course('INF-204'), course('INF-999'))],
    [['error course-inactive outcomes.0.lines.0'], lines(course('INF-1'))],
    [[], lines(course('inf 204'), course('Inf.204', { catalog: true }))],
    [['error course-inactive outcomes.0.lines.0'], lines(course('inf1'))],
    [['error over-course outcomes.0.lines.0'], lines(course('inf204', { amount: '6.5' }))],
    [['warning program-inactive programs'], { programs: ['bsc', 'b-sc', 'old'] }],
    [['error course-without-credit outcomes.0.lines.0'], lines(course('INF-2', { catalog: true }))],
    [[], lines(course('INF-204', { catalog: true }), course('INF-2'))],
    [['error no-conversion outcomes.0.lines.0'], lines(block('30', 'CLOCK_HOURS'))],
    [
      ['error no-conversion outcomes.0.lines.0'],
      lines({
        kind: 'block',
        target: 'IT',
        credits: { fromSource: true, max: { amount: '3', unit: 'CEU' } },
      }),
    ],
    [[], lines(block('3', 'US_SEM'))],
    [
      ['error program-unknown programs', 'warning program-inactive programs'],
      { programs: ['BSC', 'NONE', 'OLD', '*'] },
    ],
    [['error denial-without-reason publicNote'], { deny: true, outcomes: [] }],
    [['error over-course outcomes.0.lines.0'], lines(course('INF-204', { amount: '6.5' }))],
    [['error over-course outcomes.0.lines.0'], lines(course('INF-3', { amount: '2', unit: 'US_SEM' }))],
    [[], lines(course('INF-3', { amount: '1.5', unit: 'US_SEM' }))],
    [
      ['error over-course outcomes.0.lines.0', 'warning more-than-a-year outcomes.0'],
      lines(course('INF-3', { amount: '99999' })),
    ],
    [
      ['error over-course outcomes.0.lines.0'],
      lines(course('INF-3', { fromSource: true, max: { amount: '4' } })),
    ],
    [['warning more-than-a-year outcomes.0'], lines(block('60.5'))],
    [[], lines(block('60'))],
    [['error zero-credit outcomes.0.lines.0'], lines(block('0'))],
    [['error zero-credit outcomes.0.lines.0'], lines(course('INF-204', { amount: '0' }))],
    [[], lines({ kind: 'waiver', target: 'Language', credits: { amount: '0' } })],
  ])('finds %j', (expected, definition) => {
    expect(told(lintOutcomes(aSubject(definition), aWorld()))).toEqual(expected);
  });

  it('a course without credit earns none, and that is what it carries', () => {
    const world = aWorld({ courses: { LAB: { status: 'active', credits: '0' } } });
    expect(told(lintOutcomes(aSubject(lines(course('LAB', { amount: '0' }))), world))).toEqual([]);
  });

  it('names of another house: levels that no course has, and what a precedent awards', () => {
    const world = aWorld({ levels: ['Bachelor'], ownTargets: ['IT'] });
    const peer = { basis: { kind: 'precedent' } };
    const found = (definition: object, rest = {}) => told(lintOutcomes(aSubject(definition, rest), world));
    expect(found(lines(block('3', undefined, 'Level 4')), peer)).toEqual([
      'error level-unknown outcomes.0.lines.0',
    ]);
    for (const level of ['Bachelor', 'UD']) expect(found(lines(block('3', undefined, level)))).toEqual([]);
    const foreign = lines({ ...block('3'), target: 'CS 101' });
    expect(found(foreign, peer)).toEqual(['warning target-foreign outcomes.0.lines.0']);
    expect(found(foreign)).toEqual([]);
    expect(found(lines({ ...block('3'), target: 'INF-204' }), peer)).toEqual([]);
    // Where no course has a level, what another house calls one is still pointed out.
    const bare = (rest = {}) =>
      told(
        lintOutcomes(aSubject(lines(block('3', undefined, 'Level 4')), rest), aWorld({ ownTargets: ['IT'] })),
      );
    expect(bare(peer)).toEqual(['warning level-unknown outcomes.0.lines.0']);
    expect(bare()).toEqual([]);
  });

  it('a denial with a reason is in order', () => {
    expect(
      lintOutcomes(aSubject({ deny: true, outcomes: [] }, { publicNote: 'No assessment.' }), aWorld()),
    ).toEqual([]);
  });
});

describe('against the recommendation it rests on', () => {
  const advice = {
    id: '11111111-1111-4111-8111-111111111111',
    recommender: 'ACE',
    amount: '3',
    unit: 'US_SEM',
    levels: ['lower division'],
    validTo: null as CivilDate | null,
  };
  const lint = (definition: object, basis: object = {}, change: object = {}) => {
    const world = aWorld();
    const a = world.microCredentials['a'];
    const microCredentials = {
      ...world.microCredentials,
      ...(a && { a: { ...a, recommendations: [{ ...advice, ...change }] } }),
    };
    return told(
      lintRecommendation(
        aSubject(definition, { basis: { kind: 'recommendation', recommendationIds: [advice.id], ...basis } }),
        { ...world, microCredentials },
      ),
    );
  };

  it('as much as recommended is in order, after conversion', () => {
    expect(lint(lines(block('6')))).toEqual([]);
    expect(lint(lines(block('3', 'US_SEM')))).toEqual([]);
  });

  it('more is an error, or a warning with the reason for the change', () => {
    expect(lint(lines(block('4'), block('2.01')))).toEqual(['error over-recommendation outcomes.0']);
    expect(lint(lines(block('6.01')), { changedBecause: 'Our lab adds a third.' })).toEqual([
      'warning over-recommendation outcomes.0',
    ]);
  });

  it('adds the credit of courses that is taken from the course catalog', () => {
    expect(lint(lines(course('INF-204', { catalog: true }), course('INF-3', { catalog: true })))).toEqual([
      'error over-recommendation outcomes.0',
    ]);
  });

  it('a higher level than recommended needs a reason', () => {
    expect(lint(lines(block('3', undefined, 'UD')))).toEqual([
      'error level-over-recommendation outcomes.0.lines.0',
    ]);
    expect(lint(lines(block('3', undefined, 'UD')), { changedBecause: 'Panel of 3 May.' })).toEqual([
      'warning level-over-recommendation outcomes.0.lines.0',
    ]);
    expect(lint(lines(block('3', undefined, 'UD')), {}, { levels: ['upper division'] })).toEqual([]);
    expect(lint(lines(block('3', undefined, 'UD')), {}, { levels: ['EQF 5'] })).toEqual([]);
  });

  it('a lapsed one carries only what was completed while it stood', () => {
    const lapsed = { validTo: '2024-10-31' as CivilDate };
    expect(lint(lines(block('3')), {}, lapsed)).toEqual(['error recommendation-lapsed credentialWindow']);
    expect(lint({ ...lines(block('3')), credentialWindow: { to: '2024-11-01' } }, {}, lapsed)).toEqual([
      'error recommendation-lapsed credentialWindow',
    ]);
    expect(lint({ ...lines(block('3')), credentialWindow: { to: '2024-10-31' } }, {}, lapsed)).toEqual([]);
    expect(lint(lines(block('3')), { kind: 'ownReview' }, lapsed)).toEqual([]);
  });

  it('one that begins later carries only what is completed from then on', () => {
    const coming = { validFrom: '2027-03-01' as CivilDate };
    expect(lint(lines(block('3')), {}, coming)).toEqual(['error recommendation-coming credentialWindow']);
    expect(lint({ ...lines(block('3')), credentialWindow: { from: '2027-02-28' } }, {}, coming)).toEqual([
      'error recommendation-coming credentialWindow',
    ]);
    expect(lint({ ...lines(block('3')), credentialWindow: { from: '2027-03-01' } }, {}, coming)).toEqual([]);
    expect(lint(lines(block('3')), { kind: 'ownReview' }, coming)).toEqual([]);
    expect(lint(lines(block('3')), {}, { validFrom: '2020-01-01' as CivilDate })).toEqual([]);
  });

  it('compares with nothing when the recommendation is not the basis, or has no amount', () => {
    expect(lint(lines(block('99')), { recommendationIds: [] })).toEqual([]);
    expect(lint(lines(block('99')), {}, { amount: null, unit: null })).toEqual([]);
  });

  it('"as it is" gives neither more nor less; "up to" allows less, and what is taken from the certificate is as recommended', () => {
    const asIs = { adoption: 'asIs' };
    expect(lint(lines(block('2', 'US_SEM')), asIs)).toEqual(['error under-recommendation outcomes.0']);
    expect(lint(lines(block('3', 'US_SEM')), asIs)).toEqual([]);
    expect(lint(lines(block('4', 'US_SEM')), asIs)).toEqual(['error over-recommendation outcomes.0']);
    expect(lint(lines(block('2', 'US_SEM')), { adoption: 'changed', changedBecause: 'Less work.' })).toEqual(
      [],
    );
    expect(lint(lines(block('2', 'US_SEM')), asIs, { isMaximum: true })).toEqual([]);
    expect(lint(lines({ kind: 'block', target: 'IT', credits: { fromSource: true } }), asIs)).toEqual([]);
  });
});
