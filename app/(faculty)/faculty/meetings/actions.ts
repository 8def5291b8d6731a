'use server';

import { defineAction } from '@/lib/next/define-action';
import { CallMeeting, callMeeting } from '@/lib/usecases/meeting/call-meeting';
import { CancelMeeting, cancelMeeting } from '@/lib/usecases/meeting/cancel-meeting';
import { ChangeMeeting, changeMeeting } from '@/lib/usecases/meeting/change-meeting';
import { GiveCalendar, giveCalendar } from '@/lib/usecases/meeting/give-calendar';
import { SetAgenda, setAgenda } from '@/lib/usecases/meeting/set-agenda';
import { WithdrawCalendar, withdrawCalendar } from '@/lib/usecases/meeting/withdraw-calendar';
import { reportCalendar } from './report-calendar';

export const callMeetingAction = defineAction({
  input: CallMeeting,
  run: callMeeting,
  next: ({ id }) => `/faculty/meetings/${id}`,
});
export const changeMeetingAction = defineAction({
  input: ChangeMeeting,
  run: changeMeeting,
  done: 'meetingMoved',
});
export const cancelMeetingAction = defineAction({
  input: CancelMeeting,
  run: cancelMeeting,
  done: 'meetingCancelled',
});
export const setAgendaAction = defineAction({ input: SetAgenda, run: setAgenda, done: 'agendaSet' });
export const giveCalendarAction = defineAction({
  input: GiveCalendar,
  run: giveCalendar,
  report: reportCalendar,
});
export const withdrawCalendarAction = defineAction({
  input: WithdrawCalendar,
  run: withdrawCalendar,
  done: 'calendarWithdrawn',
});
