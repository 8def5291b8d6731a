/** ProgramLimits: program, action. The form of the limits of a program beside its two caps: a row for each and some more, from a day on. */
import { useTranslations } from 'next-intl';
import { Section } from './section';
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form';
import { DateInput } from '@/components/ui/date-input';
import { Disclosure } from '@/components/ui/disclosure';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import { TextInput } from '@/components/ui/text-input';
import { carriesNoCredit, LineKind } from '@/lib/credit/input';
import { LimitKind, limitRows, mostLimits } from '@/lib/institution/program-limits';
import type { ProgramView } from '@/lib/usecases/institution/view-program';

/** Rows to fill that are empty; another save offers more. */
const emptyRows = 2;

interface ProgramLimitsProps {
  program: ProgramView;
  action: ActionFormProps['action'];
}

export function ProgramLimits(props: ProgramLimitsProps) {
  const t = useTranslations('administration.curriculum');
  return (
    <Section title={t('besideCaps')} lede={t('limitsLede')}>
      <Disclosure summary={t('changeLimits')}>
        <LimitsForm {...props} />
      </Disclosure>
    </Section>
  );
}

function LimitsForm({ program, action }: ProgramLimitsProps) {
  const t = useTranslations('administration.curriculum');
  const kinds = useTranslations('public.estimate.scope.kind');
  const given = limitRows((program.current ?? program.versions[0])?.limits ?? []);
  const rows = Math.min(given.length + emptyRows, mostLimits);
  return (
    <ActionForm
      action={action}
      submit={t('saveLimits')}
      submitTone="secondary"
      edits={program}
      className="max-w-3xl"
    >
      <input type="hidden" name="programId" value={program.id} />
      {Array.from({ length: rows }, (_, row) => {
        const at = (name: string) => `limits.${row}.${name}`;
        const said = given[row] ?? {};
        const number = (name: 'amount' | 'percent' | 'window' | 'olderThan', label: string) => (
          <Field name={at(name)} label={label}>
            <TextInput defaultValue={said[name] ?? ''} width="tiny" inputMode="decimal" />
          </Field>
        );
        const list = (name: 'levels' | 'providers' | 'tags', label: string) => (
          <Field name={at(name)} label={label} hint={row === 0 ? t('limitListHint') : undefined}>
            <Textarea rows={1} defaultValue={said[name] ?? ''} />
          </Field>
        );
        return (
          <fieldset key={row} className="grid gap-3 border-l-2 border-line pl-4">
            <legend className="text-soft">{t('limitNumber', { number: row + 1 })}</legend>
            <input type="hidden" name={at('id')} value={said.id ?? ''} />
            <div className="grid gap-3 sm:grid-cols-2">
              <Field name={at('kind')} label={t('limitAsks')}>
                <Select
                  defaultValue={said.kind ?? ''}
                  placeholder={t('limitNone')}
                  options={LimitKind.options.map((kind) => ({ value: kind, label: t(`limitKind.${kind}`) }))}
                />
              </Field>
              <div className="grid grid-cols-2 gap-3">
                {number('amount', t('limitAmount'))}
                {number('percent', t('limitPercent'))}
              </div>
              {list('levels', t('limitLevels'))}
              {list('providers', t('limitProviders'))}
              {list('tags', t('limitTags'))}
              <Field name={at('lines')} label={t('limitLines')}>
                <Select
                  defaultValue={said.lines ?? ''}
                  placeholder={t('limitAny')}
                  options={LineKind.options
                    .filter((kind) => !carriesNoCredit(kind))
                    .map((kind) => ({ value: kind, label: kinds(kind) }))}
                />
              </Field>
              {number('olderThan', t('limitOlder'))}
              {number('window', t('limitWindow'))}
            </div>
          </fieldset>
        );
      })}
      <p className="measure text-sm text-soft">{t('limitsHint')}</p>
      <Field name="firstDay" label={t('firstDay')} hint={t('firstDayHint')}>
        <DateInput defaultValue={program.today} />
      </Field>
    </ActionForm>
  );
}
