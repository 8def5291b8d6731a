import type { Catalog } from './input';

/** What the engine asks the catalog about micro-credentials; built once per case. */
export interface AtomTable {
  /** The units of learning a micro-credential covers, independent of version and copy. */
  atomsOf(mc: string): readonly string[];
  /** Whether holding `held` proves `component` too. */
  implies(held: string, component: string): boolean;
  /** What holding `held` proves beside itself. */
  impliedBy(held: string): readonly string[];
}

/**
 * A micro-credential is one unit of learning (atom), or the union of those of its components.
 * @source tests/fixtures/credit-cases.json, algorithm 1 and 2
 */
export function buildAtomTable(catalog: Catalog | undefined): AtomTable {
  const entries = new Map(Object.entries(catalog?.microCredentials ?? {}));
  const known = new Map<string, readonly string[]>();
  const atomsOf = (mc: string): readonly string[] => {
    const before = known.get(mc);
    if (before) return before;
    const components = entries.get(mc)?.components ?? [];
    const atoms = components.length === 0 ? [mc] : [...new Set(components.flatMap(atomsOf))];
    known.set(mc, atoms);
    return atoms;
  };
  const impliedBy = (held: string): readonly string[] => {
    const entry = entries.get(held);
    return entry?.componentsImplied ? (entry.components ?? []).filter((component) => component !== held) : [];
  };
  return { atomsOf, impliedBy, implies: (held, component) => impliedBy(held).includes(component) };
}
