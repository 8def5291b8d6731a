import { expect, test } from 'vitest';
import { exampleCreditCase } from '@/lib/catalog/example-case';
import type { EstimableMicroCredential } from '@/lib/catalog/estimate-case';
import { evaluate } from '@/lib/credit/evaluate';
import type { RuleDefinition } from '@/lib/rule/rule-version';

const certificate: EstimableMicroCredential = {
  id: 'mc',
  provider: 'P',
  components: [],
  componentsImplied: false,
  workloadHours: null,
  recommendedEcts: null,
  recommended: [{ amount: '4', unit: 'US_SEM', validFrom: null, validTo: null }],
};
const facts = {
  claimDate: '2026-11-28',
  policy: { homeUnit: 'US_SEM', resolution: 'best', rounding: { stage: 'none' }, trim: 'partial' },
  courses: [{ code: 'IT 101', credits: '3' }],
  microCredentials: [certificate],
  program: null,
} as const;
const student = { credentials: [{ id: '1', mc: 'mc', issuedOn: '2026-01-10' }], assessments: [] };
const totalOf = (definition: RuleDefinition) =>
  evaluate(
    exampleCreditCase(
      { id: 'v', ruleId: 'r', code: 'R-1', version: 1, definition },
      student as never,
      facts as never,
    ),
  ).totals.awarded;
const course = { kind: 'course', target: 'IT 101', credits: { catalog: true } } as const;

test('a denial is tried without its no, so that its lines show', () => {
  expect(totalOf({ premise: { mc: 'mc' }, outcomes: [{ lines: [course] }], deny: true })).toBe('3');
});

test('credit that the certificate states is what was recommended for it', () => {
  const stated = { kind: 'elective', target: 'General', credits: { fromSource: true } } as const;
  expect(totalOf({ premise: { mc: 'mc' }, outcomes: [{ lines: [stated] }] })).toBe('4');
});

test('a rule for one program is tried by a student of it', () => {
  const inProgram = { premise: { mc: 'mc' }, outcomes: [{ lines: [course] }], programs: ['BBA'] };
  expect(totalOf(inProgram as RuleDefinition)).toBe('3');
});
