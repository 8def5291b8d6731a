import * as z from 'zod';
import type { HeldRole } from '@/lib/access/actor';
import { findCalendarAddress } from '@/lib/db/calendar-addresses';
import { allDepartments } from '@/lib/db/institutions';
import { listMeetings, type MeetingRow } from '@/lib/db/meetings';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { kindLedBy } from '@/lib/review/delegation';
import type { StageKind } from '@/lib/review/stage-config';
import { authorize } from '../authorize';
import { query } from '../command';
import type { Context } from '../context';
import { leadsMeeting, momentAt } from './meeting-facts';

export const ViewMeetings = z.object({
  when: z.enum(['ahead', 'past']).catch('ahead'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type ViewMeetings = z.infer<typeof ViewMeetings>;

/** What somebody can call a meeting of. */
export interface Callable {
  kind: StageKind;
  departmentId: string | null;
  departmentName: string | null;
}

export interface MeetingsView {
  when: ViewMeetings['when'];
  today: CivilDate;
  rows: MeetingRow[];
  total: number;
  page: number;
  pages: number;
  /** None where the person leads no reviews. */
  callable: Callable[];
  /** Since when the own calendar has an address here. */
  calendarSince: string | null;
}

const size = 25;

/** The meetings of the institution, and what the person can call one of. */
export async function viewMeetings(ctx: Context, { when, page }: ViewMeetings): Promise<MeetingsView> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'meeting.view', { tenantId: actor.tenantId });
    const now = await momentAt(tx, ctx, actor.tenantId);
    const { rows, total } = await listMeetings(tx, { now, past: when === 'past', page, size });
    const departments = await allDepartments(tx);
    const offices = officesOf([...actor.roles, ...(actor.standsInFor ?? [])]);
    return {
      ...{ when, today: now.day, rows, total, page },
      pages: Math.max(1, Math.ceil(total / size)),
      callable: offices
        .filter((office) => leadsMeeting(actor, office))
        .map((office) => ({
          ...office,
          departmentName: departments.find(({ id }) => id === office.departmentId)?.name ?? null,
        })),
      calendarSince: (await findCalendarAddress(tx, actor.personId))?.givenAt ?? null,
    };
  });
}

/** What the offices among these roles lead, each once. */
function officesOf(roles: readonly HeldRole[]): { kind: StageKind; departmentId: string | null }[] {
  const found = new Map<string, { kind: StageKind; departmentId: string | null }>();
  for (const { role, departmentId } of roles) {
    const kind = kindLedBy(role);
    if (kind === null) continue;
    const of = { kind, departmentId: kind === 'department' ? departmentId : null };
    found.set(`${of.kind} ${of.departmentId}`, of);
  }
  return [...found.values()].filter(
    ({ kind, departmentId }) => kind !== 'department' || departmentId !== null,
  );
}
