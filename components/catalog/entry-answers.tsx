/** EntryAnswers: path, decided, open, recommendations, notCompared, unit (chosen), commonUnit, asOf, today. The table that answers, and of which unit and day it is. */
import { useFormatter, useTranslations } from 'next-intl';
import { AsOf } from '@/components/layout/as-of';
import { useDay } from '@/components/ui/day';
import { Disclosure } from '@/components/ui/disclosure';
import { Notice } from '@/components/ui/notice';
import type { Unit } from '@/lib/amount/unit';
import { AnswerTable, type AnswerTableProps } from './answer-table';
import { UnitForm } from './unit-form';

export function EntryAnswers({
  path,
  decided,
  open,
  recommendations,
  notCompared,
  unit,
  commonUnit,
  asOf,
  today,
}: Omit<AnswerTableProps, 'unit'> & {
  path: string;
  notCompared: readonly { name: string }[];
  unit: Unit | null;
  commonUnit: Unit;
  today: string;
}) {
  const t = useTranslations('public.entry');
  const format = useFormatter();
  const day = useDay();
  return (
    <section className="mb-12 grid gap-4">
      <h2 className="sr-only">{t('answers')}</h2>
      <AnswerTable
        decided={decided}
        open={open}
        recommendations={recommendations}
        unit={commonUnit}
        asOf={asOf}
      />
      {notCompared.length > 0 && (
        <Notice>{t('notCompared', { list: format.list(notCompared.map(({ name }) => name)) })}</Notice>
      )}
      <div className="no-print flex flex-wrap items-start justify-between gap-x-8 gap-y-3">
        {decided.length > 0 && <UnitForm action={path} unit={unit} keep={asOf === today ? {} : { asOf }} />}
        <Disclosure summary={t('asItStands', { date: day(asOf) })} className="text-sm">
          <AsOf date={asOf} today={today} action={path} keep={unit === null ? {} : { unit }} />
        </Disclosure>
      </div>
    </section>
  );
}
