import type { MicroCredentialLeaf, Premise } from '@/lib/credit/input';
import { branchesOf } from '@/lib/credit/premise';
import type { RuleDefinition } from '@/lib/rule/rule-version';
import type { Advised } from './advice';
import { compareOffers } from './compare-offers';
import type { Offer } from './offered';
import { type Considered, silenceOf, Standing } from './standing';

/** The leaves of a premise that name a micro-credential, in order. */
export function leavesNaming(premise: Premise, microCredentialId: string): MicroCredentialLeaf[] {
  if ('mc' in premise) return premise.mc === microCredentialId ? [premise] : [];
  return branchesOf(premise).flatMap((branch) => leavesNaming(branch, microCredentialId));
}

/** What an institution says about one micro-credential. Rules that hold come before rules that ended, the better offer first. */
export interface InstitutionAnswer<Institution, Rule> {
  institution: Institution;
  standing: Standing;
  rules: Rule[];
}

interface AnswerRule {
  tenantId: string;
  definition: RuleDefinition;
  offer: Offer;
}

/**
 * Sorts institutions into those that have decided, the strongest standing first and of these the one that gives most, and those that have not decided yet.
 * Who has not decided is `considered` when it did not accept a proposal, `recommended` when a third party advises credit, `recommendedLater` when that begins later, else `undecided`, and never a no; a no for a part is
 * shown, but is no decision about the whole.
 */
export function buildAnswers<Institution extends { id: string; name: string }, Rule extends AnswerRule>(
  institutions: readonly Institution[],
  rules: readonly Rule[],
  {
    microCredentialId,
    advised,
    considered = [],
  }: {
    microCredentialId: string;
    advised: Advised;
    considered?: readonly (Considered & { tenantId: string })[];
  },
): {
  decided: InstitutionAnswer<Institution, Rule>[];
  open: (InstitutionAnswer<Institution, Rule> & { considered: Considered | null })[];
} {
  const answers = institutions.map((institution) => {
    const proposal = considered.find(({ tenantId }) => tenantId === institution.id) ?? null;
    const own = rules
      .filter((rule) => rule.tenantId === institution.id)
      .sort((a, b) => rank(a.offer.standing) - rank(b.offer.standing) || compareOffers(a.offer, b.offer));
    const about = own.filter(
      ({ definition }) =>
        definition.deny !== true || leavesNaming(definition.premise, microCredentialId).length > 0,
    );
    return {
      institution,
      standing: about[0]?.offer.standing ?? silenceOf(advised, proposal !== null),
      rules: own,
      considered: proposal,
    };
  });
  const byStanding = (a: (typeof answers)[number], b: (typeof answers)[number]) =>
    rank(a.standing) - rank(b.standing) ||
    (a.rules[0] && b.rules[0] ? compareOffers(a.rules[0].offer, b.rules[0].offer) : 0) ||
    (a.institution.name < b.institution.name ? -1 : 1);
  return {
    decided: answers.filter(({ rules: own }) => own.length > 0).sort(byStanding),
    open: answers.filter(({ rules: own }) => own.length === 0).sort(byStanding),
  };
}

function rank(standing: Standing): number {
  return Standing.options.indexOf(standing);
}
