import { buildAtomTable } from '@/lib/credit/atoms';
import type { Trace } from '@/lib/credit/evaluate';
import type { Credential, CreditCase, Rule } from '@/lib/credit/input';
import { isAssessmentLeaf, leavesOf } from '@/lib/credit/premise';
import { candidatesOf } from '@/lib/credit/witness';

/**
 * Why a certificate that rules name gives nothing more: the rule that is used needs no more of it; the rule uses it and adds nothing to what
 * is there; only a decided no names it, which does not hold here; or only versions name it that gave way to another version of their rule.
 */
export type IdleReason = 'needless' | 'covered' | 'spared' | 'replaced';

/** A certificate that stands under no line, no rule that gives nothing and no decided no. */
export interface IdleHolding {
  credential: string;
  reason: IdleReason;
  /** The rules that the reason is about, by their ids. */
  by: readonly string[];
}

/**
 * Of the certificates that rules name those of which nothing else is said, so that each one that was entered stands somewhere with its
 * reason. `told` are the rules of which an answer says why they give nothing, and the decided noes that hold.
 * @source docs/domain.md §6.3
 */
export function idleHoldings(
  input: CreditCase,
  { applications, lines }: Pick<Trace, 'applications' | 'lines'>,
  told: readonly string[],
): IdleHolding[] {
  const table = buildAtomTable(input.catalog);
  const isNaming = ({ premise }: Rule, { id }: Credential) =>
    leavesOf(premise).some(
      (leaf) =>
        !isAssessmentLeaf(leaf) && candidatesOf(leaf, input.student, table).some((one) => one.id === id),
    );
  const inLines = new Set(lines.flatMap(({ credentials }) => credentials));
  return input.student.credentials.flatMap((credential): IdleHolding[] => {
    if (inLines.has(credential.id)) return [];
    const naming = input.rules.filter((rule) => isNaming(rule, credential));
    if (naming.length === 0 || naming.some(({ id }) => told.includes(id))) return [];
    const idle = (reason: IdleReason, by: readonly { rule: string }[]): IdleHolding[] => [
      { credential: credential.id, reason, by: by.map(({ rule }) => rule) },
    ];
    const applied = applications.filter(({ rule }) => naming.some(({ id }) => id === rule));
    const using = applied.filter(({ credentials }) => credentials.includes(credential.id));
    if (using.length > 0) return idle('covered', using);
    if (applied.length > 0) return idle('needless', applied);
    const refusing = naming.filter(({ deny }) => deny);
    return idle(
      refusing.length === naming.length ? 'spared' : 'replaced',
      naming.filter(({ deny }) => !deny).map(({ id }) => ({ rule: id })),
    );
  });
}
