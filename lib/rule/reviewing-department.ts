/**
 * Which department judges a proposal: that of the courses it awards, where they have one and the same; of several, the one that the
 * mapping names; without courses of a department, the one that the mapping names. Null where somebody who did not write it has to choose.
 * The field of a draft is the author's wish, and an author does not choose who judges.
 * @source docs/decisions/0014-who-sits-and-who-judges.md
 */
export function reviewingDepartment(
  courseDepartments: readonly (string | null)[],
  named: string | null,
): string | null {
  const own = [...new Set(courseDepartments.filter((id) => id !== null))];
  if (own.length === 0 || (named !== null && own.includes(named))) return named;
  return own.length === 1 ? (own[0] ?? null) : null;
}
