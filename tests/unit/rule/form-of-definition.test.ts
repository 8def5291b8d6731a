import { describe, expect, it } from 'vitest';
import { formOfDefinition } from '@/lib/rule/form-of-definition';
import { DefinitionFromForm } from '@/lib/rule/rule-form';
import { RuleDefinition } from '@/lib/rule/rule-version';

const course = { kind: 'course', target: 'INF-204', credits: { amount: '3', unit: 'US_SEM' } };
const definitions: [string, unknown][] = [
  ['one for one', { premise: { mc: 'a' }, outcomes: [{ lines: [course] }] }],
  ['nothing earned yet', { premise: { mc: 'a' }, outcomes: [{ lines: [] }] }],
  [
    'every condition of a leaf',
    {
      premise: {
        mc: 'a',
        versions: ['2', '3'],
        minEqf: 5,
        mustBeActive: true,
        expiringOnly: true,
        maxAge: { years: 5 },
        evidence: ['badge', 'link'],
        idVerified: true,
        proctored: true,
        minScore: '80',
        belowScore: '90.5',
      },
      outcomes: [{ lines: [course] }],
    },
  ],
  [
    'age in months, kind that never expires',
    { premise: { mc: 'a', lifetimeOnly: true, maxAge: { months: 18 } }, outcomes: [{ lines: [] }] },
  ],
  [
    'groups in groups',
    {
      premise: {
        any: [
          { mc: 'a' },
          { all: [{ mc: 'b' }, { assessment: 'Challenge exam', minScore: '60' }] },
          { atLeast: 2, of: [{ mc: 'c' }, { mc: 'd' }, { mc: 'e' }] },
        ],
      },
      outcomes: [{ lines: [course] }],
    },
  ],
  [
    'every kind of line and credit',
    {
      premise: { mc: 'a' },
      outcomes: [
        {
          lines: [
            { kind: 'course', target: 'X', credits: { catalog: true } },
            { kind: 'block', target: 'IT', level: 'UD', credits: { amount: '8/3' } },
          ],
        },
        {
          lines: [
            { kind: 'elective', target: 'Elective', credits: { fromSource: true } },
            { kind: 'genEd', target: 'Q', credits: { fromSource: true, max: { amount: '6', unit: 'ECTS' } } },
          ],
        },
        {
          lines: [
            { kind: 'waiver', target: 'Language', credits: { amount: '0' } },
            { kind: 'noncredit', target: 'Record', credits: { amount: '0' } },
            { kind: 'levelOnly', target: '5', credits: { amount: '10' } },
          ],
        },
      ],
    },
  ],
  [
    'a denial with windows, programs and the rest',
    {
      premise: { mc: 'a' },
      outcomes: [],
      deny: true,
      programs: ['BSC'],
      credentialWindow: { basis: 'heldDuring', from: '2023-01-01' },
      claimWindow: { from: '2026-01-01', to: '2026-12-31' },
      termWindow: { to: '2027-01-01' },
      exclusive: '*',
      overrides: ['old-rule'],
      tags: ['ACE'],
      priority: 10,
    },
  ],
  ['once per group', { premise: { mc: 'a' }, outcomes: [{ lines: [course] }], exclusive: 'micromasters' }],
];

describe('a definition and the form that shows it', () => {
  it.each(definitions)('say the same: %s', (_, found) => {
    const definition = RuleDefinition.parse(found);
    expect(DefinitionFromForm.parse(formOfDefinition(definition))).toEqual(definition);
  });
});

it.each([
  ['*', 'alone', ''],
  ['micromasters', 'group', 'micromasters'],
  [undefined, 'free', ''],
] as const)('exclusive %s is shown as %s, in the group “%s”', (exclusive, combining, exclusiveGroup) => {
  const definition = RuleDefinition.parse({
    premise: { mc: 'a' },
    outcomes: [{ lines: [course] }],
    ...(exclusive !== undefined && { exclusive }),
  });
  expect(formOfDefinition(definition)).toMatchObject({ combining, exclusiveGroup });
});
