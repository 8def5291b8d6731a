import { describe, expect, it } from 'vitest';
import type { CivilDate } from '@/lib/kernel/civil-date';
import {
  authorsTakenOver,
  courseCodesIn,
  definitionInForce,
  microCredentialIdsIn,
  RuleBasis,
  RuleDefinition,
} from '@/lib/rule/rule-version';

const definition = RuleDefinition.parse({
  premise: {
    any: [
      { mc: 'a' },
      { all: [{ mc: 'b' }, { assessment: 'Exam', minScore: '5' }] },
      { atLeast: 1, of: [{ mc: 'a' }, { mc: 'c' }] },
    ],
  },
  claimWindow: { from: '2026-01-01', to: '2027-12-31' },
  outcomes: [
    {
      lines: [
        { kind: 'course', target: 'X', credits: { catalog: true } },
        { kind: 'block', target: 'Y', credits: { amount: '3' } },
      ],
    },
    {
      lines: [
        { kind: 'course', target: 'Z', credits: { amount: '3' } },
        { kind: 'course', target: 'X', credits: { amount: '3' } },
      ],
    },
  ],
});

describe('what a definition names', () => {
  it('each micro-credential and each course once, at any depth', () => {
    expect(microCredentialIdsIn(definition.premise)).toEqual(['a', 'b', 'c']);
    expect(courseCodesIn(definition)).toEqual(['X', 'Z']);
  });
});

describe('the definition in force', () => {
  it('ends on the day that a later version brought nearer', () => {
    expect(
      definitionInForce({ definition, claimFrom: null, claimTo: '2026-06-30' as CivilDate }).claimWindow,
    ).toEqual({ from: '2026-01-01', to: '2026-06-30' });
  });
  it('starts on the day that its publication moved on to', () => {
    expect(
      definitionInForce({ definition, claimFrom: '2026-03-01' as CivilDate, claimTo: null }).claimWindow,
    ).toEqual({ from: '2026-03-01', to: '2027-12-31' });
  });
  it('is the definition itself when nothing was brought nearer', () => {
    expect(
      definitionInForce({
        definition,
        claimFrom: '2026-01-01' as CivilDate,
        claimTo: '2027-12-31' as CivilDate,
      }),
    ).toBe(definition);
    const { claimWindow: _, ...open } = definition;
    expect(definitionInForce({ definition: open, claimFrom: null, claimTo: null })).toBe(open);
  });
});

it('a basis fills what is not said', () => {
  expect(RuleBasis.parse({ kind: 'ownReview' })).toMatchObject({ recommendationIds: [], changedBecause: '' });
});

describe('whose text another version takes over', () => {
  const version = {
    authorId: 'writer',
    contributorIds: ['second'],
    importedById: 'clerk',
    publishedAt: null,
    origin: 'review',
  } as const;

  it('is that of those who wrote it and handed it in, until it was decided', () => {
    expect(authorsTakenOver(version)).toEqual(['writer', 'second', 'clerk']);
    expect(authorsTakenOver({ ...version, publishedAt: '2026-01-10T12:00:00.000Z' })).toEqual([]);
    expect(authorsTakenOver({ ...version, origin: 'rejection' })).toEqual([]);
  });
});
