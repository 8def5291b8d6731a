/** CourseBeside: course, actions? (add and end a relation, save the content; for whoever may). What a course has no versions of: what rests on it, how it relates, outcomes and department. */
import { useTranslations } from 'next-intl';
import { Amount } from '@/components/credit/amount';
import { Section } from '@/components/administration/section';
import { RuleStatePill } from '@/components/rule/state-pill';
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form';
import { DateInput } from '@/components/ui/date-input';
import { Day } from '@/components/ui/day';
import { Disclosure } from '@/components/ui/disclosure';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import { TextLink } from '@/components/ui/text-link';
import { Textarea } from '@/components/ui/textarea';
import type { Unit } from '@/lib/amount/unit';
import { RelationKind, saidOn } from '@/lib/institution/course-relation';
import { departmentOptions } from '@/lib/institution/department-options';
import type { CourseView } from '@/lib/usecases/institution/view-course';

type Action = ActionFormProps['action'];

export function CourseBeside({
  course,
  actions,
}: {
  course: CourseView;
  actions?: Readonly<Record<'add' | 'end' | 'save', Action>> | undefined;
}) {
  const t = useTranslations('administration.curriculum');
  return (
    <>
      <Section title={t('rests')} lede={t('restsLede')}>
        <RestsOnCourse course={course} />
      </Section>
      <Section title={t('relations')} lede={t('relationsLede')}>
        <CourseRelations
          course={course}
          homeUnit={course.institution.homeUnit}
          addAction={actions?.add}
          endAction={actions?.end}
        />
      </Section>
      <Section title={t('content')} lede={t('contentLede')}>
        {actions === undefined ? (
          <CourseOutcomes outcomes={course.outcomes} />
        ) : (
          <CourseContentForm course={course} action={actions.save} />
        )}
      </Section>
    </>
  );
}

function CourseContentForm({ course, action }: { course: CourseView; action: Action }) {
  const t = useTranslations('administration.curriculum');
  const compared = course.outcomes.filter(({ isCompared }) => isCompared).length;
  return (
    <ActionForm
      action={action}
      submit={t('saveContent')}
      submitTone="secondary"
      edits={course}
      className="max-w-2xl"
    >
      <input type="hidden" name="courseId" value={course.id} />
      <Field name="departmentId" label={t('department')} hint={t('departmentOfCourseHint')}>
        <Select
          options={[{ value: '', label: t('noDepartment') }, ...departmentOptions(course.departments)]}
          defaultValue={course.departmentId ?? ''}
        />
      </Field>
      <Field
        name="outcomes"
        label={t('outcomes')}
        hint={compared === 0 ? t('outcomesHint') : t('outcomesComparedHint', { count: compared })}
      >
        <Textarea
          rows={Math.min(16, Math.max(4, course.outcomes.length + 2))}
          defaultValue={course.outcomes.map(({ text }) => text).join('\n')}
        />
      </Field>
    </ActionForm>
  );
}

function CourseOutcomes({ outcomes }: { outcomes: CourseView['outcomes'] }) {
  const t = useTranslations('administration.curriculum');
  if (outcomes.length === 0) return <p className="text-soft">{t('noOutcomes')}</p>;
  return (
    <ol className="measure grid list-decimal gap-1 pl-6">
      {outcomes.map(({ id, text }) => (
        <li key={id}>{text}</li>
      ))}
    </ol>
  );
}

function CourseRelations({
  course,
  homeUnit,
  addAction,
  endAction,
}: {
  course: CourseView;
  homeUnit: Unit;
  addAction?: Action | undefined;
  endAction?: Action | undefined;
}) {
  const t = useTranslations('administration.curriculum');
  return (
    <div className="grid gap-4">
      {course.relations.length === 0 && <p className="text-soft">{t('noRelations')}</p>}
      <ul className="stack">
        {course.relations.map((relation) => {
          const { kind, courseId, otherCourseId, credits, firstDay, lastDay } = relation;
          const said = saidOn(course.id, relation);
          const other =
            said.otherId === courseId
              ? { code: relation.code, title: relation.title }
              : { code: relation.otherCode, title: relation.otherTitle };
          return (
            <li key={`${courseId}${otherCourseId}${kind}`} className="grid gap-1 py-2.5">
              <p>
                {t.rich(`relation.${said.kind}`, {
                  course: () => (
                    <TextLink href={`/administration/courses/${said.otherId}`}>
                      {other.code} · {other.title}
                    </TextLink>
                  ),
                  amount: () => (credits === null ? null : <Amount value={credits} unit={homeUnit} />),
                })}
              </p>
              <p className="text-sm text-soft">
                {firstDay === null ? t('sinceEver') : t.rich('from', { date: () => <Day date={firstDay} /> })}
                {lastDay !== null && <> · {t.rich('until', { date: () => <Day date={lastDay} /> })}</>}
              </p>
              {endAction !== undefined && (
                <Disclosure summary={t('endRelation')} className="text-sm">
                  <ActionForm
                    action={endAction}
                    submit={t('endRelation')}
                    submitTone="secondary"
                    className="max-w-xl text-base"
                  >
                    <input type="hidden" name="pageId" value={course.id} />
                    <input type="hidden" name="courseId" value={courseId} />
                    <input type="hidden" name="otherCourseId" value={otherCourseId} />
                    <input type="hidden" name="kind" value={kind} />
                    <Field name="lastDay" label={t('lastDay')} hint={t('endRelationHint')} required>
                      <DateInput defaultValue={lastDay ?? course.today} />
                    </Field>
                  </ActionForm>
                </Disclosure>
              )}
            </li>
          );
        })}
      </ul>
      {addAction !== undefined && (
        <Disclosure summary={t('addRelation')}>
          <ActionForm
            action={addAction}
            submit={t('add')}
            submitTone="secondary"
            resetWhenDone
            className="max-w-xl"
          >
            <input type="hidden" name="courseId" value={course.id} />
            <Field name="kind" label={t('relationKind')} hint={t('relationKindHint')}>
              <Select
                options={RelationKind.options.map((kind) => ({
                  value: kind,
                  label: t(`relationOf.${kind}`),
                }))}
                defaultValue="equivalent"
              />
            </Field>
            <Field name="otherCode" label={t('otherCode')} required>
              <TextInput width="short" maxLength={40} />
            </Field>
            <Field name="credits" label={t('overlapCredits')} hint={t('overlapCreditsHint')}>
              <TextInput width="tiny" inputMode="decimal" />
            </Field>
          </ActionForm>
        </Disclosure>
      )}
    </div>
  );
}

function RestsOnCourse({ course }: { course: CourseView }) {
  const t = useTranslations('administration.curriculum');
  if (course.rests.length + course.areas.length === 0)
    return <p className="text-soft">{t('nothingRests')}</p>;
  return (
    <ul className="stack">
      {course.rests.map(({ id, ruleCode, title, version, status }) => (
        <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 py-2">
          <span className="min-w-0">
            <TextLink href={`/registrar/rules/${id}`}>
              {ruleCode} · {title}
            </TextLink>{' '}
            <span className="text-sm text-soft">{t('versionNumber', { version })}</span>
          </span>
          <RuleStatePill standing={status} />
        </li>
      ))}
      {course.areas.map(({ programId, programCode, programTitle, area }) => (
        <li key={`${programId}${area}`} className="min-w-0 py-2">
          {t.rich('fillsArea', {
            area,
            program: () => (
              <TextLink href={`/administration/programs/${programId}`}>
                {programCode} · {programTitle}
              </TextLink>
            ),
          })}
        </li>
      ))}
    </ul>
  );
}
