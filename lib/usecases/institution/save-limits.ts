import * as z from 'zod';
import { getProgram, saveProgramVersion } from '@/lib/db/curriculum';
import { planChange } from '@/lib/institution/dated-version';
import { TypedLimits, withLimitsBeside } from '@/lib/institution/program-limits';
import { refuse } from '@/lib/kernel/refusal';
import { orRefuse } from '@/lib/kernel/result';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { todayAt } from '../today-at';
import { FirstDay } from './first-day';
import { isSameProgram, programFacts } from './save-program';
import { type SavedChange, tellOwners, touchedRules } from './touched-rules';

export const SaveLimits = z.strictObject({
  programId: z.uuid(),
  expectedVersion: z.coerce.number().int().min(1),
  firstDay: FirstDay,
  limits: TypedLimits.default([]),
});
export type SaveLimits = z.output<typeof SaveLimits>;

/**
 * Says from a day on which limits a program has beside its two caps: of a level, a provider, a kind of credit, learning that is older than
 * so many years, the last credits, upper division. The engine counts by them from that day on; owners of mappings that they touch are told.
 * @units amounts in the home unit
 * @refuses not_found · invalid_input `program/limits` · conflict `program/changed-meanwhile` · rule_violation as saveProgram
 */
export async function saveLimits(ctx: Context, input: SaveLimits): Promise<SavedChange> {
  return command(ctx, 'program.save', input, async (tx, actor, ctx) => {
    const program = await getProgram(tx, input.programId);
    authorize(ctx, 'program.save', { tenantId: actor.tenantId });
    const { programId: id, expectedVersion } = input;
    const { code } = program;
    const today = await todayAt(tx, ctx, actor.tenantId);
    const firstDay = input.firstDay ?? today;
    const meant = (limits: Parameters<typeof withLimitsBeside>[0]) => {
      const said = withLimitsBeside(limits, input.limits);
      if (said.ok) return said.value;
      const { row } = said.details as { row: number };
      return refuse('invalid_input', 'program/limits', {
        fieldErrors: { [`limits.${row}.kind`]: said.reason },
      });
    };
    const planned = orRefuse(
      planChange(program.versions, firstDay, today, (one) =>
        isSameProgram(one, { ...programFacts(one), limits: meant(one.limits) }),
      ),
    );
    if (planned.kind === 'same') refuse('rule_violation', 'version/same');
    const before = programFacts(planned.before);
    const after = { ...before, limits: meant(before.limits) };
    const touched = await touchedRules(tx, ctx, [{ subject: 'program', id, code, firstDay, before, after }]);
    const change = { tenantId: actor.tenantId, id, expectedVersion, firstDay, personId: actor.personId };
    await saveProgramVersion(tx, { ...change, at: ctx.now }, planned, after);
    const told = await tellOwners(tx, { at: ctx.now, event: ctx.requestId }, touched, actor);
    await recordAudit(tx, ctx, 'program.save', {
      objectType: 'program',
      objectId: id,
      summary: `limits of program ${code} changed from ${firstDay} on`,
      before: { limits: before.limits, firstDay: planned.before.firstDay },
      after: { limits: after.limits, firstDay },
    });
    return { id, firstDay, told };
  });
}
