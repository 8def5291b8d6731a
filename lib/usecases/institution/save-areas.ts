import * as z from 'zod';
import { getProgram } from '@/lib/db/curriculum';
import { findCourses } from '@/lib/db/institutions';
import { saveProgramAreas } from '@/lib/db/program-areas';
import { planChange } from '@/lib/institution/dated-version';
import { TypedAreas, unknownCodes } from '@/lib/institution/program-areas';
import { canonicalJson } from '@/lib/kernel/canonical-json';
import { refuse } from '@/lib/kernel/refusal';
import { orRefuse } from '@/lib/kernel/result';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { todayAt } from '../today-at';
import { FirstDay } from './first-day';

export const SaveAreas = z.strictObject({
  programId: z.uuid(),
  expectedVersion: z.coerce.number().int().min(1),
  firstDay: FirstDay,
  areas: TypedAreas.default([]),
});
export type SaveAreas = z.output<typeof SaveAreas>;

/**
 * Says from a day on what a program asks for, area by area; all else of it stays. No amount changes by it, so that no mapping has to be
 * looked at: the engine counts by limits.
 * @units credits in the home unit
 * @refuses not_found · invalid_input `program/unknown-courses` · conflict `program/changed-meanwhile` · rule_violation as saveProgram
 */
export async function saveAreas(ctx: Context, input: SaveAreas): Promise<{ id: string }> {
  return command(ctx, 'program.save', input, async (tx, actor, ctx) => {
    const program = await getProgram(tx, input.programId);
    authorize(ctx, 'program.save', { tenantId: actor.tenantId });
    const { programId: id, expectedVersion } = input;
    const areas = input.areas.map(({ row: _, ...area }) => area);
    const today = await todayAt(tx, ctx, actor.tenantId);
    const firstDay = input.firstDay ?? today;
    const codes = [...new Set(areas.flatMap(({ courses }) => courses))];
    const known = (await findCourses(tx, codes, firstDay)).map(({ code }) => code);
    for (const { row, ...area } of input.areas) {
      const [unknown] = unknownCodes([area], known);
      if (unknown !== undefined)
        refuse('invalid_input', 'program/unknown-courses', {
          fieldErrors: {
            [`areas.${row}.courses`]: `field/unknown-course ${unknown.replaceAll(/\s+/g, '')}`,
          },
        });
    }
    const planned = orRefuse(
      planChange(
        program.versions,
        firstDay,
        today,
        (version) => canonicalJson(version.areas) === canonicalJson(areas),
      ),
    );
    if (planned.kind === 'same') refuse('rule_violation', 'version/same');
    const change = { tenantId: actor.tenantId, id, expectedVersion, firstDay, personId: actor.personId };
    await saveProgramAreas(tx, { ...change, at: ctx.now }, planned, areas);
    await recordAudit(tx, ctx, 'program.save', {
      objectType: 'program',
      objectId: id,
      summary: `areas of program ${program.code} changed from ${firstDay} on`,
      before: { areas: planned.before.areas, firstDay: planned.before.firstDay },
      after: { areas, firstDay },
    });
    return { id };
  });
}
