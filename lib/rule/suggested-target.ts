import * as z from 'zod';
import { foldCourseCode } from '@/lib/institution/course-code';
import { noLine } from './blank-form';
import type { DefinitionForm, LineForm } from '@/lib/rule/form-fields';
import type { RuleDefinition } from './rule-version';

/** Kinds of lines whose target can be suggested: a course, or one of the places that are no course. */
export const suggestedKinds = ['course', 'elective', 'block', 'genEd'] as const;
export type SuggestedKind = (typeof suggestedKinds)[number];

/** What can be suggested: a target as a line names it, or null for "no credit". */
export type SuggestedTarget = { kind: SuggestedKind; target: string } | null;

const nothing = 'none';
// The kinds of above.
const written = /^(course|elective|block|genEd):(.{1,200})$/su;

/** A suggested target in one text, as a form and an address carry it. */
export function writeSuggested(suggested: SuggestedTarget): string {
  return suggested === null ? nothing : `${suggested.kind}:${suggested.target}`;
}

/** Reads it back; undefined where it is no such text. */
export function readSuggested(text: string): SuggestedTarget | undefined {
  if (text === nothing) return null;
  const [, kind, target] = written.exec(text) ?? [];
  return kind === undefined || target === undefined ? undefined : { kind: kind as SuggestedKind, target };
}

/** A text of that form. @refuses others */
export const SuggestedText = z.string().refine((text) => readSuggested(text) !== undefined);

/** As many are shown beside a mapping, and kept. */
export const mostSuggested = 5;

/** What a rule gives, as far as it can be suggested: each target once, "no credit" alone where it denies. */
export function targetsOf({ deny, outcomes }: Pick<RuleDefinition, 'deny' | 'outcomes'>): SuggestedTarget[] {
  if (deny) return [null];
  const found = new Map<string, SuggestedTarget>();
  for (const { kind, target } of outcomes.flatMap(({ lines }) => lines)) {
    const known = suggestedKinds.find((one) => one === kind);
    if (known !== undefined) found.set(keyOf({ kind: known, target }), { kind: known, target });
  }
  return [...found.values()];
}

/** Equal where the same is meant, however a course code is written. */
function keyOf(suggested: SuggestedTarget): string {
  return suggested === null ? nothing : `${suggested.kind}:${foldCourseCode(suggested.target)}`;
}

export type Followed = 'first' | 'among' | 'no';

/** Whether what was decided is what had been suggested, likeliest first: the first of it, another of it, or none of it. */
export function followedBy(
  shown: readonly string[],
  definition: Pick<RuleDefinition, 'deny' | 'outcomes'>,
): Followed {
  const decided = new Set(targetsOf(definition).map(keyOf));
  const at = shown.findIndex((text) => {
    const suggested = readSuggested(text);
    return suggested !== undefined && decided.has(keyOf(suggested));
  });
  return at === 0 ? 'first' : at > 0 ? 'among' : 'no';
}

/** Whether the form says that already. */
export function stands({ decision, outcomes }: DefinitionForm, suggested: SuggestedTarget): boolean {
  if (decision === 'deny' || suggested === null) return decision === 'deny' && suggested === null;
  return outcomes.some(({ lines }) =>
    lines.some(
      ({ kind, target }) =>
        kind === suggested.kind && foldCourseCode(target) === foldCourseCode(suggested.target),
    ),
  );
}

/** The form with that target in it: in the first line that names none, in the only line, or as another alternative. Credit stays as it was entered. */
export function withSuggested(form: DefinitionForm, suggested: SuggestedTarget): DefinitionForm {
  if (suggested === null) return { ...form, decision: 'deny' };
  const { outcomes } = form;
  const lines = outcomes.flatMap((outcome) => outcome.lines);
  const place = lines.find(({ target }) => target === '') ?? (lines.length === 1 ? lines[0] : undefined);
  return {
    ...form,
    decision: 'credit',
    outcomes:
      place === undefined
        ? [...outcomes.filter((outcome) => outcome.lines.length > 0), { lines: [onto(noLine, suggested)] }]
        : outcomes.map((outcome) => ({
            lines: outcome.lines.map((line) => (line === place ? onto(line, suggested) : line)),
          })),
  };
}

/** A course without an amount of its own earns what the course list says; nothing else can. */
function onto(line: LineForm, { kind, target }: NonNullable<SuggestedTarget>): LineForm {
  const hasAmount = line.amount !== '' || line.credit === 'source';
  const credit = kind === 'course' && !hasAmount ? 'catalog' : line.credit;
  return { ...line, kind, target, credit: credit === 'catalog' && kind !== 'course' ? 'fixed' : credit };
}
