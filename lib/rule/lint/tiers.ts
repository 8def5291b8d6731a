import { parseRational } from '@/lib/amount/rational';
import type { MicroCredentialLeaf, Premise } from '@/lib/credit/input';
import type { Finding, LintRule, LintSubject, LintWorld } from './finding';
import { applyTogether, atomsOf, scoresMeet, versionsMeet } from './reach';

/** A rule about a single micro-credential with a score: one step of a scale. */
function tierOf({ definition }: Pick<LintRule, 'definition'>): MicroCredentialLeaf | null {
  const { premise } = definition;
  return 'mc' in premise && (premise.minScore !== undefined || premise.belowScore !== undefined)
    ? premise
    : null;
}

/** Two steps without an upper end, each from a score of its own: whoever reaches the higher one gets the better of both. */
function isLadder(a: MicroCredentialLeaf, b: MicroCredentialLeaf): boolean {
  const starts = [a.minScore, b.minScore].filter((start) => start !== undefined);
  return (
    a.belowScore === undefined &&
    b.belowScore === undefined &&
    (starts.length < 2 || compare(starts[0] ?? '', starts[1] ?? '') !== 0)
  );
}

/**
 * Steps of one scale of scores: no score in two of them (a ladder of minimums is worth a look), and none between two neighbours that give
 * credit of which no rule says anything. @source docs/domain.md §8.4
 */
export function lintTiers(subject: LintSubject, world: LintWorld): Finding[] {
  const own = tierOf(subject);
  if (!own) return [];
  const beside = world.others.filter(
    (rule) => rule.ruleId !== subject.ruleId && applyTogether(subject.definition, rule.definition),
  );
  const steps = beside.flatMap((rule) => {
    const tier = tierOf(rule);
    return tier && tier.mc === own.mc && versionsMeet(own, tier) ? [{ rule, tier }] : [];
  });
  const found = steps.flatMap(({ rule, tier }): Finding[] =>
    scoresMeet(own, tier)
      ? [
          {
            severity: isLadder(own, tier) ? 'warning' : 'error',
            code: 'score-overlap',
            where: 'premise',
            values: { rule: rule.title, code: rule.ruleCode },
          },
        ]
      : [],
  );
  return [...found, ...gapsBeside(subject, own, beside, steps, world)];
}

/** Some scores on the scale of one certificate: `from` is inclusive, `to` is not; without one there is no end. */
interface Span {
  from: string | undefined;
  to: string | undefined;
}

/** The gaps above and below a step, as far as the nearest step that gives credit, where nothing else speaks of the scores at its own end. */
function gapsBeside(
  { definition }: LintSubject,
  own: MicroCredentialLeaf,
  beside: readonly LintRule[],
  steps: readonly { rule: LintRule; tier: MicroCredentialLeaf }[],
  world: LintWorld,
): Finding[] {
  if (definition.deny === true) return [];
  const giving = steps.filter(({ rule }) => rule.definition.deny !== true);
  const spoken = beside.flatMap((rule) => spansOf(rule.definition.premise, own, world));
  const gap = (from: string, to: string): Finding[] =>
    compare(from, to) < 0 && !spoken.some((span) => meets(span, from, to))
      ? [{ severity: 'warning', code: 'score-gap', where: 'premise', values: { from, to } }]
      : [];
  const found: Finding[] = [];
  const { minScore, belowScore } = own;
  if (belowScore !== undefined) {
    const [next] = giving
      .flatMap(({ tier }) => tier.minScore ?? [])
      .filter((start) => compare(start, belowScore) >= 0)
      .sort(compare);
    if (next !== undefined) found.push(...gap(belowScore, next));
  }
  if (minScore !== undefined) {
    const previous = giving
      .flatMap(({ tier }) => tier.belowScore ?? [])
      .filter((end) => compare(end, minScore) <= 0)
      .sort(compare)
      .at(-1);
    if (previous !== undefined) found.push(...gap(previous, minScore));
  }
  return found;
}

/** The scores of which a premise speaks to whoever has that certificate and nothing else, a no included; more rather than fewer. */
function spansOf(premise: Premise, own: MicroCredentialLeaf, world: LintWorld): Span[] {
  if ('mc' in premise) {
    if (premise.mc !== own.mc)
      // Scores of a part are on a scale of their own.
      return atomsOf(own.mc, world).includes(premise.mc) ? [{ from: undefined, to: undefined }] : [];
    return versionsMeet(own, premise) ? [{ from: premise.minScore, to: premise.belowScore }] : [];
  }
  if ('assessment' in premise) return [];
  const branches = 'all' in premise ? premise.all : 'any' in premise ? premise.any : premise.of;
  const isEnough =
    'any' in premise || branches.length === 1 || ('atLeast' in premise && premise.atLeast === 1);
  // Of several that are asked for, each may be about the same certificate.
  const isAboutIt = (one: Premise) => spansOf(one, own, world).length > 0;
  return isEnough || branches.every(isAboutIt) ? branches.flatMap((one) => spansOf(one, own, world)) : [];
}

function meets({ from, to }: Span, start: string, end: string): boolean {
  return (from === undefined || compare(from, end) < 0) && (to === undefined || compare(start, to) < 0);
}

function compare(a: string, b: string): number {
  return parseRational(a).compare(parseRational(b));
}
