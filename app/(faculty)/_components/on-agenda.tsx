import { useTranslations } from 'next-intl';
import { TextLink } from '@/components/ui/text-link';
import type { Meeting } from '@/lib/usecases/meeting/view-meeting';
import { useMeetingName, useMeetingTime } from './meeting-list';

/** On the page of a case: the meetings that have it on their agenda. */
export function OnAgenda({ meetings }: { meetings: readonly Meeting[] }) {
  const t = useTranslations('faculty.meetings');
  const nameOf = useMeetingName();
  const timeOf = useMeetingTime();
  if (meetings.length === 0) return null;
  return (
    <ul className="grid gap-1">
      {meetings.map((meeting) => (
        <li key={meeting.id} className="wrap-anywhere">
          <TextLink href={`/faculty/meetings/${meeting.id}`}>
            {t('onAgenda', { name: nameOf(meeting), when: timeOf(meeting) })}
          </TextLink>
        </li>
      ))}
    </ul>
  );
}
