import type { Line } from '@/lib/credit/input';
import type { RuleDefinition } from '@/lib/rule/rule-version';

/**
 * What a rule leaves to choose beside what was given: its outcomes but the first one that has all of these lines. Empty where nothing was
 * given, or there is one outcome.
 * @source tests/fixtures/credit-cases.json, rule.outcomes
 */
export function otherOutcomes(
  { outcomes }: Pick<RuleDefinition, 'outcomes'>,
  given: readonly Line[],
): (readonly Line[])[] {
  if (given.length === 0) return [];
  const keyOf = (line: Line) => JSON.stringify([line.kind, line.target, line.level, line.credits]);
  const taken = outcomes.findIndex(({ lines }) => {
    const own = lines.map(keyOf);
    return given.every((line) => own.includes(keyOf(line)));
  });
  return outcomes.flatMap(({ lines }, index) => (index === taken || lines.length === 0 ? [] : [lines]));
}
