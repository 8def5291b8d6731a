import * as z from 'zod';
import { CoverageLevel } from '@/lib/review/coverage';
import { Criterion } from '@/lib/review/rubric';

const Mark = z.strictObject({
  courseOutcomeId: z.uuid(),
  /** Left open: not judged yet, and not saved. */
  coverage: z.union([CoverageLevel, z.literal('')]).optional(),
  learningOutcomeId: z.union([z.uuid(), z.literal('')]).optional(),
  note: z.string().trim().max(1_000).default(''),
});

export const Marks = z.array(Mark).max(500);

export type Marks = z.infer<typeof Marks>;

const Scored = z.strictObject({
  criterion: Criterion,
  score: z.enum(['0', '1', '2', '3', '']).optional(),
  /** Asked for when the vote is cast, where the score needs one. */
  rationale: z.string().trim().max(2_000).default(''),
});

export const Scores = z.array(Scored).max(Criterion.options.length);

export type Scores = z.infer<typeof Scores>;
