import { describe, expect, it } from 'vitest';
import { lintPremise } from '@/lib/rule/lint/premise';
import { aSubject, aWorld, told } from '@/tests/support/lint-world';

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
    [['error micro-credential-merged premise'], { premise: { mc: 'merged' } }],
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

  it('is no more than the policy lets it ask, and what is older than the policy lets it be is doubtful', () => {
    const bounds = { recencyMonths: 36, excludedCriteria: ['supervision' as const] };
    const lint = (leaf: object) =>
      told(lintPremise(aSubject({ premise: { mc: 'a', ...leaf } }), { ...aWorld(), bounds }));
    expect(lint({ maxAge: { years: 3 }, idVerified: true })).toEqual([]);
    expect(lint({ maxAge: { years: 3, months: 1 } })).toEqual(['warning older-than-policy premise']);
    expect(lint({ proctored: true })).toEqual(['error criterion-excluded premise']);
  });
});
