import { buildAtomTable } from './atoms';
import type { Catalog, Rule, Student } from './input';
import { isMicroCredentialLeaf, leavesOf } from './premise';

/** Published rules by what their premises name; built once, asked for each student. */
export interface RuleIndex {
  byMicroCredential: ReadonlyMap<string, readonly Rule[]>;
  byAssessment: ReadonlyMap<string, readonly Rule[]>;
}

/** Files each rule under every micro-credential and assessment that its premise names; linear in the number of leaves. */
export function buildRuleIndex(rules: Iterable<Rule>): RuleIndex {
  const byMicroCredential = new Map<string, Rule[]>();
  const byAssessment = new Map<string, Rule[]>();
  for (const rule of rules) {
    const leaves = leavesOf(rule.premise);
    const microCredentials = new Set(
      leaves.flatMap((leaf) => (isMicroCredentialLeaf(leaf) ? [leaf.mc] : [])),
    );
    const assessments = new Set(
      leaves.flatMap((leaf) => (isMicroCredentialLeaf(leaf) ? [] : [leaf.assessment])),
    );
    for (const mc of microCredentials) put(byMicroCredential, mc, rule);
    for (const assessment of assessments) put(byAssessment, assessment, rule);
  }
  return { byMicroCredential, byAssessment };
}

function put(index: Map<string, Rule[]>, key: string, rule: Rule): void {
  const list = index.get(key);
  if (list) list.push(rule);
  else index.set(key, [rule]);
}

/**
 * The rules that name something the student has: a micro-credential that is held or implied, or an assessment that was attempted.
 * Every other rule has no witness, so it can neither be applied nor supersede, override or deny: leaving it out changes no award
 * and no total. It only leaves out its entry in `rejected` (PREMISE_UNMET, or PENDING_CONDITION for assessments alone).
 * @source tests/fixtures/credit-cases.json, algorithm 2, 4 and 6; docs/domain.md §8.9 (an irrelevant rule changes nothing)
 */
export function findRelevantRules(
  index: RuleIndex,
  student: Pick<Student, 'credentials' | 'assessments'>,
  catalog: Catalog | undefined,
): Rule[] {
  const table = buildAtomTable(catalog);
  const held = new Set(student.credentials.map(({ mc }) => mc));
  const proven = new Set([...held].flatMap((mc) => [mc, ...table.impliedBy(mc)]));
  const found = new Set<Rule>();
  for (const mc of proven) for (const rule of index.byMicroCredential.get(mc) ?? []) found.add(rule);
  for (const { id } of student.assessments ?? [])
    for (const rule of index.byAssessment.get(id) ?? []) found.add(rule);
  return [...found];
}
