import * as z from 'zod';
import type { StaffMember } from '@/lib/access/actor';
import { countMovesOf, findCalendarOwner } from '@/lib/db/calendar-addresses';
import { getInstitution, type Institution } from '@/lib/db/institutions';
import { findMeeting, listMeetings, type Meeting } from '@/lib/db/meetings';
import { findStanding } from '@/lib/db/sessions';
import { casesConcerning } from '@/lib/db/open-cases';
import { type Tx, withTenant } from '@/lib/db/tx';
import { addDays, type CivilDate } from '@/lib/kernel/civil-date';
import { isId } from '@/lib/kernel/id';
import { refuse } from '@/lib/kernel/refusal';
import { belongsTo } from '@/lib/review/meeting';
import { asksOf } from '@/lib/review/turn';
import { authorize } from '../authorize';
import { query } from '../command';
import { type Context, todayIn } from '../context';
import { fillIn, mailTexts } from '../mail-words';
import { openReviewsOf } from '../review/open-reviews';
import { calendarFile, type DayEntry, type TimedEntry } from './calendar-file';

/** One meeting as a calendar file. `base` is where the pages are. @refuses not_found */
export async function meetingCalendar(ctx: Context, meetingId: string, base: string): Promise<string> {
  if (!isId(meetingId)) refuse('not_found', 'meeting/not-found');
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'meeting.view', { tenantId: actor.tenantId });
    const meeting = (await findMeeting(tx, meetingId)) ?? refuse('not_found', 'meeting/not-found');
    const institution = await getInstitution(tx, actor.tenantId);
    return calendarFile({
      name: titleOf(meeting),
      timeZone: institution.timeZone,
      now: ctx.now,
      timed: [entryOf(meeting, institution, base)],
      days: [],
    });
  });
}

export const ReadCalendar = z.object({
  /** The institution. */
  at: z.string().min(1).max(100),
  token: z.string().regex(/^[\w-]{43}$/),
});
export type ReadCalendar = z.infer<typeof ReadCalendar>;

/** What is kept in the calendar of meetings that are over. @units days */
const keptDays = 90;
/** Meetings and due days in one calendar. */
const most = 200;

/**
 * The meetings and due days of whoever the address was given to, for a calendar that asks without a session. Whoever is no longer on the
 * staff has none, and each meeting is one that they belong to at this moment. @refuses not_found `calendar/over`
 */
export async function readCalendar(ctx: Context, { at, token }: ReadCalendar, base: string): Promise<string> {
  authorize(ctx, 'calendar.read', { tenantId: null });
  const { institutions } = await ctx.catalog.upToDate(ctx.now);
  const tenantId = institutions.find(({ slug }) => slug === at)?.id ?? refuse('not_found', 'calendar/over');
  return withTenant(ctx.database, { tenantId }, async (tx) => {
    const personId = (await findCalendarOwner(tx, token)) ?? refuse('not_found', 'calendar/over');
    const person =
      (await findStanding(tx, { tenantId, personId }, 'read')) ?? refuse('not_found', 'calendar/over');
    const institution = await getInstitution(tx, tenantId);
    const today = todayIn(ctx, institution.timeZone);
    const roles = [...person.roles, ...(person.standsInFor ?? [])];
    const { rows } = await listMeetings(tx, {
      now: { day: addDays(today, -keptDays), time: '00:00' },
      past: false,
      page: 1,
      size: most,
    });
    return calendarFile({
      name: fillIn(mailTexts.calendar.name, { institution: institution.shortName }),
      timeZone: institution.timeZone,
      now: ctx.now,
      timed: rows
        .filter((meeting) => belongsTo(meeting, roles))
        .map((meeting) => entryOf(meeting, institution, base)),
      days: await votesDue(
        tx,
        { kind: 'staff', userId: personId, tenantId, personId, ...person },
        today,
        base,
      ),
    });
  });
}

/** The days by which votes are asked of the person, what is due first: those of the queue, by the same answer. */
async function votesDue(tx: Tx, actor: StaffMember, today: CivilDate, base: string): Promise<DayEntry[]> {
  const open = await openReviewsOf(tx, actor, today, await casesConcerning(tx, actor));
  const due = open.filter(({ place }) => asksOf(place).includes('vote')).slice(0, most);
  const movesOf = await countMovesOf(
    tx,
    due.map(({ work }) => work.stage.id),
  );
  return due.flatMap(({ row: { caseId, title, dueOn }, work: { stage } }) =>
    dueOn === null
      ? []
      : [
          {
            uid: stage.id,
            sequence: movesOf(stage.id),
            day: dueOn,
            title: fillIn(mailTexts.calendar.due, { title }),
            url: new URL(`/faculty/cases/${caseId}`, base).href,
          },
        ],
  );
}

function titleOf({ kind, departmentName }: Pick<Meeting, 'kind' | 'departmentName'>): string {
  const { what, whatDepartment } = mailTexts.meeting;
  const of = departmentName === null ? what[kind] : fillIn(whatDepartment, { department: departmentName });
  return fillIn(mailTexts.calendar.meeting, { what: of });
}

function entryOf(meeting: Meeting, { shortName }: Institution, base: string): TimedEntry {
  const { id, day, starts, minutes, place, isCancelled, changedAt, rowVersion } = meeting;
  return {
    ...{ day, starts, minutes, place, isCancelled, changedAt },
    uid: id,
    sequence: rowVersion - 1,
    title: `${titleOf(meeting)} · ${shortName}`,
    url: new URL(`/faculty/meetings/${id}`, base).href,
  };
}
