import { expect, it } from 'vitest';
import { restsOnImport } from '@/lib/rule/import-basis';
import { RuleDefinition } from '@/lib/rule/rule-version';

const mc = '00000000-0000-4000-8000-000000000001';
const said = (more: object = {}, line: object = {}) =>
  RuleDefinition.parse({
    premise: { mc },
    outcomes: [{ lines: [{ kind: 'course', target: 'INF-1', credits: { amount: '6' }, ...line }] }],
    ...more,
  });

it.each<[string, RuleDefinition, boolean]>([
  ['itself', said(), true],
  ['other days of claim', said({ claimWindow: { from: '2027-01-01' } }), true],
  ['other tags', said({ tags: ['teach-out'] }), true],
  ['another course for the same amount', said({}, { target: 'INF-2' }), true],
  ['another amount', said({}, { credits: { amount: '5' } }), false],
  ['another kind of credit', said({}, { kind: 'elective' }), false],
  ['a score that is asked for', said({ premise: { mc, minScore: '75' } }), false],
  ['other programs', said({ programs: ['BSC'] }), false],
  ['other days of issue', said({ credentialWindow: { from: '2020-01-01' } }), false],
  ['a no', said({ outcomes: [], deny: true }), false],
])('what came with an import rests on it with %s: %s', (_what, next, expected) => {
  expect(restsOnImport({ definition: said() }, next)).toBe(expected);
});

it('what takes its amount from the course list rests on it with the same course alone; what came with none rests on none', () => {
  const listed = (target: string) => said({}, { target, credits: { catalog: true } });
  expect(restsOnImport({ definition: listed('INF-1') }, listed('INF-1'))).toBe(true);
  expect(restsOnImport({ definition: listed('INF-1') }, listed('INF-2'))).toBe(false);
  expect(restsOnImport(null, said())).toBe(false);
});
