import type { CivilDate } from '@/lib/kernel/civil-date';
import type { LintRecommendation, LintSubject, LintWorld } from './finding';
import { leavesIn } from './reach';

/**
 * The day on which the last of the recommendations ends that a rule rests on and nothing else, where it goes on after that; null where one
 * has no end, or it asks for completion by then.
 */
export function lastDayAdvised(
  { definition, basis }: Pick<LintSubject, 'definition' | 'basis'>,
  world: Pick<LintWorld, 'microCredentials'>,
): CivilDate | null {
  if (basis.kind !== 'recommendation') return null;
  const [first = null, ...rest] = recommendationsNamed(basis.recommendationIds, definition, world)
    .flatMap(({ recommendations }) => recommendations)
    .map(({ validTo }) => validTo);
  const last = rest.reduce((a, b) => (a && b ? (a > b ? a : b) : null), first);
  const until = definition.credentialWindow?.to;
  return last !== null && until && until <= last ? null : last;
}

/**
 * The day on which the first of the recommendations begins that a rule rests on and nothing else, where it accepts what was completed before;
 * null where one has no first day, or it asks for completion from then on.
 */
export function firstDayAdvised(
  { definition, basis }: Pick<LintSubject, 'definition' | 'basis'>,
  world: Pick<LintWorld, 'microCredentials'>,
): CivilDate | null {
  if (basis.kind !== 'recommendation') return null;
  const [first = null, ...rest] = recommendationsNamed(basis.recommendationIds, definition, world)
    .flatMap(({ recommendations }) => recommendations)
    .map(({ validFrom }) => validFrom ?? null);
  const begins = rest.reduce((a, b) => (a && b ? (a < b ? a : b) : null), first);
  const from = definition.credentialWindow?.from;
  return begins !== null && from && from >= begins ? null : begins;
}

export type Named = { recommendations: LintRecommendation[] };

/** The recommendations that a basis names, for each micro-credential that the rule names. */
export function recommendationsNamed(
  ids: readonly string[],
  definition: LintSubject['definition'],
  world: Pick<LintWorld, 'microCredentials'>,
): Named[] {
  const microCredentials = new Set(leavesIn(definition.premise).map(({ leaf }) => leaf.mc));
  return [...microCredentials]
    .map((id) => ({
      recommendations: (world.microCredentials[id]?.recommendations ?? []).filter((advice) =>
        ids.includes(advice.id),
      ),
    }))
    .filter(({ recommendations }) => recommendations.length > 0);
}
