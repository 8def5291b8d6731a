import { expect, test } from 'vitest';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import { canBeDenied, denialOf } from '@/lib/rule/denial';
import type { RuleDefinition } from '@/lib/rule/rule-version';

const day = parseCivilDate('2026-11-25');
const proposed: RuleDefinition = {
  premise: {
    all: [
      { assessment: 'exam', minScore: '50' },
      { mc: 'a', versions: ['2'], minScore: '80', proctored: true },
    ],
  },
  outcomes: [{ lines: [] }],
  programs: ['BSC'],
  exclusive: '*',
};

test('a denial is about the certificate itself, whatever was asked of its holders', () => {
  expect(denialOf(proposed, day)).toEqual({
    premise: { mc: 'a', versions: ['2'] },
    outcomes: [],
    deny: true,
    claimWindow: { from: day },
    programs: ['BSC'],
  });
});

test('only a proposal of credit for one certificate can come to one', () => {
  expect(canBeDenied(proposed)).toBe(true);
  expect(canBeDenied({ ...proposed, deny: true })).toBe(false);
  expect(canBeDenied({ premise: { any: [{ mc: 'a' }, { mc: 'b' }] } })).toBe(false);
  expect(canBeDenied({ premise: { any: [{ mc: 'a' }, { mc: 'a', minScore: '90' }] } })).toBe(true);
});
