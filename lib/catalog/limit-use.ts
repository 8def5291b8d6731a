import type { Trace, TracedLimit, TracedLine } from '@/lib/credit/evaluate';
import type { Award } from '@/lib/credit/evaluation';
import type { CreditCase, Limit, Line } from '@/lib/credit/input';

/** One line that an estimate awards, with what it comes from. @units home unit, exact */
export type EstimatedLine = Award & TracedLine & { line: Line };

/** How far one limit of the program is used. @units home unit, exact */
export type LimitUse = TracedLimit & { limit: Limit };

/** The awards of an evaluation with the lines of the rules they come from, and the limits in the order of the program. @units home unit */
export function useOfLimits(
  input: CreditCase,
  { evaluation, lines, limits }: Pick<Trace, 'evaluation' | 'lines' | 'limits'>,
): { lines: EstimatedLine[]; limits: LimitUse[] } {
  return {
    lines: evaluation.awards.flatMap((award, at) => {
      const traced = lines[at];
      const rule = input.rules.find(({ id }) => id === award.rule);
      const line = traced && rule?.outcomes[traced.outcome]?.lines[traced.index];
      return traced && line ? [{ ...award, ...traced, line }] : [];
    }),
    limits: (input.program?.limits ?? []).flatMap((limit) => {
      const traced = limits.find(({ id }) => id === limit.id);
      return traced ? [{ ...traced, limit }] : [];
    }),
  };
}
