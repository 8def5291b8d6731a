import { refuse } from '@/lib/kernel/refusal';

/** Enough for every real case by orders of magnitude, and used up in a few seconds. @units elementary steps of the search */
export const defaultWork = 30_000_000;

/** Work still allowed for one evaluation, counted in steps and not in time, so that the same input always ends the same way. */
export interface Budget {
  left: number;
}

/** A fresh allowance of work. @units steps */
export function createBudget(steps: number = defaultWork): Budget {
  return { left: steps };
}

/** @refuses rule_violation `credit/too-complex` when the work allowed is used up, with the part that used it */
export function spend(budget: Budget, steps: number, part: 'premise' | 'selection' | 'trim'): void {
  budget.left -= steps;
  if (budget.left < 0) refuse('rule_violation', 'credit/too-complex', { part });
}
