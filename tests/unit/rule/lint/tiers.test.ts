import { describe, expect, it } from 'vitest';
import { lintTiers } from '@/lib/rule/lint/tiers';
import { anotherRule, aSubject, aWorld, told } from '@/tests/support/lint-world';

describe('steps of a scale of scores', () => {
  const tier = (scores: object, rest: object = {}) => ({ premise: { mc: 'a', ...scores }, ...rest });
  const lint = (own: object, ...others: object[]) =>
    told(lintTiers(aSubject(own), aWorld({ others: others.map((definition) => anotherRule(definition)) })));

  it.each([
    ['that meet at one score are in order', [], tier({ minScore: '80' }), [tier({ belowScore: '80' })]],
    [
      'that are minimums within one another are worth a look: the better one holds',
      ['warning score-overlap premise'],
      tier({ minScore: '5' }),
      [tier({ minScore: '3' })],
    ],
    [
      'from one score are two answers to it',
      ['error score-overlap premise'],
      tier({ minScore: '5' }),
      [tier({ minScore: '5.0' })],
    ],
    [
      'that overlap are an error',
      ['error score-overlap premise'],
      tier({ minScore: '79.99' }),
      [tier({ belowScore: '80' })],
    ],
    [
      'with a gap above',
      ['warning score-gap premise'],
      tier({ belowScore: '70' }),
      [tier({ minScore: '80' })],
    ],
    [
      'with a gap below',
      ['warning score-gap premise'],
      tier({ minScore: '80' }),
      [tier({ belowScore: '70' })],
    ],
    [
      'with a step between them',
      [],
      tier({ belowScore: '70' }),
      [tier({ minScore: '70', belowScore: '80' }), tier({ minScore: '80' })],
    ],
    [
      'of different certificates are not compared',
      [],
      tier({ minScore: '50' }),
      [{ premise: { mc: 'b', belowScore: '80' } }],
    ],
    [
      'for other programs are not compared',
      [],
      tier({ minScore: '50' }, { programs: ['BSC'] }),
      [tier({ belowScore: '80' }, { programs: ['OLD'] })],
    ],
    [
      'at other times are not compared',
      [],
      tier({ minScore: '50' }, { claimWindow: { from: '2026-02-01' } }),
      [tier({ belowScore: '80' }, { claimWindow: { to: '2026-01-31' } })],
    ],
    ['a rule without a score is no step', [], {}, [tier({ belowScore: '80' })]],
    [
      'for other versions are not compared',
      [],
      tier({ belowScore: '70', versions: ['1'] }),
      [tier({ minScore: '80', versions: ['2'] }), tier({ belowScore: '75', versions: ['2'] })],
    ],
    [
      'with a rule for every score beside them leave no gap',
      [],
      tier({ belowScore: '70' }),
      [tier({ minScore: '80' }), tier({})],
    ],
    [
      'with a step that reaches over the gap overlap it and leave none',
      ['error score-overlap premise'],
      tier({ belowScore: '70' }),
      [tier({ minScore: '80' }), tier({ minScore: '60', belowScore: '80' })],
    ],
    [
      'with a no between them leave no gap: that is decided',
      [],
      tier({ belowScore: '70' }),
      [tier({ minScore: '80' }), tier({ minScore: '70', belowScore: '80' }, { deny: true, outcomes: [] })],
    ],
    [
      'that are refused are no neighbours',
      [],
      tier({ belowScore: '70' }),
      [tier({ minScore: '80' }, { deny: true, outcomes: [] })],
    ],
    [
      'of a no have no neighbours',
      [],
      tier({ belowScore: '70' }, { deny: true }),
      [tier({ minScore: '80' })],
    ],
    [
      'with one of several certificates between them leave no gap',
      [],
      tier({ belowScore: '70' }),
      [tier({ minScore: '80' }), { premise: { any: [{ mc: 'b' }, { mc: 'a', minScore: '65' }] } }],
    ],
    [
      'with a rule between them that asks for more than the certificate leave a gap to whoever has only that',
      ['warning score-gap premise'],
      tier({ belowScore: '70' }),
      [tier({ minScore: '80' }), { premise: { all: [{ mc: 'b' }, { mc: 'a', minScore: '65' }] } }],
    ],
    [
      'of a whole whose part earns by itself leave no gap',
      [],
      { premise: { mc: 'whole', belowScore: '70' } },
      [{ premise: { mc: 'whole', minScore: '80' } }, { premise: { mc: 'b' } }],
    ],
  ])('%s', (_, expected, own, others) => {
    expect(lint(own, ...others)).toEqual(expected);
  });
});
