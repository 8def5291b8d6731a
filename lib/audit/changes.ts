/** One difference between two states: where, and what stood there before and after. Undefined: nothing stood there. */
export interface Change {
  path: string;
  before?: string;
  after?: string;
}

const mostChanges = 200;

/** What differs between two states, leaf by leaf, in the order of the paths; at most 200 differences. */
export function changesBetween(before: unknown, after: unknown): Change[] {
  const [old, now] = [leavesOf(before), leavesOf(after)];
  const paths = [...new Set([...old.keys(), ...now.keys()])];
  return paths
    .filter((path) => old.get(path) !== now.get(path))
    .slice(0, mostChanges)
    .map((path) => ({
      path,
      ...(old.has(path) && { before: old.get(path) as string }),
      ...(now.has(path) && { after: now.get(path) as string }),
    }));
}

function leavesOf(state: unknown): Map<string, string> {
  const leaves = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    if (value === null || value === undefined) {
      if (value === null && path !== '') leaves.set(path, '');
    } else if (typeof value !== 'object') leaves.set(path, String(value));
    else if (Object.keys(value).length === 0) leaves.set(path, Array.isArray(value) ? '[]' : '{}');
    else for (const [key, inner] of Object.entries(value)) walk(inner, path === '' ? key : `${path}.${key}`);
  };
  walk(state, '');
  return leaves;
}
