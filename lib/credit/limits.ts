import { atLeastZero, parseRational, zero, type Rational } from '@/lib/amount/rational';
import { addYears } from '@/lib/kernel/civil-date';
import type { CaseContext } from './context';
import type { CreditCase, Limit, LimitScope, LineKind } from './input';
import { compareRules, type DraftLine } from './lines';

/** A limit that caps what counts: how much is left under it, and which lines it counts. */
export interface Cap {
  id: string;
  /** Never below 0. @units home unit */
  room: Rational;
  covers(line: DraftLine): boolean;
  /** Whether the credentials used decide, and not only the rule and the line. */
  dependsOnCredentials: boolean;
}

/** The limits of the program that are caps; an upper-division minimum is none. @units home unit @source tests/fixtures/credit-cases.json, algorithm 9 */
export function buildCaps(context: CaseContext): Cap[] {
  const { program } = context.input;
  const total = amount(program?.total);
  return (program?.limits ?? []).flatMap((limit) => {
    const room = roomOf(limit, total);
    if (room === null) return [];
    const scope: LimitScope = limit.type === 'max' ? limit.scope : { all: true };
    return [
      {
        id: limit.id,
        room: atLeastZero(room),
        covers: (line: DraftLine) => isInScope(scope, line, context.input),
        dependsOnCredentials: !!scope.providers || !!scope.olderThan,
      },
    ];
  });
}

function roomOf(limit: Limit, total: Rational): Rational | null {
  switch (limit.type) {
    case 'max':
      return share(limit, total).sub(amount(limit.alreadyUsed));
    case 'minResident':
      return total.sub(share(limit, total)).sub(amount(limit.externalAlreadyCounted));
    case 'finalWindow': {
      const before = atLeastZero(total.sub(amount(limit.window)).sub(amount(limit.totalSoFar)));
      return before.add(atLeastZero(amount(limit.maxExternal).sub(amount(limit.externalInWindow))));
    }
    case 'minUpperDivision':
      return null;
  }
}

function amount(text: string | undefined): Rational {
  return text === undefined ? zero : parseRational(text);
}

/** An amount, or a percentage of the program's total; percentages are not rounded. @source docs/domain.md §2.2 */
function share(
  limit: { amount?: string | undefined; percent?: string | undefined },
  total: Rational,
): Rational {
  return limit.amount === undefined ? total.mul(amount(limit.percent)).div(100) : amount(limit.amount);
}

/** `all`, or every key that is given. @source tests/fixtures/credit-cases.json, algorithm 9 */
function isInScope(
  scope: LimitScope,
  { rule, line, level, witness: { credentials } }: DraftLine,
  { catalog, student }: CreditCase,
): boolean {
  if (scope.all) return true;
  const { providers, tags, levels, kinds, olderThan } = scope;
  const providerOf = (mc: string): string | undefined =>
    catalog?.microCredentials && Object.hasOwn(catalog.microCredentials, mc)
      ? catalog.microCredentials[mc]?.provider
      : undefined;
  if (providers && !credentials.some(({ mc }) => providers.includes(providerOf(mc) ?? ''))) return false;
  if (tags && !rule.tags?.some((tag) => tags.includes(tag))) return false;
  if (levels && !levels.includes(level)) return false;
  if (kinds && !kinds.includes(line.kind)) return false;
  if (!olderThan) return true;
  const [oldest] = credentials.map(({ issuedOn }) => issuedOn).sort();
  return oldest !== undefined && student.claimDate > addYears(oldest, olderThan.years);
}

const kindOrder: readonly LineKind[] = [
  'course',
  'genEd',
  'block',
  'elective',
  'levelOnly',
  'waiver',
  'noncredit',
];
const levelOrder: readonly string[] = ['GR', 'UD'];

/** The order in which lines are counted: kind, level, priority, rule id, line index. @source tests/fixtures/credit-cases.json, algorithm 10 */
export function compareForCounting(a: DraftLine, b: DraftLine): number {
  return (
    kindOrder.indexOf(a.line.kind) - kindOrder.indexOf(b.line.kind) ||
    levelRank(a.level) - levelRank(b.level) ||
    compareRules(a.rule, b.rule) ||
    a.index - b.index
  );
}

function levelRank(level: string): number {
  const rank = levelOrder.indexOf(level);
  return rank === -1 ? levelOrder.length : rank;
}
