import { useTranslations } from 'next-intl';
import { PageHeader } from '@/components/layout/page-header';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import type { Meeting } from '@/lib/usecases/meeting/view-meeting';
import { useMeetingName, useMeetingTime } from './meeting-list';

/** What a meeting is of, when and where. */
export function MeetingHead({
  meeting,
  kicker,
  actions,
}: {
  meeting: Meeting;
  kicker?: string;
  actions?: React.ReactNode;
}) {
  const t = useTranslations('faculty.meetings');
  const faculty = useTranslations('faculty');
  const name = useMeetingName()(meeting);
  const timeOf = useMeetingTime();
  return (
    <PageHeader
      breadcrumbs={
        <Breadcrumbs
          items={[
            { href: '/faculty/cases', label: faculty('title') },
            { href: '/faculty/meetings', label: t('title') },
            { label: name },
          ]}
        />
      }
      {...(kicker !== undefined && { kicker })}
      title={name}
      lede={t('head', { when: timeOf(meeting), place: meeting.place })}
      {...(actions !== undefined && { actions })}
    />
  );
}
