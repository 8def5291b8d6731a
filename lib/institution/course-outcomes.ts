import { fail, ok, type Result } from '@/lib/kernel/result';

/** An outcome as it stands; one that reviewers have compared with something stays as it is. */
export interface StandingOutcome {
  id: string;
  text: string;
  isCompared: boolean;
}

/** What becomes of the outcomes of a course: which stay (at which place), which are new, which go. Places count from 1. */
export interface PlannedOutcomes {
  kept: { id: string; position: number }[];
  added: { text: string; position: number }[];
  removed: string[];
}

/**
 * What a list of outcomes makes of those that stand. An outcome with the same words is the same one wherever it stands; any other is new.
 * @refuses `course/outcome-compared` with the words of one that would go although somebody has compared it
 */
export function planOutcomes(
  standing: readonly StandingOutcome[],
  lines: readonly string[],
): Result<PlannedOutcomes, 'course/outcome-compared'> {
  const byText = new Map(standing.map((outcome) => [outcome.text, outcome]));
  const gone = standing.filter(({ text }) => !lines.includes(text));
  const compared = gone.find(({ isCompared }) => isCompared);
  if (compared) return fail('course/outcome-compared', { text: compared.text });
  const placed = lines.map((text, index) => ({ text, position: index + 1, known: byText.get(text) }));
  return ok({
    kept: placed.flatMap(({ known, position }) => (known ? [{ id: known.id, position }] : [])),
    added: placed.flatMap(({ known, text, position }) => (known ? [] : [{ text, position }])),
    removed: gone.map(({ id }) => id),
  });
}
