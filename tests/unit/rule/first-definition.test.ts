import { describe, expect, it } from 'vitest';
import type { CivilDate } from '@/lib/kernel/civil-date';
import {
  adaptDefinition,
  buildFirstDefinition,
  type AdoptedRecommendation,
} from '@/lib/rule/first-definition';
import { RuleDefinition } from '@/lib/rule/rule-version';

const advice: AdoptedRecommendation = {
  amount: '3',
  unit: 'US_SEM',
  levels: ['upper division'],
  subjects: ['accounting', 'business'],
  passMark: '70',
  validFrom: '2019-11-01' as CivilDate,
  validTo: null,
};

describe('the first draft about a certificate', () => {
  it('takes over amount, score, dates, level, and subjects as alternatives', () => {
    expect(buildFirstDefinition('mc', '2025', advice)).toEqual({
      premise: { mc: 'mc', versions: ['2025'], minScore: '70' },
      credentialWindow: { basis: 'issuedOn', from: '2019-11-01' },
      outcomes: [
        {
          lines: [
            { kind: 'block', target: 'accounting', level: 'UD', credits: { amount: '3', unit: 'US_SEM' } },
          ],
        },
        {
          lines: [
            { kind: 'block', target: 'business', level: 'UD', credits: { amount: '3', unit: 'US_SEM' } },
          ],
        },
      ],
    });
  });

  it('becomes an elective without subjects, whatever else stands in that column', () => {
    for (const subjects of [null, 'accounting', [{ name: 'x' }], []]) {
      expect(buildFirstDefinition('mc', null, { ...advice, subjects }).outcomes).toHaveLength(1);
      expect(buildFirstDefinition('mc', null, { ...advice, subjects }).outcomes[0]?.lines[0]).toMatchObject({
        kind: 'elective',
      });
    }
  });

  it.each([['pass'], [null]])('leaves out a pass mark of %j', (passMark) => {
    expect(buildFirstDefinition('mc', null, { ...advice, passMark }).premise).toEqual({ mc: 'mc' });
  });

  it.each([
    ['no amount', { amount: null }],
    ['a unit that is none', { unit: 'PERCENT_OF_MASTERS' }],
  ])('leaves the outcome open with %s', (_, change) => {
    expect(buildFirstDefinition('mc', null, { ...advice, ...change }).outcomes).toEqual([{ lines: [] }]);
  });

  it('is a valid definition, with or without advice', () => {
    expect(RuleDefinition.parse(buildFirstDefinition('mc', null, null))).toEqual({
      premise: { mc: 'mc' },
      outcomes: [{ lines: [] }],
    });
    RuleDefinition.parse(buildFirstDefinition('mc', '1', advice));
  });
});

describe('a precedent as the start of another rule', () => {
  const precedent = RuleDefinition.parse({
    premise: { mc: 'mc', minScore: '80' },
    programs: ['BSC'],
    claimWindow: { from: '2024-01-01' },
    overrides: ['old'],
    tags: ['x'],
    priority: 10,
    exclusive: '*',
    outcomes: [
      {
        lines: [
          { kind: 'course', target: 'CS 1', credits: { catalog: true } },
          { kind: 'block', target: 'IT', credits: { amount: '3' } },
          { kind: 'elective', target: 'E', credits: { amount: '2', unit: 'ECTS' } },
        ],
      },
    ],
  });

  it('keeps what is held and earned, and drops what was of its time', () => {
    expect(adaptDefinition(precedent, null)).toEqual({
      premise: precedent.premise,
      outcomes: precedent.outcomes,
      exclusive: '*',
    });
  });

  it('from another institution names the unit, and its courses become subjects', () => {
    const peer = { homeUnit: 'US_SEM', courseCredits: { 'CS 1': '4' } };
    expect(adaptDefinition(precedent, peer).outcomes[0]?.lines).toEqual([
      { kind: 'block', target: 'CS 1', credits: { amount: '4', unit: 'US_SEM' } },
      { kind: 'block', target: 'IT', credits: { amount: '3', unit: 'US_SEM' } },
      { kind: 'elective', target: 'E', credits: { amount: '2', unit: 'ECTS' } },
    ]);
  });

  it('from another institution earns what it earns there, also where the certificate sets the amount', () => {
    const lines = [
      { kind: 'course', target: 'CS 2', credits: { catalog: true } },
      { kind: 'course', target: 'CS 3', credits: { fromSource: true, max: { amount: '6' } } },
    ];
    const decided = RuleDefinition.parse({ premise: { mc: 'mc' }, outcomes: [{ lines }] });
    const peer = { homeUnit: 'US_QTR', courseCredits: { 'CS 2': null } };
    expect(adaptDefinition(decided, peer).outcomes[0]?.lines.map(({ credits }) => credits)).toEqual([
      // Without a credit of its own the course there takes over what the certificate states.
      { fromSource: true },
      { fromSource: true, max: { amount: '6', unit: 'US_QTR' } },
    ]);
  });

  it('keeps a denial', () => {
    expect(
      adaptDefinition(RuleDefinition.parse({ premise: { mc: 'mc' }, outcomes: [], deny: true }), {
        homeUnit: 'US_SEM',
        courseCredits: {},
      }),
    ).toEqual({ premise: { mc: 'mc' }, outcomes: [], deny: true });
  });
});
