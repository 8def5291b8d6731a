import { describe, expect, it } from 'vitest';
import { evaluate } from '@/lib/credit/evaluate';
import { CreditCase } from '@/lib/credit/input';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { exampleStudents } from '@/lib/rule/examples';
import { RuleDefinition } from '@/lib/rule/rule-version';

const today = '2026-11-25' as CivilDate;
const rule = (given: object) =>
  RuleDefinition.parse({
    outcomes: [{ lines: [{ kind: 'block', target: 'IT', credits: { amount: '3' } }] }],
    premise: { mc: 'a' },
    ...given,
  });
const keys = (given: object) => exampleStudents(rule(given), today).map(({ key }) => key);

/** What the engine itself says of each example. */
function judge(given: object): Record<string, string> {
  const definition = rule(given);
  const judged = exampleStudents(definition, today).map(({ key, credentials, assessments }) => {
    const { awards, rejected } = evaluate(
      CreditCase.parse({
        policy: { homeUnit: 'ECTS' },
        student: { claimDate: today, credentials, assessments },
        rules: [{ id: 'r', ...definition }],
      }),
    );
    return [key, awards.length > 0 ? 'credit' : (rejected['r']?.detail ?? rejected['r']?.reason ?? '')];
  });
  return Object.fromEntries(judged) as Record<string, string>;
}

describe('students at the edges of a rule', () => {
  it('is one student for a rule without conditions', () => {
    expect(keys({})).toEqual(['meets']);
  });

  it('is one more for each kind of condition, and the engine agrees on which one is missed', () => {
    expect(
      judge({
        premise: {
          mc: 'a',
          versions: ['2'],
          minEqf: 5,
          minScore: '80',
          belowScore: '90',
          idVerified: true,
          proctored: true,
          evidence: ['badge'],
          maxAge: { years: 2, months: 1 },
        },
        credentialWindow: { from: '2025-06-01', to: '2026-10-31' },
      }),
    ).toEqual({
      meets: 'credit',
      score: 'SCORE_BELOW_MIN',
      tooHigh: 'SCORE_ABOVE_MAX',
      identity: 'ID_NOT_VERIFIED',
      proctoring: 'NOT_PROCTORED',
      early: 'CREDENTIAL_WINDOW',
      late: 'CREDENTIAL_WINDOW',
      age: 'CREDENTIAL_WINDOW',
      evidence: 'EVIDENCE_NOT_ACCEPTED',
    });
  });

  it('misses an age exactly by a day', () => {
    expect(judge({ premise: { mc: 'a', maxAge: { years: 5 } } })).toEqual({
      meets: 'credit',
      age: 'TOO_OLD',
    });
    expect(
      exampleStudents(rule({ premise: { mc: 'a', maxAge: { years: 5 } } }), today)[1]?.credentials[0]
        ?.issuedOn,
    ).toBe('2021-11-24');
  });

  it('meets groups, kinds that expire and scores that only have an upper limit', () => {
    expect(
      judge({
        premise: {
          all: [
            { mc: 'a', expiringOnly: true },
            {
              atLeast: 1,
              of: [
                { mc: 'b', belowScore: '70' },
                { mc: 'c', lifetimeOnly: true },
              ],
            },
          ],
        },
      }),
    ).toMatchObject({ meets: 'credit' });
  });

  it('leaves the assessment open for one of them', () => {
    expect(judge({ premise: { all: [{ mc: 'a' }, { assessment: 'Exam', minScore: '60' }] } })).toEqual({
      meets: 'credit',
      assessment: 'PENDING_CONDITION',
    });
  });

  it('completes in the window even when it is over, and not below a score of zero', () => {
    expect(judge({ credentialWindow: { to: '2020-01-01' } })).toEqual({
      meets: 'credit',
      late: 'CREDENTIAL_WINDOW',
    });
    expect(keys({ premise: { mc: 'a', minScore: '0' } })).toEqual(['meets']);
  });
});
