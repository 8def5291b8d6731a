import * as z from 'zod';
import { listMeetingsOfStage, type Meeting } from '@/lib/db/meetings';
import { authorize } from '../authorize';
import { query } from '../command';
import type { Context } from '../context';

export const MeetingsOfStage = z.object({ stageId: z.uuid() });
export type MeetingsOfStage = z.infer<typeof MeetingsOfStage>;

/** The meetings that have a stage on their agenda. */
export async function meetingsOfStage(ctx: Context, { stageId }: MeetingsOfStage): Promise<Meeting[]> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'meeting.view', { tenantId: actor.tenantId });
    return listMeetingsOfStage(tx, stageId);
  });
}
