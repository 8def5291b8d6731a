/** ProgramAreas: areas, homeUnit (what a program asks for, area by area). ProgramAreasForm: program, action (rows for those there and some more). */
import { useTranslations } from 'next-intl';
import { Amount } from '@/components/credit/amount';
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form';
import { DateInput } from '@/components/ui/date-input';
import { Field } from '@/components/ui/field';
import { Table } from '@/components/ui/table';
import { Textarea } from '@/components/ui/textarea';
import { TextInput } from '@/components/ui/text-input';
import type { Unit } from '@/lib/amount/unit';
import { mostAreas, type ProgramArea } from '@/lib/institution/program-areas';
import type { ProgramView } from '@/lib/usecases/institution/view-program';

export function ProgramAreas({ areas, homeUnit }: { areas: readonly ProgramArea[]; homeUnit: Unit }) {
  const t = useTranslations('administration.curriculum');
  if (areas.length === 0) return <p className="text-soft">{t('noAreas')}</p>;
  return (
    <Table
      stacked
      caption={t('areas')}
      rows={areas}
      rowKey={({ title }) => title}
      columns={[
        { key: 'area', head: t('area'), rowHead: true, cell: ({ title }) => title },
        {
          key: 'credits',
          head: t('credits'),
          align: 'end',
          cell: ({ credits }) =>
            credits === null ? t('areaOpen') : <Amount value={credits} unit={homeUnit} />,
        },
        {
          key: 'courses',
          head: t('areaCourses'),
          cell: ({ courses }) => (courses.length === 0 ? t('areaNoCourses') : courses.join(', ')),
        },
      ]}
    />
  );
}

/** Rows to fill that are empty; another save offers more. */
const emptyRows = 3;

export function ProgramAreasForm({
  program,
  action,
}: {
  program: ProgramView;
  action: ActionFormProps['action'];
}) {
  const t = useTranslations('administration.curriculum');
  const areas = (program.current ?? program.versions[0])?.areas ?? [];
  const rows = Math.min(areas.length + emptyRows, mostAreas);
  return (
    <ActionForm
      action={action}
      submit={t('saveAreas')}
      submitTone="secondary"
      edits={program}
      className="max-w-3xl"
    >
      <input type="hidden" name="programId" value={program.id} />
      {Array.from({ length: rows }, (_, row) => (
        <fieldset
          key={row}
          className="grid gap-3 border-l-2 border-line pl-4 sm:grid-cols-[minmax(0,1fr)_8rem]"
        >
          <legend className="text-soft">{t('areaNumber', { number: row + 1 })}</legend>
          <Field name={`areas.${row}.title`} label={t('area')}>
            <TextInput defaultValue={areas[row]?.title ?? ''} maxLength={200} />
          </Field>
          <Field name={`areas.${row}.credits`} label={t('credits')}>
            <TextInput defaultValue={areas[row]?.credits ?? ''} width="tiny" inputMode="decimal" />
          </Field>
          <Field
            name={`areas.${row}.courses`}
            label={t('areaCourses')}
            hint={row === 0 ? t('areaCoursesHint') : undefined}
            className="sm:col-span-2"
          >
            <Textarea rows={2} defaultValue={areas[row]?.courses.join('; ') ?? ''} />
          </Field>
        </fieldset>
      ))}
      <Field name="firstDay" label={t('firstDay')} hint={t('firstDayHint')}>
        <DateInput defaultValue={program.today} />
      </Field>
    </ActionForm>
  );
}
