'use client';

/** CoursePicker: value (what is typed), onName(what is typed or chosen, the course that it is), courses, homeUnit, fallback (id of a datalist), placeholder. Finds a course by its code or title, and shows its level and credit. */
import { useTranslations } from 'next-intl';
import { Combobox } from '@/components/ui/combobox';
import { Theirs } from '@/components/ui/theirs';
import type { Unit } from '@/lib/amount/unit';
import { courseOfCode, coursesLike } from '@/lib/rule/find-course';
import { useExactNumber } from './amount';
import { useLevelWords } from './level-words';

export interface CourseChoice {
  code: string;
  title: string;
  level: string | null;
  /** @units home unit */
  credits: string | null;
}

/** Shown at once; more words find the others. */
const mostShown = 8;

export function CoursePicker({
  name,
  value,
  onName,
  courses,
  homeUnit,
  fallback,
  placeholder,
  autoFocus,
}: {
  name: string;
  value: string;
  onName: (target: string, course: CourseChoice | undefined) => void;
  courses: readonly CourseChoice[];
  homeUnit: Unit;
  fallback: string;
  placeholder: string;
  autoFocus?: boolean | undefined;
}) {
  const t = useTranslations('registrar.editor');
  const units = useTranslations('credit.unit');
  const levels = useLevelWords();
  const exact = useExactNumber();
  const found = coursesLike(courses, value, mostShown);
  const noteOf = ({ level, credits }: CourseChoice) =>
    [
      level === null ? null : levels(level),
      credits === null
        ? null
        : `${exact(credits)} ${units(homeUnit, { count: credits.includes('/') ? 2.5 : Number(credits) })}`,
    ]
      .filter((part) => part !== null)
      .join(' · ');
  return (
    <>
      <Combobox
        value={value}
        // Who types a whole code has chosen as well.
        onValue={(typed) => onName(typed, courseOfCode(courses, typed))}
        options={found.map((course) => ({
          key: course.code,
          lead: course.code,
          text: course.title,
          note: noteOf(course),
        }))}
        onChoose={(code) =>
          onName(
            code,
            courses.find((one) => one.code === code),
          )
        }
        listLabel={t('coursesFound')}
        counted={(count) => t('coursesCounted', { count })}
        fallback={fallback}
        placeholder={placeholder}
        autoFocus={autoFocus}
      />
      <Theirs name={name} stored={undefined} />
    </>
  );
}
