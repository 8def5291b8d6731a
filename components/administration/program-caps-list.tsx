/** ProgramCapsList: programs as they are today (with their caps), homeUnit. Each leads to its page with all its versions. */
import { useTranslations } from 'next-intl';
import { StateField } from '@/components/administration/course-fields';
import { Amount, useExactNumber } from '@/components/credit/amount';
import { useLimitWords } from '@/components/estimate/limit-words';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { TextInput } from '@/components/ui/text-input';
import { TextLink } from '@/components/ui/text-link';
import type { Unit } from '@/lib/amount/unit';
import type { Limit } from '@/lib/credit/input';
import { capsOf, limitsBesideCaps } from '@/lib/institution/program-caps';

type ProgramFacts = {
  title: string;
  totalCredits: string;
  limits: Limit[];
  status: 'active' | 'inactive';
};
type Program = ProgramFacts & { id: string; code: string };

export function ProgramCaps({ limits, unit }: { limits: readonly Limit[]; unit: Unit }) {
  const t = useTranslations('administration.curriculum');
  const exact = useExactNumber();
  const words = useLimitWords(unit);
  const caps = capsOf(limits);
  const shown = (amount: string | undefined, percent: string | undefined) =>
    amount ? (
      <Amount value={amount} unit={unit} />
    ) : percent ? (
      t('percent', { value: exact(percent) })
    ) : (
      t('noCap')
    );
  const beside = limitsBesideCaps(limits);
  return (
    <div className="text-sm text-soft">
      <p>
        {t('external')}: {shown(caps.maxAmount, caps.maxPercent)} · {t('resident')}:{' '}
        {shown(caps.residentAmount, caps.residentPercent)}
      </p>
      {beside.length > 0 && (
        <ul aria-label={t('besideCaps')} className="list-disc pl-5">
          {beside.map((limit) => (
            <li key={limit.id}>{words(limit)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** What the form has no field for, so that nobody takes the two caps for all. */
function LimitsThatStay({ limits }: { limits: readonly Limit[] }) {
  const t = useTranslations('administration.curriculum');
  if (limitsBesideCaps(limits).length === 0) return null;
  return <p className="text-sm text-soft">{t('besideCapsStay')}</p>;
}

export function ProgramFields({ program }: { program?: ProgramFacts | undefined }) {
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
      <LimitsThatStay limits={program?.limits ?? []} />
      <StateField status={program?.status ?? 'active'} />
    </>
  );
}

export function ProgramCapsList({ programs, homeUnit }: { programs: readonly Program[]; homeUnit: Unit }) {
  const t = useTranslations('administration.curriculum');
  if (programs.length === 0) return <EmptyState title={t('noPrograms')}>{t('noProgramsWhy')}</EmptyState>;
  return (
    <ul className="stack border-y border-line">
      {programs.map((program) => (
        <li key={program.id} className="grid gap-x-6 gap-y-1 py-2.5 sm:grid-cols-[7rem_minmax(0,1fr)_10rem]">
          <span className="tabular text-soft">{program.code}</span>
          <div className="grid min-w-0 gap-1">
            <p className={program.status === 'inactive' ? 'text-faint' : undefined}>
              <TextLink href={`/administration/programs/${program.id}`}>{program.title}</TextLink>
              {program.status === 'inactive' && <span className="text-sm"> · {t('inactive')}</span>}
            </p>
            <ProgramCaps limits={program.limits} unit={homeUnit} />
          </div>
          <span className="tabular sm:text-right">
            <Amount value={program.totalCredits} unit={homeUnit} />
          </span>
        </li>
      ))}
    </ul>
  );
}
