import * as z from 'zod';
import { allDepartments } from '@/lib/db/institutions';
import { addMeeting } from '@/lib/db/meetings';
import { orRefuse } from '@/lib/kernel/result';
import { mayCall } from '@/lib/review/meeting';
import { StageKind } from '@/lib/review/stage-config';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { todayAt } from '../today-at';
import { mailMeeting, meetingFields, meetingResource } from './meeting-facts';

export const CallMeeting = z.strictObject({
  /** The kind of stage that it decides and, behind a stroke, the department. */
  of: z
    .string()
    .regex(/^(committee|dean|department\|[0-9a-f-]{36})$/, 'field/choose')
    .transform((text) => text.split('|'))
    .pipe(z.tuple([StageKind]).rest(z.uuid())),
  ...meetingFields,
});
export type CallMeeting = z.infer<typeof CallMeeting>;

/** Calls a meeting of those who decide one kind of stage; they get mail. Its agenda is empty. @refuses rule_violation `meeting/over` */
export async function callMeeting(ctx: Context, input: CallMeeting): Promise<{ id: string }> {
  return command(ctx, 'meeting.call', input, async (tx, actor, ctx) => {
    const { tenantId, personId } = actor;
    const { of, ...facts } = input;
    const [kind, departmentId = null] = of;
    authorize(ctx, 'meeting.call', meetingResource(tenantId, { kind, departmentId }));
    orRefuse(mayCall(facts.day, await todayAt(tx, ctx, tenantId)));
    const id = ctx.newId();
    const meeting = { id, kind, departmentId, ...facts };
    await addMeeting(tx, { ...meeting, tenantId, byId: personId, at: ctx.now });
    const department = (await allDepartments(tx)).find((one) => one.id === departmentId);
    await mailMeeting(
      tx,
      'called',
      { ...meeting, departmentName: department?.name ?? null },
      { tenantId, personId, version: 1 },
    );
    await recordAudit(tx, ctx, 'meeting.call', {
      objectType: 'review_meeting',
      objectId: id,
      summary: `a meeting called: ${kind}`,
      after: { kind, departmentId, ...facts },
    });
    return { id };
  });
}
