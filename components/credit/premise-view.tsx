/** PremiseView: premise, names. The condition side of a rule as a phrase: "any one of A (score at least 80) or both B and C". */
import { useFormatter, useTranslations } from 'next-intl';
import { EntryTitle } from '@/components/catalog/entry-title';
import { Anchor } from '@/components/ui/anchor';
import type { MicroCredentialLeaf, Premise } from '@/lib/credit/input';
import { useExactNumber } from './amount';
import { leafConditions } from '@/lib/next/offer-said';
import type { RuleNames } from '@/lib/rule/rule-names';

/** The conditions of one leaf, in the order the engine checks them. */
export function useLeafConditions(): (leaf: MicroCredentialLeaf) => string[] {
  const leaf = useTranslations('credit.sentence.condition');
  const format = useFormatter();
  return (asked) => leafConditions({ leaf, format }, asked);
}

function Leaf({ leaf, names }: { leaf: MicroCredentialLeaf; names: RuleNames }) {
  const format = useFormatter();
  const conditions = useLeafConditions()(leaf);
  const named = names.microCredentials[leaf.mc];
  return (
    <span>
      {named?.href === undefined ? (
        <strong className="font-semibold">
          {named ? <EntryTitle title={named.title} language={named.language ?? null} /> : leaf.mc}
        </strong>
      ) : (
        <Anchor href={named.href} className="link font-semibold">
          <EntryTitle title={named.title} language={named.language ?? null} />
        </Anchor>
      )}
      {conditions.length > 0 && (
        <span className="text-soft"> ({format.list(conditions, { type: 'unit' })})</span>
      )}
    </span>
  );
}

function branchesOf(
  premise: Premise,
): { way: 'all' | 'any' | 'atLeast'; branches: Premise[]; count: number } | null {
  if ('all' in premise) return { way: 'all', branches: premise.all, count: premise.all.length };
  if ('any' in premise) return { way: 'any', branches: premise.any, count: premise.any.length };
  if ('atLeast' in premise) return { way: 'atLeast', branches: premise.of, count: premise.atLeast };
  return null;
}

export function PremiseView({
  premise,
  names,
  nested = false,
}: {
  premise: Premise;
  names: RuleNames;
  nested?: boolean;
}) {
  const t = useTranslations('credit.sentence.premise');
  const format = useFormatter();
  const exact = useExactNumber();
  const group = branchesOf(premise);
  if (group === null) {
    if ('assessment' in premise)
      return (
        <span>
          {t.rich('assessment', {
            name: premise.assessment,
            score: exact(premise.minScore),
            strong: (chunks) => <strong className="font-semibold">{chunks}</strong>,
          })}
        </span>
      );
    return 'mc' in premise ? <Leaf leaf={premise} names={names} /> : null;
  }
  const [only] = group.branches;
  if (group.branches.length === 1 && only)
    return <PremiseView premise={only} names={names} nested={nested} />;
  const views = group.branches.map((branch, index) => (
    <PremiseView key={index} premise={branch} names={names} nested />
  ));
  const list = format.list(views, { type: group.way === 'any' ? 'disjunction' : 'conjunction' });
  const size = group.branches.length;
  return (
    <span>
      {nested && '('}
      {t.rich(
        group.way === 'all' && size === 2 ? 'both' : group.way === 'any' && size === 2 ? 'either' : group.way,
        { count: group.count, list: () => list },
      )}
      {nested && ')'}
    </span>
  );
}
