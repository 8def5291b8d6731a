import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate } from '@/lib/credit/evaluate';
import { type Credential, type CreditCase, Criterion, type MicroCredentialLeaf } from '@/lib/credit/input';
import { parseCreditCase } from '@/lib/credit/parse-case';
import { caseUnder, excludedIn, premiseUnder } from '@/lib/credit/policy-bounds';
import { leavesOf } from '@/lib/credit/premise';
import { orRefuse } from '@/lib/kernel/result';
import { lawRuns } from '@/tests/support/law-runs';
import { randomCase } from './random-case';

const bounds = fc.record(
  {
    recencyMonths: fc.constantFrom(6, 12, 30, 36),
    excludedCriteria: fc.subarray([...Criterion.options], { minLength: 1 }),
  },
  { requiredKeys: [] },
);
const anyCase = fc.tuple(randomCase(1), bounds).map(([value, some]): CreditCase => {
  const input = orRefuse(parseCreditCase(value));
  return { ...input, policy: { ...input.policy, ...some } };
});

const aCase = (leaf: object, held: Partial<Credential>, policy: object): CreditCase =>
  orRefuse(
    parseCreditCase({
      policy: { homeUnit: 'ECTS', ...policy },
      student: {
        claimDate: '2026-11-25',
        credentials: [{ id: '1', mc: 'a', issuedOn: '2026-01-01', ...held }],
      },
      rules: [
        {
          id: 'r',
          status: 'published',
          premise: { mc: 'a', ...leaf },
          outcomes: [{ lines: [{ kind: 'elective', target: 'free', credits: { amount: '5' } }] }],
        },
      ],
    }),
  );
const gives = (...given: Parameters<typeof aCase>) => evaluate(aCase(...given)).totals.awarded;

test('a policy says how old a completion may be: to the day, whatever a rule says beyond it', () => {
  const old = { issuedOn: '2024-11-24' as Credential['issuedOn'] };
  const enough = { issuedOn: '2024-11-25' as Credential['issuedOn'] };
  expect(gives({}, old, {})).toBe('5');
  expect([gives({}, old, { recencyMonths: 24 }), gives({}, enough, { recencyMonths: 24 })]).toEqual([
    '0',
    '5',
  ]);
  expect(gives({ maxAge: { years: 9 } }, old, { recencyMonths: 24 })).toBe('0');
  expect(gives({ maxAge: { months: 6 } }, {}, { recencyMonths: 24 })).toBe('0');
  expect(evaluate(aCase({}, old, { recencyMonths: 24 })).rejected['r']).toMatchObject({
    detail: 'TOO_OLD',
  });
});

test('what a policy leaves out of account is not asked, and everything else is', () => {
  const leaf = { proctored: true, idVerified: true };
  expect(gives(leaf, { idVerified: true }, {})).toBe('0');
  expect(gives(leaf, { idVerified: true }, { excludedCriteria: ['supervision'] })).toBe('5');
  expect(gives(leaf, {}, { excludedCriteria: ['supervision'] })).toBe('0');
  expect(
    excludedIn({ mc: 'a', ...leaf }, { excludedCriteria: ['recency', 'identity', 'supervision'] }),
  ).toEqual(['identity', 'supervision']);
});

test('the answer under a policy is that of rules which say so themselves, and the policy holds once', () => {
  fc.assert(
    fc.property(anyCase, (input) => {
      const { recencyMonths: _, excludedCriteria: __, ...policy } = input.policy;
      const written = { ...caseUnder(input), policy };
      expect(evaluate(input)).toEqual(evaluate(written));
      expect(caseUnder(caseUnder(input))).toEqual(caseUnder(input));
      for (const rule of input.rules)
        for (const leaf of leavesOf(premiseUnder(rule.premise, input.policy)))
          expect('mc' in leaf ? excludedIn(leaf as MicroCredentialLeaf, input.policy) : []).toEqual(
            // The policy's own age is no word of the rule.
            input.policy.recencyMonths !== undefined &&
              input.policy.excludedCriteria?.includes('recency') &&
              'mc' in leaf
              ? ['recency']
              : [],
          );
    }),
    { numRuns: lawRuns(300) },
  );
});
