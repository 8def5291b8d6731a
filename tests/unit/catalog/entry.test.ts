import { describe, expect, test } from 'vitest';
import { buildAnswers, earnedBy, leavesNaming, reachOf } from '@/lib/catalog/entry';
import type { Offer } from '@/lib/catalog/offer';
import type { Standing } from '@/lib/catalog/standing';
import type { CreditPolicy, Line, Premise } from '@/lib/credit/input';
import type { RuleDefinition } from '@/lib/rule/rule-version';

const ects: CreditPolicy = { homeUnit: 'ECTS' };
const line = (amount: string, unit?: 'US_SEM' | 'CEU'): Line => ({
  kind: 'course',
  target: 'INF-1',
  credits: { amount, ...(unit && { unit }) },
});
const definition = (...outcomes: Line[][]): RuleDefinition => ({
  premise: { mc: 'a' },
  outcomes: outcomes.map((lines) => ({ lines })),
});

describe('earnedBy', () => {
  test('sums the lines exactly, in the home unit', () => {
    expect(earnedBy(definition([line('1.5'), line('2', 'US_SEM')]), ects, {})).toMatchObject({
      amount: '5.5',
      unit: 'ECTS',
      isMaximum: false,
    });
  });

  test('of several alternatives names the largest, as a maximum', () => {
    expect(earnedBy(definition([line('3')], [line('6')]), ects, {})).toMatchObject({
      amount: '6',
      isMaximum: true,
    });
  });

  test('takes credit from the course, or the most that the certificate may state', () => {
    expect(
      earnedBy(definition([{ kind: 'course', target: 'INF-1', credits: { catalog: true } }]), ects, {
        'INF-1': '5',
      }),
    ).toMatchObject({ amount: '5' });
    expect(
      earnedBy(
        definition([
          { kind: 'elective', target: 'any', credits: { fromSource: true, max: { amount: '6' } } },
        ]),
        ects,
        {},
      ),
    ).toMatchObject({ amount: '6', isMaximum: true });
    expect(
      earnedBy(definition([{ kind: 'elective', target: 'any', credits: { fromSource: true } }]), ects, {}),
    ).toMatchObject({ amount: null });
  });

  test('a unit without a direct pair earns nothing, and a denial has no amount', () => {
    expect(earnedBy(definition([line('3', 'CEU')]), ects, {})).toMatchObject({ amount: '0' });
    expect(earnedBy({ ...definition([line('3')]), deny: true }, ects, {})).toBeNull();
  });

  test('rounds a line where the policy does', () => {
    const policy: CreditPolicy = {
      homeUnit: 'US_SEM',
      rounding: { stage: 'line', mode: 'DOWN', increment: '0.5' },
      conversions: { 'ECTS>US_SEM': '0.6' },
    };
    expect(
      earnedBy(
        definition([{ kind: 'elective', target: 'x', credits: { amount: '4', unit: 'ECTS' } }]),
        policy,
        {},
      ),
    ).toMatchObject({ amount: '2' });
  });
});

describe('premises', () => {
  const premise: Premise = {
    any: [
      { all: [{ mc: 'a', proctored: true }, { mc: 'b' }] },
      { all: [{ mc: 'c' }, { assessment: 'exam', minScore: '50' }] },
      { atLeast: 2, of: [{ mc: 'd' }, { mc: 'e' }, { mc: 'a' }] },
    ],
  };

  test('whether a certificate is enough, needs an exam, or needs others beside it', () => {
    expect(reachOf(premise, new Set(['a']))).toBe('with-others');
    expect(reachOf(premise, new Set(['a', 'e']))).toBe('enough');
    expect(reachOf(premise, new Set(['c']))).toBe('with-assessment');
  });

  test('every place in which it is named', () => {
    expect(leavesNaming(premise, 'a')).toEqual([{ mc: 'a', proctored: true }, { mc: 'a' }]);
  });
});

test('who has decided comes first; who has not decided is never a no, nor is a no for a part one for the whole', () => {
  const institutions = ['Birch', 'Aspen', 'Cedar', 'Dogwood', 'Elm'].map((name) => ({
    id: name.toLowerCase(),
    name,
  }));
  const rule = (tenantId: string, standing: Standing, over: Partial<RuleDefinition> = {}) => ({
    tenantId,
    definition: { ...definition([line('3')]), ...over },
    offer: {
      standing,
      ways: [],
      leaf: null,
      programs: null,
      total: null,
      ects: null,
      opensOn: null,
    } as unknown as Offer,
  });
  const { decided, open } = buildAnswers(
    institutions,
    [
      rule('birch', 'refused', { deny: true }),
      rule('cedar', 'ended'),
      rule('cedar', 'published'),
      rule('elm', 'refused', { deny: true, premise: { mc: 'part' } }),
    ],
    { microCredentialId: 'a', isRecommended: true },
  );
  expect(
    decided.map(({ institution, standing, rules }) => [
      institution.name,
      standing,
      rules.map(({ offer }) => offer.standing),
    ]),
  ).toEqual([
    ['Cedar', 'published', ['published', 'ended']],
    ['Birch', 'refused', ['refused']],
    ['Elm', 'recommended', ['refused']],
  ]);
  expect(open.map(({ institution, standing }) => [institution.name, standing])).toEqual([
    ['Aspen', 'recommended'],
    ['Dogwood', 'recommended'],
  ]);
  expect(
    buildAnswers(institutions, [], { microCredentialId: 'a', isRecommended: false }).open.map(
      ({ standing }) => standing,
    ),
  ).toEqual(Array(5).fill('undecided'));
});
