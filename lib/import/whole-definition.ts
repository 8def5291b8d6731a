import type { Premise } from '@/lib/credit/input';
import { foldCourseCode } from '@/lib/institution/course-code';
import { curriculumCodesIn, RuleDefinition } from '@/lib/rule/rule-version';
import type { Target } from './equivalency-targets';
import type { Fields } from './fields';
import { noteOf } from './note';

/**
 * A decision whole, for what columns cannot say: the definition of a rule as JSON, with certificates by their address words. It stands
 * instead of the columns that say what is held and earned. Null where the cell is empty. @refuses `json/bad`, `definition/bad`, `definition/and-columns`
 */
export function readDefinition(fields: Fields): RuleDefinition | null {
  const found = fields.json('definition');
  if (found === null) return null;
  const read = RuleDefinition.safeParse(found);
  if (!read.success) {
    const [issue] = read.error.issues;
    fields.reject(
      noteOf('definition/bad', { where: issue?.path.join('.') ?? '', why: issue?.message ?? '' }),
    );
    return null;
  }
  if (['courses', 'micro_credentials', 'targets'].some((column) => fields.text(column, 4_000) !== null))
    fields.reject(noteOf('definition/and-columns'));
  return read.data;
}

/** What of a whole definition the institution's own list of courses has to know. Whose share is how much is said in it. */
export function targetsOf(definition: RuleDefinition): Target[] {
  return curriculumCodesIn(definition).map((code) => ({ code, credits: '0' }));
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
