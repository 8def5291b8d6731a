import type { CivilDate } from '@/lib/kernel/civil-date';
import type { CertificateInHealth, HealthWorld, RuleInForce } from '@/lib/rule/health/rule-in-force';
import { RuleBasis, RuleDefinition } from '@/lib/rule/rule-version';
import { aWorld, sound } from './lint-world';

/** A rule in force "A earns INF-204" with which nothing is wrong. */
export function inForce(definition: object = {}, rest: Partial<RuleInForce> = {}): RuleInForce {
  return {
    id: 'version-1',
    ruleId: 'rule-1',
    ruleCode: 'one',
    title: 'The rule',
    version: 1,
    status: 'published',
    definition: RuleDefinition.parse({ ...sound, ...definition }),
    basis: RuleBasis.parse({ kind: 'ownReview' }),
    publicNote: 'Why.',
    departmentId: 'd',
    publishedOn: '2025-01-01' as CivilDate,
    reviewDueOn: null,
    changes: [],
    ...rest,
  };
}

/** Another one, published later. */
export function besideIt(definition: object = {}, rest: Partial<RuleInForce> = {}): RuleInForce {
  return inForce(definition, {
    id: 'version-2',
    ruleId: 'rule-2',
    ruleCode: 'two',
    title: 'The other rule',
    publishedOn: '2026-01-01' as CivilDate,
    ...rest,
  });
}

/** The world of the linter's tests, with what health asks beside it. */
export function aHealthWorld(change: Partial<HealthWorld> = {}): HealthWorld {
  const { courses, microCredentials, ...world } = aWorld();
  return {
    ...world,
    courses: Object.fromEntries(
      Object.entries(courses).map(([code, course]) => [
        code,
        { ...course, since: course.status === 'active' ? null : ('2026-07-01' as CivilDate), endsOn: null },
      ]),
    ),
    microCredentials: Object.fromEntries(
      Object.entries(microCredentials).map(([id, one]) => [
        id,
        { ...one, since: null, versions: [] } satisfies CertificateInHealth,
      ]),
    ),
    departments: { d: { isArchived: false }, old: { isArchived: true } },
    ...change,
    others: change.others ?? [],
  };
}

/** What of a whole rule book is wrong: each rule among all the others. */
export const besideAll = (rules: readonly RuleInForce[], world: HealthWorld = aHealthWorld()) =>
  rules.map((rule) => ({ rule, world: { ...world, others: rules.filter(({ id }) => id !== rule.id) } }));
