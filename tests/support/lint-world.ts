import type { CivilDate } from '@/lib/kernel/civil-date';
import type { Finding, LintMicroCredential, LintRule, LintSubject, LintWorld } from '@/lib/rule/lint/finding';
import { RuleBasis, RuleDefinition } from '@/lib/rule/rule-version';

/** A rule "A earns INF-204" that is in order, in a world where everything it names exists. */
export const sound = {
  premise: { mc: 'a' },
  outcomes: [{ lines: [{ kind: 'course', target: 'INF-204', credits: { amount: '6' } }] }],
};

export function aSubject(
  definition: object = {},
  rest: { basis?: object; publicNote?: string } = {},
): LintSubject {
  return {
    ruleId: 'rule-1',
    ruleCode: 'one',
    definition: RuleDefinition.parse({ ...sound, ...definition }),
    basis: RuleBasis.parse({ kind: 'ownReview', ...rest.basis }),
    publicNote: rest.publicNote ?? '',
  };
}

export function anotherRule(definition: object = {}, rest: Partial<LintRule> = {}): LintRule {
  return {
    id: 'version-2',
    ruleId: 'rule-2',
    ruleCode: 'two',
    title: 'The other rule',
    version: 1,
    status: 'published',
    definition: RuleDefinition.parse({ ...sound, ...definition }),
    ...rest,
  };
}

const certificate = (title: string, rest: Partial<LintMicroCredential> = {}): LintMicroCredential => ({
  title,
  status: 'active',
  versionLabels: ['1', '2'],
  components: [],
  recommendations: [],
  ...rest,
});

export function aWorld(change: Partial<LintWorld> = {}): LintWorld {
  return {
    today: '2026-11-25' as CivilDate,
    homeUnit: 'ECTS',
    conversions: {},
    courses: {
      'INF-204': { status: 'active', credits: '6' },
      'INF-1': { status: 'inactive', credits: '6' },
      'INF-2': { status: 'active', credits: null },
      'INF-3': { status: 'active', credits: '3' },
    },
    microCredentials: {
      a: certificate('A'),
      b: certificate('B'),
      whole: certificate('Whole', { components: ['a', 'b'] }),
      gone: certificate('Gone', { status: 'withdrawn' }),
      merged: certificate('Merged', { mergedInto: 'A' }),
    },
    levels: [],
    ownTargets: [],
    programs: { BSC: 'active', OLD: 'inactive' },
    others: [],
    ...change,
  };
}

/** Findings as "error code place". */
export const told = (findings: readonly Finding[]): string[] =>
  findings.map(({ severity, code, where }) => `${severity} ${code} ${where}`);
