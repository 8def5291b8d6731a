/** CourseList: courses, homeUnit, saveAction? (when the reader may). Each opens in place to be corrected. */
import { useTranslations } from 'next-intl';
import { Amount } from '@/components/credit/amount';
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form';
import { Disclosure } from '@/components/ui/disclosure';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import type { Unit } from '@/lib/amount/unit';

type Course = {
  id: string;
  code: string;
  title: string;
  credits: string | null;
  level: string | null;
  status: 'active' | 'inactive';
  rowVersion: number;
};

export function CourseList({
  courses,
  homeUnit,
  saveAction,
}: {
  courses: readonly Course[];
  homeUnit: Unit;
  saveAction?: ActionFormProps['action'] | undefined;
}) {
  const t = useTranslations('administration.curriculum');
  if (courses.length === 0) return <EmptyState title={t('noCourses')}>{t('noCoursesWhy')}</EmptyState>;
  return (
    <ul className="stack border-y border-line">
      {courses.map((course) => (
        <li key={course.id} className="grid gap-x-6 gap-y-1 py-2.5 sm:grid-cols-[7rem_minmax(0,1fr)_10rem]">
          <span className="tabular text-soft">{course.code}</span>
          <div className="grid min-w-0 gap-1">
            <p className={course.status === 'inactive' ? 'text-faint' : undefined}>
              {course.title}
              {course.status === 'inactive' && <span className="text-sm"> · {t('inactive')}</span>}
            </p>
            {saveAction !== undefined && (
              <Disclosure summary={t('correct')} className="text-sm">
                <ActionForm
                  action={saveAction}
                  version={course.rowVersion}
                  submit={t('save')}
                  submitTone="secondary"
                  className="max-w-xl text-base"
                >
                  <input type="hidden" name="courseId" value={course.id} />
                  <Field name="title" label={t('titleLabel')} required>
                    <TextInput defaultValue={course.title} maxLength={200} />
                  </Field>
                  <Field name="credits" label={t('credits')} hint={t('creditsHint')}>
                    <TextInput defaultValue={course.credits ?? ''} width="tiny" inputMode="decimal" />
                  </Field>
                  <Field name="level" label={t('level')}>
                    <TextInput defaultValue={course.level ?? ''} width="short" maxLength={40} />
                  </Field>
                  <Field name="status" label={t('state')}>
                    <Select
                      options={[
                        { value: 'active', label: t('active') },
                        { value: 'inactive', label: t('inactive') },
                      ]}
                      defaultValue={course.status}
                    />
                  </Field>
                </ActionForm>
              </Disclosure>
            )}
          </div>
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
