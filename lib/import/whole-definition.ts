import { atMost } from '@/lib/amount/decimal-text';
import type { Premise } from '@/lib/credit/input';
import { foldCourseCode } from '@/lib/institution/course-code';
import { mostCredits } from '@/lib/institution/most-credits';
import { RuleDefinition } from '@/lib/rule/rule-version';
import type { Target } from './equivalency-targets';
import type { Fields, RawRow } from './fields';
import { noteOf } from './note';

/** What a definition may be at most: a rule that people wrote is far below. @units characters · levels */
const most = { size: 200_000, depth: 60 };
/** Columns that say in a row what its definition says whole. */
const besides = [
  ...[
    'courses',
    'titles',
    'micro_credentials',
    'provider',
    'targets',
    'programs',
    'issued_from',
    'issued_to',
  ],
  ...['min_score', 'below_score', 'evidence', 'versions', 'tags'],
];

/**
 * A decision whole, for what columns cannot say: the definition of a rule as JSON, with certificates by their address words. It stands
 * instead of the columns that say what is held and earned, and under which conditions. Null where the cell is empty; `bad` where it
 * cannot be read. @refuses `json/bad`, `definition/bad`, `definition/and-columns`
 */
export function readDefinition(raw: RawRow, fields: Fields): RuleDefinition | 'bad' | null {
  const found = fields.json('definition');
  if (found === null) return fields.rejections.some(({ code }) => code === 'json/bad') ? 'bad' : null;
  const bad = (where: string, why: string) => {
    fields.reject(noteOf('definition/bad', { where, why }));
    return 'bad' as const;
  };
  if (isDeeperThan(found, most.depth) || JSON.stringify(found).length > most.size) return bad('', 'too long');
  const read = RuleDefinition.safeParse(found);
  if (!read.success) {
    const [issue] = read.error.issues;
    return bad(issue?.path.join('.') ?? '', issue?.message ?? '');
  }
  if (besides.some((column) => !isBlank(raw[column]))) fields.reject(noteOf('definition/and-columns'));
  const credits = read.data.outcomes.flatMap(({ lines }) => lines.map((line) => line.credits));
  if (credits.some((one) => 'amount' in one && !atMost(mostCredits.program)(one.amount)))
    fields.reject(noteOf('amount/too-much', { column: 'definition', found: '', most: mostCredits.program }));
  return read.data;
}

function isBlank(cell: unknown): boolean {
  return cell === undefined || cell === null || cell === '' || (Array.isArray(cell) && cell.length === 0);
}

/** Whether something is nested deeper, without going deeper than that. */
function isDeeperThan(value: unknown, depth: number): boolean {
  if (value === null || typeof value !== 'object') return false;
  return depth === 0 || Object.values(value).some((inner) => isDeeperThan(inner, depth - 1));
}

/**
 * What of a whole definition the institution's own list has to know: courses, and whatever takes its credit from there. A place that
 * only has a name may be granted with an amount of its own, as in the editor.
 */
export function targetsOf({ outcomes }: RuleDefinition): Target[] {
  const lines = outcomes
    .flatMap((outcome) => outcome.lines)
    .filter(({ kind, credits }) => kind === 'course' || 'catalog' in credits);
  return [...new Set(lines.map(({ target }) => target))].map((code) => ({ code, credits: '0' }));
}

/** Whether a definition says how much it grants in the unit of whoever wrote it: an amount that is neither nothing nor in a unit of its own. */
export function statesCredits({ outcomes }: RuleDefinition): boolean {
  const isOwn = (measured: { amount: string; unit?: unknown } | undefined) =>
    measured !== undefined && measured.unit === undefined && measured.amount !== '0';
  return outcomes.some(({ lines }) =>
    lines.some(({ credits }) =>
      isOwn('amount' in credits ? credits : 'max' in credits ? credits.max : undefined),
    ),
  );
}

/** How certificates, courses and programs are named elsewhere. What has no other name keeps its own. */
export interface OtherNames {
  microCredential: (name: string) => string;
  course: (code: string) => string;
  program: (code: string) => string;
}

/** The same definition in other names. */
export function renamed(definition: RuleDefinition, names: OtherNames): RuleDefinition {
  return {
    ...definition,
    ...(definition.programs && {
      programs: [...new Set(definition.programs.map(names.program))],
    }),
    premise: renamedPremise(definition.premise, names),
    outcomes: definition.outcomes.map(({ lines }) => ({
      lines: lines.map((line) =>
        line.kind === 'course' || line.kind === 'elective' || 'catalog' in line.credits
          ? { ...line, target: names.course(line.target) }
          : line,
      ),
    })),
  };
}

function renamedPremise(premise: Premise, names: OtherNames): Premise {
  const all = (branches: readonly Premise[]) => branches.map((branch) => renamedPremise(branch, names));
  if ('mc' in premise) return { ...premise, mc: names.microCredential(premise.mc) };
  if ('all' in premise) return { all: all(premise.all) };
  if ('any' in premise) return { any: all(premise.any) };
  return 'of' in premise ? { ...premise, of: all(premise.of) } : premise;
}

/** How the institution itself writes a code, by its folded form; as it stands where it has none. */
export function ownSpelling(codes: ReadonlyMap<string, string>): (code: string) => string {
  return (code) => codes.get(foldCourseCode(code)) ?? code;
}
