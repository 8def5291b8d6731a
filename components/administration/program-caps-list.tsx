/** ProgramCapsList: programs (with their caps), homeUnit, today, saveAction? (when the reader may). Each opens in place to be corrected. */
import { useTranslations } from 'next-intl';
import { FirstDayField, StateField } from '@/components/administration/course-fields';
import { Amount } from '@/components/credit/amount';
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form';
import { Disclosure } from '@/components/ui/disclosure';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { TextInput } from '@/components/ui/text-input';
import type { Unit } from '@/lib/amount/unit';
import type { Limit } from '@/lib/credit/input';
import { capsOf } from '@/lib/institution/program-caps';

type Program = {
  id: string;
  code: string;
  title: string;
  totalCredits: string;
  limits: Limit[];
  status: 'active' | 'inactive';
  rowVersion: number;
};

function Caps({ program, unit }: { program: Program; unit: Unit }) {
  const t = useTranslations('administration.curriculum');
  const caps = capsOf(program.limits);
  const shown = (amount: string | undefined, percent: string | undefined) =>
    amount ? <Amount value={amount} unit={unit} /> : percent ? t('percent', { value: percent }) : t('noCap');
  return (
    <p className="text-sm text-soft">
      {t('external')}: {shown(caps.maxAmount, caps.maxPercent)} · {t('resident')}:{' '}
      {shown(caps.residentAmount, caps.residentPercent)}
    </p>
  );
}

export function ProgramFields({ program }: { program?: Program }) {
  const t = useTranslations('administration.curriculum');
  const caps = capsOf(program?.limits ?? []);
  const amount = (name: keyof typeof caps, label: string) => (
    <Field name={name} label={label}>
      <TextInput defaultValue={caps[name] ?? ''} width="tiny" inputMode="decimal" />
    </Field>
  );
  return (
    <>
      <Field name="title" label={t('titleLabel')} required>
        <TextInput defaultValue={program?.title ?? ''} maxLength={200} />
      </Field>
      <Field name="totalCredits" label={t('total')} required>
        <TextInput defaultValue={program?.totalCredits ?? ''} width="tiny" inputMode="decimal" />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        {amount('maxAmount', t('externalAmount'))}
        {amount('maxPercent', t('externalPercent'))}
        {amount('residentAmount', t('residentAmount'))}
        {amount('residentPercent', t('residentPercent'))}
      </div>
      <StateField status={program?.status ?? 'active'} />
    </>
  );
}

export function ProgramCapsList({
  programs,
  homeUnit,
  today,
  saveAction,
}: {
  programs: readonly Program[];
  homeUnit: Unit;
  today: string;
  saveAction?: ActionFormProps['action'] | undefined;
}) {
  const t = useTranslations('administration.curriculum');
  if (programs.length === 0) return <EmptyState title={t('noPrograms')}>{t('noProgramsWhy')}</EmptyState>;
  return (
    <ul className="stack border-y border-line">
      {programs.map((program) => {
        return (
          <li
            key={program.id}
            className="grid gap-x-6 gap-y-1 py-2.5 sm:grid-cols-[7rem_minmax(0,1fr)_10rem]"
          >
            <span className="tabular break-words text-soft">{program.code}</span>
            <div className="grid min-w-0 gap-1">
              <p className={program.status === 'inactive' ? 'text-faint' : undefined}>{program.title}</p>
              <Caps program={program} unit={homeUnit} />
              {saveAction !== undefined && (
                <Disclosure summary={t('correct')} className="text-sm">
                  <ActionForm
                    action={saveAction}
                    version={program.rowVersion}
                    submit={t('save')}
                    submitTone="secondary"
                    className="max-w-xl text-base"
                  >
                    <input type="hidden" name="programId" value={program.id} />
                    <ProgramFields program={program} />
                    <FirstDayField firstDay={today} />
                  </ActionForm>
                </Disclosure>
              )}
            </div>
            <span className="tabular sm:text-right">
              <Amount value={program.totalCredits} unit={homeUnit} />
            </span>
          </li>
        );
      })}
    </ul>
  );
}
