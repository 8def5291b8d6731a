import { convert } from '@/lib/amount/conversion';
import { formatRational, parseRational, type Rational, zero } from '@/lib/amount/rational';
import { Unit } from '@/lib/amount/unit';
import type { Line, Outcome } from '@/lib/credit/input';
import type { RuleDefinition } from '../rule-version';
import { underCode } from '@/lib/institution/course-code';
import type { Finding, LintRecommendation, LintSubject, LintWorld } from './finding';
import { firstDayAdvised, lastDayAdvised, type Named, recommendationsNamed } from './advised';

/** Whether something is earned, the courses and programs exist, and amounts can be counted in the home unit. @source docs/domain.md §8.3 */
export function lintOutcomes({ definition, publicNote, basis }: LintSubject, world: LintWorld): Finding[] {
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
  for (const { line, where } of linesIn(definition.outcomes))
    found.push(...lintLine(line, where, world), ...lintNames(line, where, basis.kind === 'precedent', world));
  found.push(...lintAmounts(definition, world), ...lintTotals(definition.outcomes, world));
  for (const code of definition.programs ?? []) {
    if (code === '*') continue;
    const status = underCode(world.programs, code);
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

/** Lines that state an amount which their course does not carry, or none at all. */
export function lintAmounts({ outcomes }: Pick<RuleDefinition, 'outcomes'>, world: AmountWorld): Finding[] {
  return linesIn(outcomes).flatMap(({ line, where }) => lintAmount(line, where, world));
}

function linesIn(outcomes: readonly Outcome[]): { line: Line; where: string }[] {
  return outcomes.flatMap((outcome, index) =>
    outcome.lines.map((line, at) => ({ line, where: `outcomes.${index}.lines.${at}` })),
  );
}

function lintLine({ kind, target, credits }: Line, where: string, world: LintWorld): Finding[] {
  const found: Finding[] = [];
  const course = kind === 'course' ? underCode(world.courses, target) : undefined;
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

/** What a line gives in the home unit, where it says so itself. @units the institution's home unit */
function statedBy({ credits }: Line, world: AmountWorld): Rational | null {
  if ('amount' in credits) return inHomeUnit(credits.amount, credits.unit ?? world.homeUnit, world);
  return 'fromSource' in credits && credits.max
    ? inHomeUnit(credits.max.amount, credits.max.unit ?? world.homeUnit, world)
    : null;
}

/**
 * A course earns no more than it carries, and a line that is about credit earns some. @source docs/domain.md §8.5, §9 (zero credit is
 * not "requirement met")
 */
function lintAmount(line: Line, where: string, world: AmountWorld): Finding[] {
  const stated = statedBy(line, world);
  if (!stated) return [];
  const course = line.kind === 'course' ? underCode(world.courses, line.target) : undefined;
  const carried = course ? inHomeUnit(course.credits, world.homeUnit, world) : null;
  if (carried && stated.compare(carried) > 0) {
    const values = {
      sum: formatRational(stated),
      carried: formatRational(carried),
      unit: world.homeUnit,
      course: line.target,
    };
    return [{ severity: 'error', code: 'over-course', where, values }];
  }
  const isWithoutCredit = line.kind === 'waiver' || line.kind === 'noncredit';
  return stated.compare(zero) === 0 && !isWithoutCredit && carried?.compare(zero) !== 0
    ? [{ severity: 'error', code: 'zero-credit', where, values: {} }]
    : [];
}

/** ECTS of a full-time year. @source docs/domain.md §1.2 */
const yearInEcts = '60';

/** More than a full-time year for what one rule asks is rarely meant. */
function lintTotals(outcomes: readonly Outcome[], world: LintWorld): Finding[] {
  const year = convert(parseRational(yearInEcts), 'ECTS', world.homeUnit, world.conversions);
  return outcomes.flatMap((outcome, index): Finding[] => {
    const sum = sumOf(outcome, world);
    if (!year || !sum || sum.compare(year) <= 0) return [];
    const values = { sum: formatRational(sum), year: formatRational(year), unit: world.homeUnit };
    return [{ severity: 'warning', code: 'more-than-a-year', where: `outcomes.${index}`, values }];
  });
}

/** Names that are not of this house: levels that none of its courses has, and what a precedent from elsewhere awards. */
function lintNames(
  { kind, target, level }: Line,
  where: string,
  isPrecedent: boolean,
  world: LintWorld,
): Finding[] {
  const found: Finding[] = [];
  // A house whose courses state no level may call its own as it likes; what it took over may be the name of another house.
  const hasLevels = world.levels.length > 0;
  if (level && levelRank(level) < 0 && (hasLevels || isPrecedent) && !world.levels.includes(level))
    found.push({
      severity: hasLevels ? 'error' : 'warning',
      code: 'level-unknown',
      where,
      values: { level },
    });
  if (
    isPrecedent &&
    kind !== 'course' &&
    !underCode(world.courses, target) &&
    !world.ownTargets.includes(target)
  )
    found.push({ severity: 'warning', code: 'target-foreign', where, values: { target } });
  return found;
}

/**
 * Compares with the recommendations that the basis names: amount, level, dates. More than recommended, or a higher level, needs
 * the reason for the change; "as it is" gives no less either; a recommendation carries only what was completed while it
 * stood: not after it lapsed, and not before it begins.
 * @units the institution's home unit   @source docs/domain.md §8.5, §8.6, §5.3 (quality assurance)
 */
export function lintRecommendation({ definition, basis }: LintSubject, world: LintWorld): Finding[] {
  const named = recommendationsNamed(basis.recommendationIds, definition, world);
  const all = named.flatMap(({ recommendations }) => recommendations);
  if (all.length === 0) return [];
  const found: Finding[] = [];
  const severity = basis.changedBecause.trim() === '' ? ('error' as const) : ('warning' as const);
  const maximum = totalOf(named, world, (a, b) => (a.compare(b) >= 0 ? a : b));
  const minimum = all.some(({ isMaximum }) => isMaximum)
    ? null
    : totalOf(named, world, (a, b) => (a.compare(b) <= 0 ? a : b));
  for (const [index, outcome] of definition.outcomes.entries()) {
    const sum = sumOf(outcome, world);
    if (basis.adoption === 'asIs' && minimum && sum && isStated(outcome) && sum.compare(minimum) < 0) {
      const values = { sum: formatRational(sum), minimum: formatRational(minimum), unit: world.homeUnit };
      found.push({ severity: 'error', code: 'under-recommendation', where: `outcomes.${index}`, values });
    }
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
  const begins = firstDayAdvised({ definition, basis }, world);
  if (begins && begins > world.today) {
    found.push({
      severity: 'error',
      code: 'recommendation-coming',
      where: 'credentialWindow',
      values: { day: begins },
    });
  }
  const last = lastDayAdvised({ definition, basis }, world);
  if (last && last < world.today) {
    found.push({
      severity: 'error',
      code: 'recommendation-lapsed',
      where: 'credentialWindow',
      values: { day: last },
    });
  }
  return found;
}

/** What was recommended: for each micro-credential one of its recommendations, added up; null when one cannot be compared. */
function totalOf(
  named: readonly Named[],
  world: LintWorld,
  choose: (a: Rational, b: Rational) => Rational,
): Rational | null {
  let total = zero;
  for (const { recommendations } of named) {
    const amounts = recommendations.map(({ amount, unit }) => inHomeUnit(amount, unit, world));
    const chosen = amounts.reduce((a, b) => (a && b ? choose(a, b) : null), amounts[0] ?? null);
    if (!chosen) return null;
    total = total.add(chosen);
  }
  return total;
}

/** Whether each line says itself how much it gives; what is taken from the certificate is as recommended. */
function isStated({ lines }: Outcome): boolean {
  return lines.every(({ credits }) => !('fromSource' in credits));
}

/** What an outcome gives by what it says itself; null where an amount cannot be counted in the home unit. @units the institution's home unit */
export function sumOf(outcome: Outcome, world: AmountWorld): Rational | null {
  let total = zero;
  for (const { kind, target, credits } of outcome.lines) {
    const amount =
      'amount' in credits
        ? inHomeUnit(credits.amount, credits.unit ?? world.homeUnit, world)
        : 'catalog' in credits
          ? inHomeUnit(
              kind === 'course' ? (underCode(world.courses, target)?.credits ?? null) : null,
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

/** What amounts are counted by. */
export type AmountWorld = Pick<LintWorld, 'homeUnit' | 'conversions' | 'courses'>;

function inHomeUnit(amount: string | null, unit: string | null, world: AmountWorld): Rational | null {
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
