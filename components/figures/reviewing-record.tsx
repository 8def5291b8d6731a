/** ReviewingRecord: record, listed, castingVotes, listedCasting, year, today. What one person has judged in a year; fits a page of paper. */
import { RuleTitle } from '@/components/rule/rule-title';
import { useFormatter, useTranslations } from 'next-intl';
import { Day, useDay } from '@/components/ui/day';
import { EmptyState } from '@/components/ui/empty-state';
import { Table } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { hoursPerBallot, type OwnCastingVote } from '@/lib/figures/reviewing-record';
import type { ReviewingRecordView } from '@/lib/usecases/figures/view-reviewing-record';

export function ReviewingRecord({
  record,
  listed,
  castingVotes,
  listedCasting,
  year,
  today,
}: ReviewingRecordView) {
  const t = useTranslations('figures.record');
  const common = useTranslations('common');
  const format = useFormatter();
  const day = useDay();
  if (record.ballots === 0 && castingVotes === 0)
    return <EmptyState title={t('empty', { year: String(year) })}>{t('emptyWhy')}</EmptyState>;
  const facts = [
    ['cases', format.number(record.cases)],
    ['ballots', format.number(record.ballots)],
    ['hours', format.number(record.hours)],
    ['turnaround', record.turnaround === null ? '–' : format.number(record.turnaround)],
    ['inTime', record.inTime === null ? '–' : t('percent', { value: Math.round(record.inTime) })],
    ...(castingVotes > 0 ? [['casting', format.number(castingVotes)] as const] : []),
  ] as const;
  const mapping = {
    key: 'mapping',
    head: t('mapping'),
    rowHead: true,
    cell: ({ caseId, title }: OwnCastingVote) => (
      <TextLink href={`/faculty/cases/${caseId}`}>
        <RuleTitle title={title} />
      </TextLink>
    ),
  };
  return (
    <div className="grid grid-cols-1 gap-8">
      <dl className="flex flex-wrap gap-x-12 gap-y-4">
        {facts.map(([key, value]) => (
          <div key={key}>
            <dt className="text-sm text-soft">{t(key)}</dt>
            <dd className="serif tabular text-2xl">{value}</dd>
          </div>
        ))}
      </dl>
      {record.ballots > 0 && (
        <>
          <p className="measure text-sm text-soft">
            {t('assumption', {
              department: format.number(hoursPerBallot.department),
              other: format.number(hoursPerBallot.committee),
            })}
          </p>
          <div>
            <Table
              caption={t('list')}
              showCaption
              dense
              stacked
              columns={[
                mapping,
                { key: 'stage', head: t('stage'), cell: ({ kind }) => t(`stageOf.${kind}`) },
                { key: 'voted', head: t('voted'), cell: ({ votedOn }) => <Day date={votedOn} /> },
                { key: 'due', head: t('due'), cell: ({ dueOn }) => dueOn && <Day date={dueOn} /> },
                { key: 'days', head: t('days'), align: 'end', cell: ({ days }) => format.number(days) },
              ]}
              rows={listed}
              rowKey={({ caseId, kind, votedOn }) => `${caseId} ${kind} ${votedOn}`}
            />
            {listed.length < record.ballots && (
              <p className="mt-2 text-sm text-soft">{t('most', { count: listed.length })}</p>
            )}
          </div>
        </>
      )}
      {castingVotes > 0 && (
        <div>
          <Table
            caption={t('castingList')}
            showCaption
            dense
            stacked
            columns={[
              mapping,
              { key: 'stage', head: t('stage'), cell: ({ kind }) => t(`stageOf.${kind}`) },
              { key: 'decided', head: t('decided'), cell: ({ votedOn }) => <Day date={votedOn} /> },
            ]}
            rows={listedCasting}
            rowKey={({ caseId, kind, votedOn }) => `${caseId} ${kind} ${votedOn}`}
          />
          <p className="measure mt-2 text-sm text-soft">{t('castingWhy')}</p>
          {listedCasting.length < castingVotes && (
            <p className="mt-2 text-sm text-soft">{t('most', { count: listedCasting.length })}</p>
          )}
        </div>
      )}
      <p className="print-only text-sm">{t('printed', { product: common('product'), day: day(today) })}</p>
    </div>
  );
}
