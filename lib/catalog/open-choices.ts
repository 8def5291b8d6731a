import { createBudget } from '@/lib/credit/budget';
import { evaluateWithTrace, type Trace } from '@/lib/credit/evaluate';
import { carriesNoCredit, type CreditCase, type Line } from '@/lib/credit/input';
import { Refusal } from '@/lib/kernel/refusal';
import { useOfLimits } from './limit-use';

/** @units alternatives tried · steps of the engine for each */
const most = { tried: 60, work: 100_000 };

/**
 * By applied rule what may be had instead of all that it gives: of each other outcome the lines that it would give this student, where they
 * give something. An alternative that cannot be tried within the work allowed stands as the rule says it.
 * @source tests/fixtures/credit-cases.json, rule.outcomes
 */
export function openChoices(input: CreditCase, trace: Trace): Record<string, (readonly Line[])[]> {
  let left = most.tried;
  return Object.fromEntries(
    trace.applications.map(({ rule: id, outcome }) => {
      const others = input.rules.find((rule) => rule.id === id)?.outcomes ?? [];
      const open = others.flatMap(({ lines }, index) => {
        if (index === outcome || lines.length === 0) return [];
        const given = left-- > 0 ? linesInstead(input, id, index) : lines;
        return given.length === 0 ? [] : [given];
      });
      return [id, open];
    }),
  );
}

/** The lines that a rule would give if it had this outcome alone. */
function linesInstead(input: CreditCase, id: string, outcome: number): readonly Line[] {
  const alone: CreditCase = {
    ...input,
    rules: input.rules.map((rule) =>
      rule.id === id ? { ...rule, outcomes: rule.outcomes.slice(outcome, outcome + 1) } : rule,
    ),
  };
  try {
    const { lines } = useOfLimits(alone, evaluateWithTrace(alone, createBudget(most.work)));
    const own = lines.filter(({ rule }) => rule === id);
    const isSomething = own.some(
      ({ awarded, line }) => awarded !== '0' || carriesNoCredit(line.kind) || 'fromSource' in line.credits,
    );
    return isSomething ? own.map(({ line }) => line) : [];
  } catch (error) {
    if (error instanceof Refusal)
      return input.rules.find((rule) => rule.id === id)?.outcomes[outcome]?.lines ?? [];
    throw error;
  }
}
