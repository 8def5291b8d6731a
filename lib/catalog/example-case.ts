import type { CreditCase, CreditPolicy } from '@/lib/credit/input';
import { addDays, type CivilDate } from '@/lib/kernel/civil-date';
import type { ExampleStudent } from '@/lib/rule/examples';
import { buildCreditCase } from './build-credit-case';
import type { CreditCaseCourse, CreditCaseProgram, CreditCaseRule } from './credit-case-input';
import type { EstimableMicroCredential } from './estimate-case';

/** What of one institution a rule is tried with. */
export interface ExampleFacts {
  claimDate: CivilDate;
  policy: CreditPolicy;
  courses: readonly CreditCaseCourse[];
  microCredentials: readonly EstimableMicroCredential[];
  /** The program with its limits; null: whichever the rule names, without any. */
  program: CreditCaseProgram | null;
}

/** The case of a made-up student and one rule alone: without its denial, so that the lines show, and without what it overrides. */
export function exampleCreditCase(
  rule: Omit<CreditCaseRule, 'status'>,
  { credentials, assessments }: Pick<ExampleStudent, 'credentials' | 'assessments'>,
  { claimDate, policy, courses, microCredentials, program }: ExampleFacts,
): CreditCase {
  const { deny: _, overrides: __, ...alone } = rule.definition;
  const { termWindow } = alone;
  // The credit stated on a certificate is what was recommended for it: no student is at hand to show theirs.
  const stated = new Map(
    microCredentials.flatMap(({ id, recommended: [first] }) =>
      first ? [[id, { amount: first.amount, unit: first.unit }] as const] : [],
    ),
  );
  const built = buildCreditCase({
    policy,
    courses,
    relations: [],
    microCredentials,
    program,
    student: {
      claimDate,
      credentials: credentials.map((one) => ({ ...one, credits: stated.get(one.mc) ?? null })),
      assessments,
      ...(termWindow && { termStart: termWindow.from ?? termWindow.to ?? addDays(claimDate, 1) }),
    },
    rules: [{ ...rule, status: 'published', definition: alone }],
  });
  const named = alone.programs?.find((code) => code !== '*');
  return named && program === null ? { ...built, student: { ...built.student, program: named } } : built;
}
