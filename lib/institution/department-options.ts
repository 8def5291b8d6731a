/** A department as a list of choices needs it. */
export interface DepartmentChoice {
  id: string;
  code: string;
  name: string;
}

/** Departments to choose from, by name; with the code beside it where two are called the same. */
export function departmentOptions(
  departments: readonly DepartmentChoice[],
): { value: string; label: string }[] {
  const isCalledTwice = (called: string) =>
    departments.filter(({ name }) => name.toLowerCase() === called.toLowerCase()).length > 1;
  return departments.map(({ id, code, name }) => ({
    value: id,
    label: isCalledTwice(name) ? `${name} (${code})` : name,
  }));
}
