/** RetireForm: action (the page's address), lastDay, refused? (the sentence), entered. Asks for the last day of a course or program; what that touches is shown before anything is saved. */
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { DateInput } from '@/components/ui/date-input';
import { EnteredForm } from '@/components/ui/entered-form';
import { Field } from '@/components/ui/field';

export function RetireForm({
  action,
  lastDay,
  entered,
  refused,
}: {
  action: string;
  lastDay: string;
  entered: string | string[] | undefined;
  refused?: string | undefined;
}) {
  const t = useTranslations('administration.curriculum');
  const form = useTranslations('ui.form');
  return (
    <EnteredForm
      action={action}
      entered={entered === undefined || refused === undefined ? null : { lastDay: entered }}
      fieldErrors={refused === undefined ? {} : { lastDay: refused }}
      title={form('correct')}
      className="max-w-xl"
    >
      <Field name="lastDay" label={t('lastDay')} hint={t('lastDayHint')} required>
        <DateInput defaultValue={lastDay} />
      </Field>
      <div>
        <Button type="submit">{t('showWhatEnds')}</Button>
      </div>
    </EnteredForm>
  );
}
