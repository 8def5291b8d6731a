import * as z from 'zod';
import type { StaffMember } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import type { Resource } from '@/lib/access/resource';
import type { Meeting, MeetingFacts } from '@/lib/db/meetings';
import { listHolding } from '@/lib/db/colleagues';
import { getInstitution } from '@/lib/db/institutions';
import { enqueueMail } from '@/lib/db/outbox';
import type { Tx } from '@/lib/db/tx';
import { CivilDateText } from '@/lib/kernel/civil-date';
import { calledName } from '@/lib/kernel/shown-text';
import { belongsTo, type LocalMoment, type MeetingStanding } from '@/lib/review/meeting';
import type { Context } from '../context';
import { dayIn, timeIn } from '../day-in';
import { fillIn, mailTexts, mailWords } from '../mail-words';
import { leadingRoles } from '../review/stage-resource';

/** What a meeting is called with, as forms send it. */
export const meetingFields = {
  day: CivilDateText,
  starts: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'field/time'),
  minutes: z.coerce
    .number()
    .int()
    .min(5, 'field/minutes-of-meeting')
    .max(600, 'field/minutes-of-meeting')
    .default(60),
  place: calledName(200, 'field/place'),
};

/** What `can` needs to know of a meeting. */
export function meetingResource(
  tenantId: string,
  { kind, departmentId }: Pick<MeetingStanding, 'kind' | 'departmentId'>,
): Resource {
  return { tenantId, stageKind: kind, departmentId };
}

/** Whether the person leads such reviews, and so calls and changes their meetings. */
export function leadsMeeting(
  actor: StaffMember,
  meeting: Pick<MeetingStanding, 'kind' | 'departmentId'>,
): boolean {
  return can(actor, 'meeting.change', meetingResource(actor.tenantId, meeting)).allowed;
}

/** The moment of the request by the institution's clock. */
export async function momentAt(tx: Tx, ctx: Context, tenantId: string): Promise<LocalMoment> {
  const { timeZone } = await getInstitution(tx, tenantId);
  return { day: dayIn(ctx.now, timeZone), time: timeIn(ctx.now, timeZone) };
}

/** Mail to all who belong to a meeting, but for whoever did it: one for each change. */
export async function mailMeeting(
  tx: Tx,
  kind: 'called' | 'moved' | 'cancelled',
  meeting: MeetingFacts & Pick<Meeting, 'id' | 'kind' | 'departmentId' | 'departmentName'>,
  by: { tenantId: string; personId: string; version: number },
): Promise<void> {
  const texts = mailTexts.meeting;
  const what =
    meeting.departmentName === null
      ? texts.what[meeting.kind]
      : fillIn(texts.whatDepartment, { department: meeting.departmentName });
  const { day, starts, place, minutes } = meeting;
  const words = mailWords(texts[kind], { what, day, starts, place, minutes: String(minutes) });
  const people = (await listHolding(tx, leadingRoles)).filter(
    ({ id, roles }) => id !== by.personId && belongsTo(meeting, roles),
  );
  for (const { id, email } of people)
    await enqueueMail(tx, {
      tenantId: by.tenantId,
      kind: `meeting.${kind}`,
      dedupeKey: `meeting.${kind}:${meeting.id}:${by.version}:${id}`,
      payload: { to: email, ...words, path: `/faculty/meetings/${meeting.id}` },
    });
}
