import { useTranslations } from 'next-intl';
import { useDay } from '@/components/ui/day';
import { TextLink } from '@/components/ui/text-link';
import type { Meeting, MeetingRow } from '@/lib/usecases/meeting/view-meeting';

/** What a meeting is of. */
export function useMeetingName(): (meeting: Pick<Meeting, 'kind' | 'departmentName'>) => string {
  const t = useTranslations('faculty.meetings');
  return ({ kind, departmentName }) =>
    departmentName === null ? t(`of.${kind}`) : t('ofDepartment', { department: departmentName });
}

/** Day and time by the institution's clock. */
export function useMeetingTime(): (meeting: Pick<Meeting, 'day' | 'starts' | 'minutes'>) => string {
  const t = useTranslations('faculty.meetings');
  const day = useDay('long');
  return ({ day: on, starts, minutes }) => t('when', { day: day(on), starts, minutes });
}

/** Meetings, each with its time, place and how far it has come. */
export function MeetingList({ rows }: { rows: readonly MeetingRow[] }) {
  const t = useTranslations('faculty.meetings');
  const nameOf = useMeetingName();
  const timeOf = useMeetingTime();
  return (
    <ul className="stack border-b border-line">
      {rows.map((meeting) => (
        <li key={meeting.id} className="grid gap-0.5 py-3">
          <TextLink href={`/faculty/meetings/${meeting.id}`} className="font-medium wrap-anywhere">
            {nameOf(meeting)}
          </TextLink>
          <span>{timeOf(meeting)}</span>
          <span className="text-sm wrap-anywhere text-soft">
            {meeting.isCancelled
              ? t('cancelled')
              : t('facts', { place: meeting.place, items: meeting.items, decided: meeting.decided })}
          </span>
        </li>
      ))}
    </ul>
  );
}
