import { describe, expect, test } from 'vitest';
import {
  buildEstimateCreditCase,
  type EstimableMicroCredential,
  type EstimateFacts,
  provenBy,
} from '@/lib/catalog/estimate-case';
import { statedHolding } from '@/lib/catalog/estimate-query';
import { canonicalCase } from '@/lib/credit/canonical';
import { evaluate } from '@/lib/credit/evaluate';
import { parseCivilDate } from '@/lib/kernel/civil-date';

const mc = (id: string, over: Partial<EstimableMicroCredential> = {}): EstimableMicroCredential => ({
  id,
  provider: 'Google',
  components: [],
  componentsImplied: false,
  workloadHours: null,
  recommendedEcts: null,
  recommended: [],
  ...over,
});
const rule = (id: string, premise: object, target: string) => ({
  id,
  ruleId: id,
  code: id,
  version: 1,
  status: 'published' as const,
  definition: {
    premise: premise as { mc: string },
    outcomes: [{ lines: [{ kind: 'course' as const, target, credits: { catalog: true as const } }] }],
  },
});
const whole = mc('whole', { components: ['part'], componentsImplied: true });
const facts: EstimateFacts = {
  policy: { homeUnit: 'ECTS' },
  program: null,
  courses: [
    { code: 'INF-1', credits: '5' },
    { code: 'INF-2', credits: '5' },
    { code: 'MA-1', credits: '3' },
  ],
  relations: [
    { kind: 'equivalent', course: 'INF-1', other: 'OLD-1', credits: null },
    { kind: 'equivalent', course: 'INF-2', other: 'OLD-2', credits: null },
  ],
  microCredentials: [whole, mc('part'), mc('other', { components: ['deep'] }), mc('deep'), mc('far')],
  rules: [
    rule('R-1', { all: [{ mc: 'part' }, { mc: 'other' }] }, 'INF-1'),
    rule('R-2', { mc: 'far' }, 'INF-2'),
  ],
  student: { claimDate: parseCivilDate('2026-11-25'), assessments: [], earned: ['MA-1'] },
};

describe('the case of an estimate', () => {
  test('holds only what the certificates touch: rules, courses, relations, components', () => {
    const input = buildEstimateCreditCase(facts, [{ stated: statedHolding('whole'), entry: whole }]);
    expect(input.rules.map(({ id }) => id)).toEqual(['R-1']);
    expect(Object.keys(input.catalog?.courses ?? {})).toEqual(['INF-1', 'MA-1']);
    expect(input.catalog?.equivalents).toEqual([['INF-1', 'OLD-1']]);
    expect(Object.keys(input.catalog?.microCredentials ?? {})).toEqual(['deep', 'other', 'part', 'whole']);
    expect(input.student.earned).toEqual([{ course: 'MA-1', credits: '3' }]);
  });

  test('one course is one course, however its code is written in the rule, in what was earned, and in the catalog', () => {
    const written = {
      ...facts,
      relations: [{ kind: 'outranks' as const, course: 'ma 1', other: 'INF-2', credits: null }],
      rules: [
        rule('R-1', { mc: 'far' }, 'inf1'),
        rule('R-2', { mc: 'far' }, 'INF.2'),
        rule('R-3', { mc: 'far' }, 'X 9'),
      ],
      student: { ...facts.student, earned: ['INF 1', 'ma1', 'x9'] },
    };
    const input = buildEstimateCreditCase(written, [{ stated: statedHolding('far'), entry: mc('far') }]);
    expect(input.rules.map(({ outcomes }) => outcomes[0]?.lines[0]?.target)).toEqual([
      'INF-1',
      'INF-2',
      'X 9',
    ]);
    expect(input.student.earned).toEqual([
      { course: 'INF-1', credits: '5' },
      { course: 'MA-1', credits: '3' },
      { course: 'X 9' },
    ]);
    expect(input.catalog?.outranks).toEqual({ 'MA-1': ['INF-2'] });
    expect(
      evaluate(canonicalCase(input)).droppedLines?.map(({ target, reason }) => [target, reason]),
    ).toEqual([
      ['INF-1', 'DUPLICATE_COURSE'],
      ['INF-2', 'OUTRANKED_COURSE'],
      ['X 9', 'DUPLICATE_COURSE'],
    ]);
  });

  test('two courses whose codes differ by a hyphen alone count once', () => {
    const twice = {
      ...facts,
      courses: [
        { code: 'IT 1', credits: '5' },
        { code: 'IT-1', credits: '5' },
      ],
      rules: [rule('R-1', { mc: 'far' }, 'IT 1'), rule('R-2', { mc: 'other' }, 'IT-1')],
      student: { ...facts.student, earned: [] },
    };
    const input = buildEstimateCreditCase(twice, [
      { stated: statedHolding('far'), entry: mc('far') },
      { stated: statedHolding('other'), entry: mc('other') },
    ]);
    expect(evaluate(canonicalCase(input)).totals.awarded).toBe('5');
  });

  test('numbers certificates as they are stated, takes unknown days as the day of the claim, and leaves out what the catalog does not know', () => {
    const advised = mc('far', {
      recommended: [
        { amount: '4', unit: 'US_SEM', validFrom: null, validTo: parseCivilDate('2025-12-31') },
        { amount: '3', unit: 'US_SEM', validFrom: null, validTo: null },
      ],
    });
    const { credentials } = buildEstimateCreditCase(facts, [
      { stated: statedHolding('nowhere'), entry: null },
      { stated: { ...statedHolding('far'), score: '80' }, entry: advised },
    ]).student;
    expect(credentials).toMatchObject([
      {
        id: '2',
        mc: 'far',
        issuedOn: '2026-11-25',
        issuedOnAssumed: true,
        score: '80',
        credits: { amount: '3', unit: 'US_SEM' },
      },
    ]);
    const dated = { ...statedHolding('far'), issuedOn: parseCivilDate('2026-11-25') };
    const [known] = buildEstimateCreditCase(facts, [{ stated: dated, entry: advised }]).student.credentials;
    expect(known).not.toHaveProperty('issuedOnAssumed');
  });

  test('holding a certificate proves its components only where it implies them', () => {
    expect(provenBy(whole)).toEqual(['whole', 'part']);
    expect(provenBy({ ...whole, componentsImplied: false })).toEqual(['whole']);
  });
});
