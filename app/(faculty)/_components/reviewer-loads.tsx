import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { useDay } from '@/components/ui/day';
import { Table } from '@/components/ui/table';
import type { ReviewerLoad } from '@/lib/usecases/review/loads-of';

/** Who has how much to judge, over all open reviews of the institution. */
export function ReviewerLoads({ loads }: { loads: readonly ReviewerLoad[] }) {
  const t = useTranslations('faculty.lead.loads');
  const lead = useTranslations('faculty.lead');
  const day = useDay();
  return (
    <section aria-labelledby="loads" className="grid gap-2">
      <h2 id="loads" className="font-semibold">
        {t('title')}
      </h2>
      <Table
        dense
        caption={t('title')}
        rows={loads}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'name',
            head: t('name'),
            rowHead: true,
            cell: ({ name, away }) => (
              <span className="font-normal wrap-anywhere">
                {name}
                {away !== null && (
                  <span className="block text-soft">
                    {lead('away', { from: day(away.fromDay), to: day(away.toDay) })}
                  </span>
                )}
              </span>
            ),
          },
          { key: 'open', head: t('open'), align: 'end', cell: ({ open }) => open },
          {
            key: 'late',
            head: t('late'),
            align: 'end',
            cell: ({ late }) => (
              <span className={clsx(late > 0 && 'font-semibold text-suspended')}>{late}</span>
            ),
          },
        ]}
      />
    </section>
  );
}
