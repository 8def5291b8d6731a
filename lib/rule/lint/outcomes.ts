import { convert } from '@/lib/amount/conversion';
import { formatRational, parseRational, type Rational, zero } from '@/lib/amount/rational';
import { Unit } from '@/lib/amount/unit';
import type { Line, Outcome } from '@/lib/credit/input';
import type { Finding, LintRecommendation, LintSubject, LintWorld } from './finding';
import { leavesIn } from './reach';

/** Whether something is earned, the courses and programs exist, and amounts can be counted in the home unit. @source docs/domain.md §8.3 */
export function lintOutcomes({ definition, publicNote }: LintSubject, world: LintWorld): Finding[] {
  const found: Finding[] = [];
  if (definition.deny) {
    if (publicNote.trim() === '')
      found.push({ severity: 'error', code: 'denial-without-reason', where: 'publicNote', values: {} });
  } else if (
    definition.outcomes.length === 0 ||
    definition.outcomes.some((outcome) => outcome.lines.length === 0)
  ) {
    found.push({ severity: 'error', code: 'nothing-earned', where: 'outcomes', values: {} });
  }
  for (const { line, where } of linesIn(definition.outcomes)) found.push(...lintLine(line, where, world));
  for (const code of definition.programs ?? []) {
    if (code === '*') continue;
    const status = world.programs[code];
    if (status === undefined)
      found.push({
        severity: 'error',
        code: 'program-unknown',
        where: 'programs',
        values: { program: code },
      });
    else if (status !== 'active')
      found.push({
        severity: 'warning',
        code: 'program-inactive',
        where: 'programs',
        values: { program: code },
      });
  }
  return found;
}

function linesIn(outcomes: readonly Outcome[]): { line: Line; where: string }[] {
  return outcomes.flatMap((outcome, index) =>
    outcome.lines.map((line, at) => ({ line, where: `outcomes.${index}.lines.${at}` })),
  );
}

function lintLine({ kind, target, credits }: Line, where: string, world: LintWorld): Finding[] {
  const found: Finding[] = [];
  const course = kind === 'course' ? world.courses[target] : undefined;
  if (kind === 'course') {
    if (!course) found.push({ severity: 'error', code: 'course-unknown', where, values: { course: target } });
    else if (course.status !== 'active')
      found.push({ severity: 'error', code: 'course-inactive', where, values: { course: target } });
    else if ('catalog' in credits && course.credits === null)
      found.push({ severity: 'error', code: 'course-without-credit', where, values: { course: target } });
  }
  const unit = 'amount' in credits ? credits.unit : 'fromSource' in credits ? credits.max?.unit : undefined;
  if (unit && !convert(zero, unit, world.homeUnit, world.conversions)) {
    found.push({
      severity: 'error',
      code: 'no-conversion',
      where,
      values: { from: unit, to: world.homeUnit },
    });
  }
  return found;
}

/**
 * Compares with the recommendations that the basis names: amount, level, dates. More than recommended, or a higher level, needs
 * the reason for the change; a lapsed recommendation carries only what was completed while it stood.
 * @units the institution's home unit   @source docs/domain.md §8.5, §8.6, §5.3 (quality assurance)
 */
export function lintRecommendation({ definition, basis }: LintSubject, world: LintWorld): Finding[] {
  const named = recommendationsNamed(basis.recommendationIds, definition, world);
  const all = named.flatMap(({ recommendations }) => recommendations);
  if (all.length === 0) return [];
  const found: Finding[] = [];
  const severity = basis.changedBecause.trim() === '' ? ('error' as const) : ('warning' as const);
  const maximum = maximumOf(named, world);
  for (const [index, outcome] of definition.outcomes.entries()) {
    const sum = sumOf(outcome, world);
    if (maximum && sum && sum.compare(maximum) > 0) {
      const values = { sum: formatRational(sum), maximum: formatRational(maximum), unit: world.homeUnit };
      found.push({ severity, code: 'over-recommendation', where: `outcomes.${index}`, values });
    }
  }
  const recommended = highestLevel(all);
  for (const { line, where } of linesIn(definition.outcomes)) {
    if (recommended !== null && levelRank(line.level ?? 'LD') > recommended) {
      found.push({
        severity,
        code: 'level-over-recommendation',
        where,
        values: { level: line.level ?? 'LD' },
      });
    }
  }
  const last = all.map(({ validTo }) => validTo).reduce((a, b) => (a && b ? (a > b ? a : b) : null));
  const open = !definition.credentialWindow?.to || (last !== null && definition.credentialWindow.to > last);
  if (basis.kind === 'recommendation' && last && last < world.today && open) {
    found.push({
      severity: 'error',
      code: 'recommendation-lapsed',
      where: 'credentialWindow',
      values: { day: last },
    });
  }
  return found;
}

type Named = { recommendations: LintRecommendation[] };

function recommendationsNamed(
  ids: readonly string[],
  definition: LintSubject['definition'],
  world: LintWorld,
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

/** The most that was recommended: for each micro-credential its largest recommendation, added up; null when one cannot be compared. */
function maximumOf(named: readonly Named[], world: LintWorld): Rational | null {
  let total = zero;
  for (const { recommendations } of named) {
    const amounts = recommendations.map(({ amount, unit }) => inHomeUnit(amount, unit, world));
    const largest = amounts.reduce(
      (a, b) => (a && b ? (a.compare(b) >= 0 ? a : b) : null),
      amounts[0] ?? null,
    );
    if (!largest) return null;
    total = total.add(largest);
  }
  return total;
}

function sumOf(outcome: Outcome, world: LintWorld): Rational | null {
  let total = zero;
  for (const { kind, target, credits } of outcome.lines) {
    const amount =
      'amount' in credits
        ? inHomeUnit(credits.amount, credits.unit ?? world.homeUnit, world)
        : 'catalog' in credits
          ? inHomeUnit(
              kind === 'course' ? (world.courses[target]?.credits ?? null) : null,
              world.homeUnit,
              world,
            )
          : credits.max
            ? inHomeUnit(credits.max.amount, credits.max.unit ?? world.homeUnit, world)
            : zero;
    if (!amount) return null;
    total = total.add(amount);
  }
  return total;
}

function inHomeUnit(amount: string | null, unit: string | null, world: LintWorld): Rational | null {
  const known = Unit.safeParse(unit);
  return amount !== null && known.success
    ? convert(parseRational(amount), known.data, world.homeUnit, world.conversions)
    : null;
}

/** Divisions in order; other levels are not compared. @source docs/domain.md §1.4 */
const divisions = ['LD', 'UD', 'GR'];
const levelRank = (level: string): number => divisions.indexOf(level);

function highestLevel(recommendations: readonly LintRecommendation[]): number | null {
  const ranks = recommendations.flatMap(({ levels }) =>
    levels.map((text) =>
      levelRank(
        /lower/i.test(text) ? 'LD' : /upper/i.test(text) ? 'UD' : /graduate/i.test(text) ? 'GR' : text,
      ),
    ),
  );
  const known = ranks.filter((rank) => rank >= 0);
  return known.length > 0 ? Math.max(...known) : null;
}
