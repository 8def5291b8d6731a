import { env } from '@/lib/env';
import { calendarResponse } from '@/lib/next/calendar-response';
import { defineRoute } from '@/lib/next/define-route';
import { meetingCalendar } from '@/lib/usecases/meeting/meeting-calendar';

/** One meeting as a file for a calendar. */
export const GET = defineRoute<{ meetingId: string }>(async (ctx, _request, { meetingId }) =>
  calendarResponse('meeting', await meetingCalendar(ctx, meetingId, env().NEXTAUTH_URL)),
);
