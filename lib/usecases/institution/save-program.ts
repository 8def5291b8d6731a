import * as z from 'zod';
import { OptionalTypedAmount, TypedAmount } from '@/lib/amount/decimal-text';
import { getProgram, insertProgram, type ProgramFacts, saveProgramVersion } from '@/lib/db/curriculum';
import { planChange } from '@/lib/institution/dated-version';
import { withCaps } from '@/lib/institution/program-caps';
import { canonicalJson } from '@/lib/kernel/canonical-json';
import { CivilDateText } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import { orRefuse } from '@/lib/kernel/result';
import { oneLine } from '@/lib/kernel/shown-text';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { todayAt } from '../today-at';
import { type SavedChange, tellOwners, touchedRules } from './touched-rules';

const absent = z.literal('').transform(() => null);
const optional = OptionalTypedAmount.optional();
const percent = optional.refine(
  (text) => text === undefined || Number(text.split('/')[0]) / Number(text.split('/')[1] ?? '1') <= 100,
  'field/at-most-hundred',
);
const facts = {
  title: oneLine(200).min(1, 'field/title'),
  totalCredits: TypedAmount,
  status: z.enum(['active', 'inactive']),
  maxAmount: optional,
  maxPercent: percent,
  residentAmount: optional,
  residentPercent: percent,
};

export const AddProgram = z.strictObject({
  code: oneLine(40).min(1, 'field/code'),
  departmentId: z.uuid().or(absent),
  level: z.string().trim().min(1).max(40).or(absent),
  ...facts,
});
export type AddProgram = z.output<typeof AddProgram>;

/** Adds a program with its caps. @units amounts in the home unit @refuses conflict `program/code-taken` */
export async function addProgram(ctx: Context, input: AddProgram): Promise<{ id: string }> {
  return command(ctx, 'program.save', input, async (tx, actor, ctx) => {
    authorize(ctx, 'program.save', { tenantId: actor.tenantId });
    const { code, departmentId, title, level, totalCredits, status } = input;
    const after = { title, level, totalCredits, status, limits: withCaps([], input) };
    const id = ctx.newId();
    await insertProgram(tx, { tenantId: actor.tenantId, id, code, departmentId }, after);
    await recordAudit(tx, ctx, 'program.save', {
      objectType: 'program',
      objectId: id,
      summary: `program ${code} added`,
      after: { code, departmentId, ...after },
    });
    return { id };
  });
}

export const SaveProgram = z.strictObject({
  programId: z.uuid(),
  expectedVersion: z.coerce.number().int().min(1),
  /** Left empty it is today. */
  firstDay: CivilDateText.or(absent).default(null),
  ...facts,
});
export type SaveProgram = z.output<typeof SaveProgram>;

/**
 * Changes a program and its caps from a day on, as saveCourse does; limits of other kinds stay.
 * @units amounts in the home unit
 * @refuses not_found · conflict `program/changed-meanwhile` · rule_violation `version/in-the-past`, `version/begins-today`, `version/same`
 */
export async function saveProgram(ctx: Context, input: SaveProgram): Promise<SavedChange> {
  return command(ctx, 'program.save', input, async (tx, actor, ctx) => {
    const program = await getProgram(tx, input.programId);
    authorize(ctx, 'program.save', { tenantId: actor.tenantId });
    const { programId: id, expectedVersion, firstDay: wanted } = input;
    const today = await todayAt(tx, ctx, actor.tenantId);
    const firstDay = wanted ?? today;
    const planned = orRefuse(
      planChange(program.versions, firstDay, today, (one) => isSameProgram(one, programAfter(one, input))),
    );
    if (planned.kind === 'same') refuse('rule_violation', 'version/same');
    const after = programAfter(planned.before, input);
    const change = { tenantId: actor.tenantId, id, expectedVersion, firstDay, personId: actor.personId };
    const before = programFacts(planned.before);
    const { code } = program;
    const touched = await touchedRules(tx, ctx, [{ subject: 'program', id, code, firstDay, before, after }]);
    await saveProgramVersion(tx, { ...change, at: ctx.now }, planned, after);
    const told = await tellOwners(tx, { at: ctx.now, event: ctx.requestId }, touched, actor);
    await recordAudit(tx, ctx, 'program.save', {
      objectType: 'program',
      objectId: id,
      summary: `program ${program.code} changed from ${firstDay} on`,
      before: { ...before, firstDay: planned.before.firstDay },
      after: { ...after, firstDay },
    });
    return { id, firstDay, told };
  });
}

/** What a program says after the change; what the form does not ask for stays. */
export function programAfter(
  before: Pick<ProgramFacts, 'level' | 'limits'>,
  input: Omit<SaveProgram, 'programId' | 'expectedVersion' | 'firstDay'>,
): ProgramFacts {
  const { title, totalCredits, status } = input;
  return { title, totalCredits, status, level: before.level, limits: withCaps(before.limits, input) };
}

/** What of a version is the program's own matter. */
export function programFacts({ title, level, totalCredits, limits, status }: ProgramFacts): ProgramFacts {
  return { title, level, totalCredits, limits, status };
}

/** Whether two versions say the same of a program. */
export function isSameProgram(a: ProgramFacts, b: ProgramFacts): boolean {
  return (
    a.title === b.title &&
    a.level === b.level &&
    a.totalCredits === b.totalCredits &&
    a.status === b.status &&
    canonicalJson(a.limits) === canonicalJson(b.limits)
  );
}
