import { env } from '@/lib/env';
import { refuse } from '@/lib/kernel/refusal';
import { calendarResponse } from '@/lib/next/calendar-response';
import { defineRoute } from '@/lib/next/define-route';
import { ReadCalendar, readCalendar } from '@/lib/usecases/meeting/meeting-calendar';

/** A person's calendar, for the calendar program that was given the address. */
export const GET = defineRoute<{ slug: string; token: string }>(async (ctx, _request, { slug, token }) => {
  const asked = ReadCalendar.safeParse({ at: slug, token });
  if (!asked.success) refuse('not_found', 'calendar/over');
  return calendarResponse('reviews', await readCalendar(ctx, asked.data, env().NEXTAUTH_URL));
});
