import { canonicalJson } from '@/lib/kernel/canonical-json';
import type { RuleDefinition } from './rule-version';

/** The import that a decision came with: what it rests on where nobody added evidence. */
export interface ImportBasis {
  fileName: string;
  sha256: string;
  /** Day on which it was imported, where the institution is. */
  on: string;
  by: string;
  /** What the import decided. */
  definition: RuleDefinition;
}

/**
 * Whether a version may rest on the import that its rule came with, and needs no evidence of its own: it asks for the same and grants the
 * same credit. Days of claim and tags may differ, and a course may stand in the place of another where the rule states the amount itself;
 * an amount that comes from the course list is another one with another course.
 * @source docs/decisions/0060-institutions-are-organizations.md
 */
export function restsOnImport(basis: Pick<ImportBasis, 'definition'> | null, next: RuleDefinition): boolean {
  return basis !== null && canonicalJson(decided(basis.definition)) === canonicalJson(decided(next));
}

/** Credit and conditions of a definition, and nothing else. */
function decided({ claimWindow: _days, tags: _tags, outcomes, ...asked }: RuleDefinition) {
  return {
    ...asked,
    outcomes: outcomes.map((outcome) => ({
      ...outcome,
      lines: outcome.lines.map((line) =>
        line.kind === 'course' && 'amount' in line.credits ? { ...line, target: '' } : line,
      ),
    })),
  };
}
