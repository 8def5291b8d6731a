/** CourseVersions: course, homeUnit. All versions of a course, the latest first, and which one holds today. */
import { useTranslations } from 'next-intl';
import { Amount } from '@/components/credit/amount';
import { LevelName } from '@/components/credit/level-name';
import { Table } from '@/components/ui/table';
import type { HomeUnit } from '@/lib/amount/unit';
import type { CourseView } from '@/lib/usecases/institution/view-course';
import { useVersionColumns } from './version-columns';

export function CourseVersions({ course, homeUnit }: { course: CourseView; homeUnit: HomeUnit }) {
  const t = useTranslations('administration.curriculum');
  const shared = useVersionColumns(course.current?.id);
  return (
    <Table
      caption={t('versions')}
      showCaption
      rows={course.versions}
      rowKey={({ id }) => id}
      columns={[
        shared.from,
        shared.title,
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
        shared.state,
        shared.by,
      ]}
    />
  );
}
