import { buildAtomTable, type AtomTable } from './atoms';
import { createBudget, type Budget } from './budget';
import { buildCourseTable, type CourseTable } from './courses';
import { caseUnder } from './policy-bounds';
import type { CreditCase } from './input';

/** One case with what is looked up in it again and again, and the work still allowed. */
export interface CaseContext {
  input: CreditCase;
  atoms: AtomTable;
  courses: CourseTable;
  /** Units of learning that earlier awards used. */
  consumed: ReadonlySet<string>;
  budget: Budget;
}

/** Builds what one evaluation looks up; the budget is the work it may take. @units of the budget: steps */
export function buildContext(given: CreditCase, budget: Budget = createBudget()): CaseContext {
  const input = caseUnder(given);
  return {
    input,
    atoms: buildAtomTable(input.catalog),
    courses: buildCourseTable(input),
    consumed: new Set(input.student.consumedAtoms),
    budget,
  };
}
