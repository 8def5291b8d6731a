import type { Precedent, Target } from '@/lib/suggest/precedent';

/** A course that a campus requires, and what a college has instead: one of several, each of courses taken together; none: decided "nothing". */
export interface RequirementRow {
  university: string;
  college: string;
  target: { code: string; title: string; units: number };
  options: { code: string; title: string; units: number }[][];
}

/** The campuses, each with its rows and the courses that it requires. */
export function campusesOf(rows: readonly RequirementRow[]): { rows: RequirementRow[]; targets: Target[] }[] {
  return [...new Set(rows.map(({ university }) => university))].map((campus) => campusOf(rows, campus));
}

function campusOf(
  rows: readonly RequirementRow[],
  campus: string,
): { rows: RequirementRow[]; targets: Target[] } {
  const own = rows.filter(({ university }) => university === campus);
  return {
    rows: own,
    targets: [...new Map(own.map(({ target }) => [target.code, target])).values()].map(
      ({ code, title, units }) => ({
        id: code,
        title,
        credits: String(units),
        description: '',
        kind: 'course',
      }),
    ),
  };
}

/** Each set of courses of a college once, with every requirement that it meets. */
export function questionsOf(rows: readonly RequirementRow[]): Precedent[] {
  const questions = new Map<
    string,
    { family: string; option: RequirementRow['options'][number]; targets: Set<string> }
  >();
  for (const { college, target, options } of rows) {
    for (const option of options) {
      const key = JSON.stringify([college, option.map(({ code }) => code).sort()]);
      const question = questions.get(key) ?? { family: college, option, targets: new Set() };
      question.targets.add(target.code);
      questions.set(key, question);
    }
  }
  return [...questions].map(([id, { family, option, targets }]) => ({
    id,
    family,
    external: option.map(({ code, title, units }) => ({
      code,
      title,
      credits: String(units),
      description: '',
    })),
    targets: [...targets],
  }));
}
