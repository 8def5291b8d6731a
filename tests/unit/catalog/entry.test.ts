import { describe, expect, test } from 'vitest';
import { buildAnswers, leavesNaming } from '@/lib/catalog/entry';
import type { Offer } from '@/lib/catalog/offered';
import type { Standing } from '@/lib/catalog/standing';
import type { Line, Premise } from '@/lib/credit/input';
import type { RuleDefinition } from '@/lib/rule/rule-version';

const line = (amount: string, unit?: 'US_SEM' | 'CEU'): Line => ({
  kind: 'course',
  target: 'INF-1',
  credits: { amount, ...(unit && { unit }) },
});
const definition = (...outcomes: Line[][]): RuleDefinition => ({
  premise: { mc: 'a' },
  outcomes: outcomes.map((lines) => ({ lines })),
});

describe('premises', () => {
  const premise: Premise = {
    any: [
      { all: [{ mc: 'a', proctored: true }, { mc: 'b' }] },
      { all: [{ mc: 'c' }, { assessment: 'exam', minScore: '50' }] },
      { atLeast: 2, of: [{ mc: 'd' }, { mc: 'e' }, { mc: 'a' }] },
    ],
  };

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
    { microCredentialId: 'a', advised: 'recommended' },
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
    buildAnswers(institutions, [], { microCredentialId: 'a', advised: null }).open.map(
      ({ standing }) => standing,
    ),
  ).toEqual(Array(5).fill('undecided'));
});

test('a proposal that was not accepted is told of the institution that considered it, and of no other', () => {
  const institutions = ['Aspen', 'Birch'].map((name) => ({ id: name.toLowerCase(), name }));
  const proposal = { tenantId: 'birch', on: '2026-01-10' };
  const { open } = buildAnswers(institutions, [], {
    microCredentialId: 'a',
    advised: null,
    considered: [proposal as never],
  });
  expect(
    open.map(({ institution, standing, considered }) => [institution.name, standing, considered]),
  ).toEqual([
    ['Birch', 'considered', proposal],
    ['Aspen', 'undecided', null],
  ]);
});

test('of those that give credit the one that gives most comes first, then the name decides', () => {
  const institutions = ['Aspen', 'Birch', 'Cedar'].map((name) => ({ id: name, name }));
  const rule = (tenantId: string, ects: string) => ({
    tenantId,
    definition: definition([line('3')]),
    offer: {
      standing: 'published',
      withheld: null,
      ways: [],
      leaf: null,
      programs: null,
      total: ects,
      ects,
      opensOn: null,
    } as unknown as Offer,
  });
  const { decided } = buildAnswers(
    institutions,
    [rule('Aspen', '3'), rule('Cedar', '5'), rule('Birch', '3')],
    {
      microCredentialId: 'a',
      advised: null,
    },
  );
  expect(decided.map(({ institution }) => institution.name)).toEqual(['Cedar', 'Aspen', 'Birch']);
});
