import type * as z from 'zod';
import { fail, ok, type Result } from '@/lib/kernel/result';
import { CreditCase } from './input';

/** Where the input is wrong, and what was expected there. */
export interface CaseIssue {
  /** Such as `rules[2].premise.all[0].minScore`; empty for the case as a whole. */
  path: string;
  message: string;
}

/** A file names what must be there; a form has the words of the reason. */
const technical: Readonly<Record<string, string>> = {
  'field/day': 'must be a day that exists, YYYY-MM-DD',
};
/** Deeper nesting says nothing a registrar could read, and would exhaust the stack. */
const maxDepth = 60;

/**
 * Reads a case that nobody has checked yet. Keys beside policy, catalog, program, student and rules (id, title, expected …) are left out.
 * @refuses credit/malformed-case with every place and what was expected there
 */
export function parseCreditCase(value: unknown): Result<CreditCase, 'credit/malformed-case'> {
  if (isTooDeep(value, maxDepth))
    return malformed([{ path: '', message: `must not nest deeper than ${maxDepth} levels` }]);
  const parsed = CreditCase.safeParse(value);
  if (!parsed.success) return malformed(parsed.error.issues.map((issue) => describe(issue as Issue, value)));
  const issues = crossChecks(parsed.data);
  return issues.length > 0 ? malformed(issues) : ok(parsed.data);
}

function malformed(issues: CaseIssue[]) {
  return fail('credit/malformed-case', { issues });
}

/** One line for a person: the first places that are wrong. */
export function describeIssues(issues: readonly CaseIssue[]): string {
  const shown = issues
    .slice(0, 3)
    .map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
  return [...shown, ...(issues.length > 3 ? [`and ${issues.length - 3} more`] : [])].join('; ');
}

function isTooDeep(value: unknown, left: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return left === 0 || Object.values(value).some((inner) => isTooDeep(inner, left - 1));
}

type Issue = z.core.$ZodIssue;

/** The place and the expectation; of several allowed forms, the one that the input comes closest to. */
function describe(issue: Issue, value: unknown, above: readonly PropertyKey[] = []): CaseIssue {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const closest = closestForm(issue.errors, at(value, path));
    if (closest) return describe(closest, value, path);
    return { path: pathText(path), message: 'must be one of the allowed forms' };
  }
  if (issue.code === 'unrecognized_keys')
    return { path: pathText(path), message: `has keys that are not known here: ${issue.keys.join(', ')}` };
  return { path: pathText(path), message: technical[issue.message] ?? issue.message };
}

/** The first issue of the form whose own keys the input has: `{"all": 3}` meant to be an all, not a leaf. */
function closestForm(forms: readonly (readonly Issue[])[], found: unknown): Issue | null {
  const present = typeof found === 'object' && found !== null ? Object.keys(found) : [];
  const misses = (form: readonly Issue[]): number =>
    form.reduce((sum, issue) => {
      const [key] = issue.path;
      if (issue.code === 'unrecognized_keys' && issue.path.length === 0) return sum + 10 * issue.keys.length;
      if (issue.path.length === 1 && typeof key === 'string' && !present.includes(key)) return sum + 15;
      return sum + 1;
    }, 0);
  const [best] = [...forms].sort((a, b) => misses(a) - misses(b));
  return best?.[0] ?? null;
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  );
}

function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) =>
      typeof key === 'number' ? `[${key}]` : index === 0 ? String(key) : `.${String(key)}`,
    )
    .join('');
}

/** What no single field can show: ids that name two things, components in a circle, credits the catalog does not give. */
function crossChecks({ catalog, student, rules }: CreditCase): CaseIssue[] {
  return [
    ...repeated(rules, 'rules'),
    ...repeated(student.credentials, 'student.credentials'),
    ...circles(catalog?.microCredentials ?? {}),
    ...rules.flatMap((rule, ruleIndex) =>
      rule.outcomes.flatMap((outcome, outcomeIndex) =>
        outcome.lines.flatMap((line, lineIndex) =>
          'catalog' in line.credits && !Object.hasOwn(catalog?.courses ?? {}, line.target)
            ? [
                {
                  path: `rules[${ruleIndex}].outcomes[${outcomeIndex}].lines[${lineIndex}].credits`,
                  message: `catalog.courses must give the credits of ${line.target}`,
                },
              ]
            : [],
        ),
      ),
    ),
  ];
}

function repeated(list: readonly { id: string }[], path: string): CaseIssue[] {
  const seen = new Set<string>();
  return list.flatMap(({ id }, index) => {
    if (seen.has(id))
      return [{ path: `${path}[${index}].id`, message: `must be unique; ${id} is there twice` }];
    seen.add(id);
    return [];
  });
}

function circles(
  microCredentials: NonNullable<NonNullable<CreditCase['catalog']>['microCredentials']>,
): CaseIssue[] {
  const done = new Set<string>();
  const open = new Set<string>();
  const issues: CaseIssue[] = [];
  const visit = (id: string): void => {
    if (done.has(id)) return;
    if (open.has(id))
      return void issues.push({
        path: `catalog.microCredentials.${id}.components`,
        message: 'must not contain the micro-credential itself, not even through others',
      });
    open.add(id);
    const entry = Object.hasOwn(microCredentials, id) ? microCredentials[id] : undefined;
    entry?.components?.forEach(visit);
    open.delete(id);
    done.add(id);
  };
  Object.keys(microCredentials).forEach(visit);
  return issues;
}
