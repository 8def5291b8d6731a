/** CourseVersions: course, homeUnit. All versions of a course, the latest first, and which one holds today. */
import { useTranslations } from 'next-intl';
import { ChangedBy } from '@/components/administration/changed-by';
import { Amount } from '@/components/credit/amount';
import { LevelName } from '@/components/credit/level-name';
import { Day } from '@/components/ui/day';
import { Table } from '@/components/ui/table';
import type { HomeUnit } from '@/lib/amount/unit';
import type { CourseView } from '@/lib/usecases/institution/view-course';

export function CourseVersions({ course, homeUnit }: { course: CourseView; homeUnit: HomeUnit }) {
  const t = useTranslations('administration.curriculum');
  return (
    <Table
      caption={t('versions')}
      showCaption
      rows={course.versions}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'from',
          head: t('firstDay'),
          rowHead: true,
          cell: ({ id, firstDay }) => (
            <>
              {firstDay === null ? t('sinceEver') : <Day date={firstDay} />}
              {id === course.current?.id && <span className="text-sm text-soft"> · {t('now')}</span>}
            </>
          ),
        },
        { key: 'title', head: t('titleLabel'), cell: ({ title }) => title },
        {
          key: 'credits',
          head: t('credits'),
          align: 'end',
          cell: ({ credits }) =>
            credits === null ? t('noCredits') : <Amount value={credits} unit={homeUnit} />,
        },
        {
          key: 'level',
          head: t('level'),
          cell: ({ level }) => (level === null ? '–' : <LevelName level={level} />),
        },
        {
          key: 'kind',
          head: t('kind'),
          cell: ({ kind }) => t(kind === 'elective' ? 'kindElective' : 'kindCourse'),
        },
        { key: 'state', head: t('state'), cell: ({ status }) => t(status) },
        {
          key: 'by',
          head: t('changedBy'),
          cell: ({ changedBy, changedAt }) => <ChangedBy name={changedBy} at={changedAt} />,
        },
      ]}
    />
  );
}
