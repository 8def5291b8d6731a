import * as z from 'zod';
import { atMost, isAboveZero, OptionalTypedAmount, TypedTotal } from '@/lib/amount/decimal-text';
import {
  getProgram,
  insertProgram,
  type ProgramFacts,
  type ProgramVersion,
  saveProgramVersion,
} from '@/lib/db/curriculum';
import { ontoVersion, planChange, versionOn } from '@/lib/institution/dated-version';
import { capsOf, withCaps } from '@/lib/institution/program-caps';
import { canonicalJson } from '@/lib/kernel/canonical-json';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import { mostCredits } from '@/lib/institution/most-credits';
import { orRefuse } from '@/lib/kernel/result';
import { oneLine } from '@/lib/kernel/shown-text';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { todayAt } from '../today-at';
import { FirstDay } from './first-day';
import { type SavedChange, tellOwners, touchedRules } from './touched-rules';

const absent = z.literal('').transform(() => null);
const optional = OptionalTypedAmount.optional();
const tooMuch = `field/at-most ${mostCredits.program}`;
const amount = optional.refine(atMost(mostCredits.program), tooMuch);
const percent = optional.refine(atMost(100), 'field/at-most-hundred');
const facts = {
  title: oneLine(200).min(1, 'field/title'),
  totalCredits: TypedTotal.refine(atMost(mostCredits.program), tooMuch).refine(
    isAboveZero,
    'field/above-zero',
  ),
  status: z.enum(['active', 'inactive']),
  maxAmount: amount,
  maxPercent: percent,
  residentAmount: amount,
  residentPercent: percent,
};

export const AddProgram = z.strictObject({
  code: oneLine(40).min(1, 'field/code'),
  departmentId: z.uuid().or(absent),
  level: oneLine(40).transform((level) => (level === '' ? null : level)),
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
  firstDay: FirstDay,
  /** The version that the form was filled from, as of a course. */
  filledFrom: z
    .uuid()
    .or(z.literal('').transform(() => undefined))
    .optional(),
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
    const meant = programMeant(program.versions, input, firstDay);
    const planned = orRefuse(
      planChange(program.versions, firstDay, today, (one) => isSameProgram(one, programAfter(one, meant))),
    );
    if (planned.kind === 'same') refuse('rule_violation', 'version/same');
    const after = programAfter(planned.before, meant);
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

/** The change as it is meant for its first day, cap by cap. */
export function programMeant(
  versions: readonly ProgramVersion[],
  input: SaveProgram,
  firstDay: CivilDate,
): SaveProgram {
  const filledFrom = versions.find(({ id }) => id === input.filledFrom);
  const holding = versionOn(versions, firstDay);
  if (filledFrom === undefined || holding === null) return input;
  const { title, totalCredits, status, maxAmount, maxPercent, residentAmount, residentPercent } = input;
  const said = (one: ProgramVersion) => ({
    title: one.title,
    totalCredits: one.totalCredits,
    status: one.status,
    ...capsOf(one.limits),
  });
  const entered = { title, totalCredits, status, maxAmount, maxPercent, residentAmount, residentPercent };
  return { ...input, ...ontoVersion(said(filledFrom), entered, said(holding)) };
}

/** What a program says after the change; what the form does not ask for stays. */
export function programAfter(
  before: Pick<ProgramFacts, 'level' | 'limits'>,
  input: Omit<SaveProgram, 'programId' | 'expectedVersion' | 'firstDay' | 'filledFrom'>,
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
