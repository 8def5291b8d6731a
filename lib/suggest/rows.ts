import * as z from 'zod';
import { fail, ok, type Result } from '@/lib/kernel/result';
import { noTarget, type Precedent, type Target } from './precedent';
import type { Question } from './suggest';

const written = z
  .union([z.string(), z.number(), z.null()])
  .optional()
  .transform((value) => (value == null ? '' : String(value)));
const External = z.object({ code: written, title: z.string(), credits: written, description: written });
const externals = z.array(External).min(1).max(50);
const sender = { family: z.string().optional(), institution: z.string().optional() };

const PrecedentRow = z
  .object({
    ...sender,
    id: z.string().min(1),
    external: externals,
    targets: z.array(z.string().min(1)),
    outcome: z.enum(['course', 'elective', 'none']).optional(),
  })
  .refine(({ targets, outcome }) => targets.length > 0 || outcome === 'none', { path: ['targets'] });
const TargetRow = z.object({
  id: z.string().min(1),
  title: z.string(),
  credits: written,
  description: written,
  kind: z.enum(['course', 'elective']).default('course'),
});
const QuestionRow = z.object({ ...sender, id: z.union([z.string(), z.number()]), external: externals });

/** Why a row was not read: which value of it, and what is wrong with that. */
export interface RowProblem {
  at: string;
  message: string;
}

/** Reads a decided row; whoever names no family is its own. @refuses rows of another form */
export function readPrecedentRow(row: unknown): Result<Precedent, 'row'> {
  return read(PrecedentRow, row, ({ id, family, institution, external, targets }) => ({
    id,
    family: family ?? institution ?? id,
    external,
    targets: targets.length === 0 ? [noTarget] : targets,
  }));
}

/** Reads a row of the institution's own list; what does not say so is a course. @refuses rows of another form */
export function readTargetRow(row: unknown): Result<Target, 'row'> {
  return read(TargetRow, row, (target) => target);
}

/** Reads what is asked. @refuses rows of another form */
export function readQuestionRow(row: unknown): Result<Question & { id: string | number }, 'row'> {
  return read(QuestionRow, row, ({ id, family, institution, external }) => ({
    id,
    family: family ?? institution ?? null,
    external,
  }));
}

function read<Row, Value>(
  schema: z.ZodType<Row>,
  row: unknown,
  made: (row: Row) => Value,
): Result<Value, 'row'> {
  const parsed = schema.safeParse(row);
  if (parsed.success) return ok(made(parsed.data));
  const [issue] = parsed.error.issues;
  const problem: RowProblem = { at: issue?.path.join('.') ?? '', message: issue?.message ?? '' };
  return fail('row', problem);
}
