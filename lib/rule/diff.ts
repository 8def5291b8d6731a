import { classOfPath, strongestClass } from './change-class';
import type { ChangeClass, RuleVersion } from './rule-version';

/** What of a version can differ from another one. */
export type RuleContent = Pick<RuleVersion, 'title' | 'definition' | 'basis' | 'publicNote' | 'internalNote'>;

/** One place where two versions differ; null is absence. */
export interface Difference {
  /** Names joined by dots, places in lists from 0: `definition.outcomes.0.lines.1.credits.amount`. */
  path: string;
  before: string | number | boolean | null;
  after: string | number | boolean | null;
  class: ChangeClass;
}

/** Everything that differs, in the order in which the versions say it. Absent, null and an empty list are the same. */
export function diffVersions(before: RuleContent, after: RuleContent): Difference[] {
  const found: Difference[] = [];
  walk('', contentOf(before), contentOf(after), found);
  return found;
}

/** How much review the change asks for. @source docs/domain.md §4.8 */
export function changeClassOf(before: RuleContent, after: RuleContent): ChangeClass {
  return strongestClass(diffVersions(before, after).map((difference) => difference.class));
}

function contentOf({ title, definition, basis, publicNote, internalNote }: RuleContent): RuleContent {
  return { title, definition, basis, publicNote, internalNote };
}

function walk(path: string, before: unknown, after: unknown, found: Difference[]): void {
  if (isBranch(before) || isBranch(after)) {
    const [left, right] = [branchOf(before), branchOf(after)];
    for (const key of new Set([...Object.keys(left), ...Object.keys(right)]))
      walk(path ? `${path}.${key}` : key, left[key], right[key], found);
    return;
  }
  const [left, right] = [leafOf(before), leafOf(after)];
  if (left !== right) found.push({ path, before: left, after: right, class: classOfPath(path) });
}

function isBranch(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function branchOf(value: unknown): Record<string, unknown> {
  return isBranch(value) ? (value as Record<string, unknown>) : {};
}

function leafOf(value: unknown): Difference['before'] {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
