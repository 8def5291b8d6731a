/** Rule books made from random cases: whoever is in the case plays no part in them. */
import type { CreditCaseRule } from '@/lib/catalog/credit-case-input';
import type { OfferedMicroCredential } from '@/lib/catalog/exact-holder';
import type { OfferFacts } from '@/lib/catalog/offered';
import type { CreditCase } from '@/lib/credit/input';

export type PublicRule = CreditCaseRule & { status: 'published' | 'suspended' };

/** A micro-credential that consists of these. */
export const mc = (
  id: string,
  components: string[] = [],
  componentsImplied = false,
): OfferedMicroCredential => ({
  id,
  slug: id,
  provider: 'Google',
  components,
  componentsImplied,
  workloadHours: null,
  recommendedEcts: null,
  recommended: [],
});

/** A random case as the facts of an institution: whoever is in it plays no part. */
export function factsFrom(input: CreditCase): OfferFacts & { rules: PublicRule[] } {
  const { policy, catalog = {}, program, student, rules } = input;
  const ids = new Set([
    ...Object.keys(catalog.microCredentials ?? {}),
    ...Object.values(catalog.microCredentials ?? {}).flatMap(({ components = [] }) => components),
    ...[...JSON.stringify(rules).matchAll(/"mc":"(\w+)"/g)].map(([, id = '']) => id),
  ]);
  return {
    day: student.claimDate,
    homeUnit: policy.homeUnit,
    policy,
    courses: Object.entries(catalog.courses ?? {}).map(([code, { credits }]) => ({ code, credits })),
    relations: (catalog.equivalents ?? [])
      .filter(
        (group, index) => index === 0 || !group.some((code) => catalog.equivalents?.[0]?.includes(code)),
      )
      .flatMap((group) =>
        group
          .slice(1)
          .map((other) => ({ kind: 'equivalent' as const, course: group[0] ?? '', other, credits: null })),
      ),
    microCredentials: [...ids].map((id) => {
      const {
        provider = 'p',
        components = [],
        componentsImplied = false,
      } = catalog.microCredentials?.[id] ?? {};
      return { ...mc(id, components, componentsImplied), provider };
    }),
    programs: program
      ? [{ code: program.code, totalCredits: program.total ?? '20', limits: program.limits ?? [] }]
      : [],
    rules: rules
      .filter(({ status = 'published' }) => status !== 'draft')
      .map(({ id, family, version = 1, status, ...definition }) => ({
        id,
        ruleId: family ?? id,
        code: id,
        version,
        status: status === 'suspended' ? 'suspended' : 'published',
        definition,
      })),
  };
}
