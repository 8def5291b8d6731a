import * as z from 'zod';

/**
 * What a reviewer judges, each from 0 to 3. Coverage of outcomes has its own matrix, and its share of the threshold is
 * its knock-out. @source docs/domain.md §5.3
 */
export const Criterion = z.enum([
  'level',
  'workload',
  'assessment',
  'integrity',
  'currency',
  'quality',
  'accessibility',
  'studentSuccess',
]);
export type Criterion = z.infer<typeof Criterion>;

export const Score = z.int().min(0).max(3);
export type Score = z.infer<typeof Score>;

interface Rule {
  /** A score of 0 rules out approval. */
  knocksOut: boolean;
  /** May be left open: there is nothing to judge before somebody has been given credit. */
  isOptional: boolean;
}

/** Which criteria stop an approval when they score 0, and which may stay open. @source docs/domain.md §5.3, column "Knock-out" */
export const rubric: Record<Criterion, Rule> = {
  level: { knocksOut: true, isOptional: false },
  workload: { knocksOut: false, isOptional: false },
  assessment: { knocksOut: true, isOptional: false },
  integrity: { knocksOut: false, isOptional: false },
  currency: { knocksOut: true, isOptional: false },
  quality: { knocksOut: true, isOptional: false },
  accessibility: { knocksOut: false, isOptional: false },
  studentSuccess: { knocksOut: false, isOptional: true },
};

export interface RubricState {
  isComplete: boolean;
  /** Criteria still to be scored. */
  open: Criterion[];
  /** Criteria scored 0 that rule out approval. */
  knockOuts: Criterion[];
}

/** What one reviewer's scores amount to. */
export function rubricState(scores: readonly { criterion: Criterion; score: number }[]): RubricState {
  const given = new Map(scores.map((score) => [score.criterion, score.score]));
  const open = Criterion.options.filter(
    (criterion) => !rubric[criterion].isOptional && !given.has(criterion),
  );
  const knockOuts = Criterion.options.filter(
    (criterion) => rubric[criterion].knocksOut && given.get(criterion) === 0,
  );
  return { isComplete: open.length === 0, open, knockOuts };
}

export interface Spread {
  criterion: Criterion;
  lowest: number;
  highest: number;
  /** More than one step apart: worth talking about. @source docs/domain.md §5.3, last line */
  asksForDiscussion: boolean;
}

/** How far the reviewers are apart, for each criterion that at least one of them scored. */
export function spreadOf(scores: readonly { criterion: Criterion; score: number }[]): Spread[] {
  return Criterion.options.flatMap((criterion) => {
    const given = scores.filter((score) => score.criterion === criterion).map((score) => score.score);
    if (given.length === 0) return [];
    const [lowest, highest] = [Math.min(...given), Math.max(...given)];
    return [{ criterion, lowest, highest, asksForDiscussion: highest - lowest > 1 }];
  });
}
