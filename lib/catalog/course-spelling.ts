import type { Line } from '@/lib/credit/input';
import { lineKindOf } from '@/lib/institution/course-kind';
import { foldCourseCode } from '@/lib/institution/course-code';
import type { CreditCaseInput } from './credit-case-input';

/**
 * The same facts with every course by one code and every line as what it counts as: the one in the course catalog, else the first that is written anywhere. Two entries of
 * the catalog whose codes differ in blanks, hyphens, points or case alone stay two, and count once.
 * @source docs/domain.md §11
 */
export function withOneSpelling(input: CreditCaseInput): CreditCaseInput {
  const spellings = new Map<string, Set<string>>();
  const note = (code: string) => {
    const folded = foldCourseCode(code);
    spellings.set(folded, (spellings.get(folded) ?? new Set()).add(code));
  };
  const listed = new Set(input.courses.map(({ code }) => code));
  [...listed].sort().forEach(note);
  const targets = input.rules.flatMap(({ definition }) =>
    definition.outcomes.flatMap(({ lines }) =>
      lines.flatMap(({ kind, target }) => (kind === 'course' ? [target] : [])),
    ),
  );
  [...targets].sort().forEach(note);
  input.relations.forEach(({ course, other }) => [course, other].forEach(note));
  input.student.earned?.forEach(({ course }) => note(course));
  const spell = (code: string): string =>
    listed.has(code) ? code : ([...(spellings.get(foldCourseCode(code)) ?? [])][0] ?? code);
  const kinds = new Map(input.courses.map(({ code, kind }) => [code, kind]));
  const isListed = new Set([...listed].map(foldCourseCode));
  const namesListed = ({ kind, target }: Line): boolean =>
    kind === 'course' || (kind === 'elective' && isListed.has(foldCourseCode(target)));

  return {
    ...input,
    relations: [
      ...input.relations.map((relation) => ({
        ...relation,
        course: spell(relation.course),
        other: spell(relation.other),
      })),
      ...[...spellings.values()].flatMap((codes) => {
        const [first, ...others] = [...new Set([...codes].map(spell))];
        return others.map((other) => ({
          kind: 'equivalent' as const,
          course: first ?? other,
          other,
          credits: null,
        }));
      }),
    ],
    rules: input.rules.map((rule) => ({
      ...rule,
      definition: {
        ...rule.definition,
        outcomes: rule.definition.outcomes.map(({ lines, ...outcome }) => ({
          ...outcome,
          lines: lines.map((line) => {
            const target = namesListed(line) ? spell(line.target) : line.target;
            return { ...line, target, kind: lineKindOf(line.kind, kinds.get(target)) };
          }),
        })),
      },
    })),
    student: {
      ...input.student,
      ...(input.student.earned && {
        earned: input.student.earned.map((one) => ({ ...one, course: spell(one.course) })),
      }),
    },
  };
}
