import { describe, expect, it } from 'vitest';
import { changeClassOf, diffVersions, type RuleContent } from '@/lib/rule/diff';
import { RuleDefinition } from '@/lib/rule/rule-version';

const base: RuleContent = {
  title: 'Google data analytics',
  definition: RuleDefinition.parse({
    premise: { mc: 'a', minScore: '80' },
    claimWindow: { from: '2026-01-01' },
    credentialWindow: { to: '2027-12-31' },
    outcomes: [{ lines: [{ kind: 'course', target: 'INF-204', credits: { amount: '3' } }] }],
  }),
  basis: {
    kind: 'ownReview',
    recommendationIds: [],
    changedBecause: '',
    otherwiseBecause: '',
    precedentRuleVersionIds: [],
    microCredentialVersionIds: [],
  },
  publicNote: '',
  internalNote: '',
};
const changed = (definition: object): RuleContent => ({
  ...base,
  definition: RuleDefinition.parse({ ...base.definition, ...definition }),
});

describe('what differs between two versions', () => {
  it('is nothing between a version and itself, nor between absent, null and empty', () => {
    expect(diffVersions(base, structuredClone(base))).toEqual([]);
    expect(
      diffVersions(
        base,
        changed({ programs: undefined, claimWindow: { from: '2026-01-01', to: null }, tags: [] }),
      ),
    ).toEqual([]);
  });

  it('names the place, before and after', () => {
    const after = changed({
      outcomes: [
        {
          lines: [
            { kind: 'course', target: 'INF-204', credits: { amount: '4' } },
            { kind: 'elective', target: 'x', credits: { amount: '1' } },
          ],
        },
      ],
    });
    expect(diffVersions(base, after)).toEqual([
      { path: 'definition.outcomes.0.lines.0.credits.amount', before: '3', after: '4', class: 'substantive' },
      { path: 'definition.outcomes.0.lines.1.kind', before: null, after: 'elective', class: 'substantive' },
      { path: 'definition.outcomes.0.lines.1.target', before: null, after: 'x', class: 'substantive' },
      {
        path: 'definition.outcomes.0.lines.1.credits.amount',
        before: null,
        after: '1',
        class: 'substantive',
      },
    ]);
  });

  it('sees a condition that went away', () => {
    expect(diffVersions(base, changed({ premise: { mc: 'a' } }))).toEqual([
      { path: 'definition.premise.minScore', before: '80', after: null, class: 'substantive' },
    ]);
  });
});

describe('how much review a change asks for', () => {
  it.each([
    ['editorial', 'no change', base],
    ['editorial', 'a note', { ...base, publicNote: 'See the course page.' }],
    ['dates', 'a claim window', changed({ claimWindow: { from: '2026-02-01' } })],
    [
      'dates',
      'a date and a note',
      { ...changed({ credentialWindow: { to: '2028-12-31' } }), publicNote: 'x' },
    ],
    [
      'substantive',
      'how the credential window is counted',
      changed({ credentialWindow: { to: '2027-12-31', basis: 'heldDuring' } }),
    ],
    ['substantive', 'a score', changed({ premise: { mc: 'a', minScore: '70' } })],
    ['substantive', 'a date and an amount', changed({ claimWindow: {}, outcomes: [{ lines: [] }] })],
    ['substantive', 'tags, which limits count by', changed({ tags: ['ACE'] })],
  ] as const)('%s: %s', (expected, _, after) => {
    expect(changeClassOf(base, after)).toBe(expected);
  });
});
