import type { ApplicableRule } from './applicable';
import type { CaseContext } from './context';
import { compareRules, draftLines, priorityOf, resolveLines, type Application } from './lines';
import { compareText } from './text-order';
import { findWitness } from './witness';

/**
 * Goes through the rules once, as student information systems do: priority, larger first witness, program-specific before
 * general, later window first, id. Each takes its first witness with free atoms and its first outcome, if that awards a line
 * beside those taken before, which stay as they are. In the order of the pass.
 * @refuses rule_violation `credit/too-complex`   @source tests/fixtures/credit-cases.json, algorithm 12
 */
export function selectByPriority(contenders: readonly ApplicableRule[], context: CaseContext): Application[] {
  const { budget } = context;
  const sized = contenders.map((one) => ({
    one,
    size: findWitness(one.premise, { blocked: one.blocked, budget })?.atoms.length ?? 0,
  }));
  sized.sort((a, b) => compareTurn(a, b));
  const chosen: Application[] = [];
  const used = new Set<string>();
  for (const { one } of sized) {
    if (!isCombinable(one, chosen)) continue;
    const witness = findWitness(one.premise, { blocked: new Set([...one.blocked, ...used]), budget });
    if (!witness) continue;
    const application = {
      rule: one.rule,
      witness,
      outcome: 0,
      lines: draftLines(one.rule, witness, 0, context),
    };
    const { awarded } = resolveLines([...chosen, application]);
    if (!awarded.some(({ rule }) => rule.id === one.rule.id)) continue;
    chosen.push(application);
    for (const atom of witness.atoms) used.add(atom);
  }
  return chosen;
}

type Sized = { one: ApplicableRule; size: number };

function compareTurn(
  { one: { rule: a }, size: sizeA }: Sized,
  { one: { rule: b }, size: sizeB }: Sized,
): number {
  return (
    priorityOf(a) - priorityOf(b) ||
    sizeB - sizeA ||
    Number(isGeneral(a)) - Number(isGeneral(b)) ||
    compareText(b.credentialWindow?.from ?? '', a.credentialWindow?.from ?? '') ||
    compareRules(a, b)
  );
}

function isGeneral({ programs = ['*'] }: ApplicableRule['rule']): boolean {
  return programs.includes('*');
}

/** An application that excludes everything stands alone; a label is used once. @source tests/fixtures/credit-cases.json, algorithm 7 */
function isCombinable({ rule }: ApplicableRule, chosen: readonly Application[]): boolean {
  if (chosen.length === 0) return true;
  if (rule.exclusive === '*' || chosen.some((other) => other.rule.exclusive === '*')) return false;
  return rule.exclusive === undefined || !chosen.some((other) => other.rule.exclusive === rule.exclusive);
}
