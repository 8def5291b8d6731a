import { describe, expect, it } from 'vitest';
import { lintPremise, lintTiers } from '@/lib/rule/lint/premise';
import { anotherRule, aSubject, aWorld, told } from '@/tests/support/lint-world';

describe('what a premise names', () => {
  it.each([
    [[], {}],
    [
      [],
      {
        premise: {
          all: [
            { mc: 'a', versions: ['1'] },
            { assessment: 'Exam', minScore: '5' },
          ],
        },
      },
    ],
    [
      ['error micro-credential-unknown premise.any.1'],
      { premise: { any: [{ mc: 'a' }, { mc: 'nowhere' }] } },
    ],
    [['error version-unknown premise'], { premise: { mc: 'a', versions: ['1', '9'] } }],
    [['warning micro-credential-withdrawn premise'], { premise: { mc: 'gone' } }],
    [[], { premise: { mc: 'gone' }, credentialWindow: { to: '2027-01-01' } }],
    [
      ['error score-range-empty premise.of.0'],
      { premise: { atLeast: 1, of: [{ mc: 'a', minScore: '80', belowScore: '80' }] } },
    ],
    [[], { premise: { mc: 'a', minScore: '79.99', belowScore: '80' } }],
    [['error window-order claimWindow'], { claimWindow: { from: '2026-02-02', to: '2026-02-01' } }],
    [['error window-order credentialWindow'], { credentialWindow: { from: '2026-02-02', to: '2026-02-01' } }],
    [['error claim-closed claimWindow'], { claimWindow: { from: '2026-02-02', to: '2026-11-24' } }],
    [[], { claimWindow: { to: '2026-11-25' } }],
    [['warning certificates-closed credentialWindow'], { credentialWindow: { to: '2023-12-31' } }],
    [['warning term-closed termWindow'], { termWindow: { to: '2023-12-31' } }],
    [
      ['error windows-apart credentialWindow'],
      { credentialWindow: { from: '2027-07-01' }, claimWindow: { to: '2027-06-30' } },
    ],
    [[], { termWindow: { from: '2027-02-01', to: '2027-02-01' } }],
  ])('finds %j', (expected, definition) => {
    expect(told(lintPremise(aSubject(definition), aWorld()))).toEqual(expected);
  });
});

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
  ])('%s', (_, expected, own, others) => {
    expect(lint(own, ...others)).toEqual(expected);
  });
});
