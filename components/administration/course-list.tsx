/** CourseList: courses as they are today, homeUnit. Each leads to its page with all its versions. */
import { useTranslations } from 'next-intl';
import { Amount } from '@/components/credit/amount';
import { EmptyState } from '@/components/ui/empty-state';
import { TextLink } from '@/components/ui/text-link';
import type { Unit } from '@/lib/amount/unit';

type Course = {
  id: string;
  code: string;
  title: string;
  credits: string | null;
  status: 'active' | 'inactive';
};

export function CourseList({ courses, homeUnit }: { courses: readonly Course[]; homeUnit: Unit }) {
  const t = useTranslations('administration.curriculum');
  if (courses.length === 0) return <EmptyState title={t('noCourses')}>{t('noCoursesWhy')}</EmptyState>;
  return (
    <ul className="stack border-y border-line">
      {courses.map((course) => (
        <li key={course.id} className="grid gap-x-6 gap-y-1 py-2.5 sm:grid-cols-[7rem_minmax(0,1fr)_10rem]">
          <span className="tabular text-soft">{course.code}</span>
          <p className={course.status === 'inactive' ? 'text-faint' : undefined}>
            <TextLink href={`/administration/courses/${course.id}`}>{course.title}</TextLink>
            {course.status === 'inactive' && <span className="text-sm"> · {t('inactive')}</span>}
          </p>
          <span className="tabular sm:text-right">
            {course.credits === null ? (
              <span className="text-faint">{t('noCredits')}</span>
            ) : (
              <Amount value={course.credits} unit={homeUnit} />
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
