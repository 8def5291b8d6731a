import type { Premise } from '@/lib/credit/input';
import { microCredentialIdsIn, RuleBasis, RuleDefinition } from '@/lib/rule/rule-version';
import { listed } from '../data/listed';
import type { VersionData } from '../data/rules/words';
import { microCredentialId, recommendationId, versionId } from '../ids';
import { currentLabelOf } from '../provision-catalog';

const known = new Map(listed.map((entry) => [entry.slug, entry]));

/** The definition as it is stored: names of micro-credentials become their ids. */
export function definitionOf({ body }: VersionData): RuleDefinition {
  return RuleDefinition.parse({ ...body, premise: withIds(body.premise) });
}

function withIds(premise: Premise): Premise {
  if ('all' in premise) return { all: premise.all.map(withIds) };
  if ('any' in premise) return { any: premise.any.map(withIds) };
  if ('of' in premise) return { ...premise, of: premise.of.map(withIds) };
  if (!('mc' in premise)) return premise;
  if (!known.has(premise.mc))
    throw new Error(`No such micro-credential in the demonstration data: ${premise.mc}`);
  return { ...premise, mc: microCredentialId(premise.mc) };
}

/** Why the institution may decide so; `versionOf` finds the precedents. */
export function basisOf({ basis, body }: VersionData, versionOf: (ruleCode: string) => string): RuleBasis {
  const recommendations = basis.recommendations ?? [];
  return RuleBasis.parse({
    kind: basis.kind,
    recommendationIds: recommendations.map(([slug, recommender]) => recommendationId(slug, recommender)),
    ...(recommendations.length > 0 && { adoption: basis.changedBecause ? 'changed' : 'asIs' }),
    changedBecause: basis.changedBecause ?? '',
    precedentRuleVersionIds: (basis.precedents ?? []).map(versionOf),
    microCredentialVersionIds: microCredentialIdsIn(body.premise).flatMap((slug) => {
      const entry = known.get(slug);
      return entry ? [versionId(slug, currentLabelOf(entry))] : [];
    }),
  });
}
