import type { Line } from '@/lib/credit/input';
import { canonicalJson } from '@/lib/kernel/canonical-json';
import type { RuleDefinition } from '@/lib/rule/rule-version';
import { type Note, noteOf } from './note';

/** A decision as the file writes one that gives nothing. @source docs/import.md, decisions about courses */
export const noCredit = 'NONE';

/**
 * What a row makes of what is stored: one note a cell that the row gives and that says something else now, with both. What the row
 * leaves empty stays, and is not mentioned. Nothing stored yet is the empty text.
 */
export function changeNotes(
  stored: Readonly<Record<string, unknown>> | null,
  given: Readonly<Record<string, unknown>>,
): Note[] {
  return Object.entries(given).flatMap(([field, value]) => {
    if (value === null || value === undefined) return [];
    const [before, after] = [textOf(stored?.[field]), textOf(value)];
    return before === after ? [] : [cellNote(field, before, after)];
  });
}

/** What one version says and the one before it did not, both with the same cells; what is empty now as well. */
export function differenceNotes(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Note[] {
  return changeNotes(
    before,
    Object.fromEntries(Object.entries(after).map(([field, value]) => [field, value ?? ''])),
  );
}

/** The cells of a row that are stored under the same name. */
export function cellsIn(row: object | null | undefined, stored: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row ?? {}).filter(([cell]) => cell in stored));
}

interface Decided {
  definition: RuleDefinition;
  publicNote: string;
}

/** What a new version of a decision changes of the one that stands: what is granted, for which programs, what the public is told, and else its conditions. */
export function decisionNotes(before: Decided, after: Decided): Note[] {
  const said = ({ definition, publicNote }: Decided) => ({
    granted: grantedBy(definition),
    programs: definition.programs ?? [],
    publicNote,
  });
  const notes = changeNotes(said(before), said(after));
  return notes.length > 0 ? notes : [noteOf('change/conditions')];
}

/** What a definition grants, in one line: all of one alternative, or of another. @units home unit of the institution */
export function grantedBy({ deny, outcomes }: Pick<RuleDefinition, 'deny' | 'outcomes'>): string {
  if (deny) return noCredit;
  return outcomes
    .map(({ lines }) => lines.map(lineText).sort().join(' + '))
    .sort()
    .join(' | ');
}

function lineText({ target, credits }: Line): string {
  return 'amount' in credits ? `${target} (${credits.amount})` : target;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((one) => typeof one === 'string'))
    return [...value].sort().join('; ');
  return canonicalJson(value);
}

function cellNote(field: string, before: string, after: string): Note {
  return noteOf('change/cell', { field, before, after });
}
