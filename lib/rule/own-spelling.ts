import { byCode } from '@/lib/institution/course-code';
import { curriculumCodesIn, type RuleDefinition } from './rule-version';

/** The codes of an institution's courses and programs, as it writes them. */
export interface OwnCodes {
  courses: readonly string[];
  programs: readonly string[];
}

/**
 * The same decision with each course and program as the institution writes it, so that a code means one thing wherever it is read;
 * what it does not have stays as written, for the linter to find. @source docs/domain.md §11
 */
export function inOwnSpelling(definition: RuleDefinition, own: OwnCodes): RuleDefinition {
  const entries = (codes: readonly string[]) => codes.map((code) => ({ code }));
  const courses = byCode(entries(own.courses), curriculumCodesIn(definition));
  const programs = byCode(entries(own.programs), definition.programs ?? []);
  return {
    ...definition,
    outcomes: definition.outcomes.map((outcome) => ({
      ...outcome,
      lines: outcome.lines.map((line) =>
        curriculumCodesIn({ outcomes: [{ lines: [line] }] }).length > 0
          ? { ...line, target: courses.get(line.target)?.code ?? line.target }
          : line,
      ),
    })),
    ...(definition.programs && {
      programs: [...new Set(definition.programs.map((code) => programs.get(code)?.code ?? code))],
    }),
  };
}
