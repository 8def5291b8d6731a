/** PublicFigures: ends, days, registerHref. What everybody may know of how an institution decides; nothing of fewer than ten. */
import { useFormatter, useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { Table } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import type { PublicFigures as Figures } from '@/lib/figures/public-figures';
import { useFigureWords } from './figure-words';

export function PublicFigures({ ends, days, registerHref }: Figures & { registerHref: string }) {
  const t = useTranslations('figures.public');
  const all = useTranslations('figures.value');
  const format = useFormatter();
  const words = useFigureWords();
  const register = <TextLink href={registerHref}>{t('register')}</TextLink>;
  if (ends.total === null || ends.total === 0)
    return (
      <EmptyState title={t(ends.total === null ? 'few' : 'none')} action={register}>
        {t(ends.total === null ? 'fewWhy' : 'noneWhy')}
      </EmptyState>
    );
  const credit = ends.parts.find(({ key }) => key === 'credit')?.percent ?? null;
  const told = days !== null && 'median' in days ? days : null;
  const number = (text: string | null) =>
    text ?? <span className="text-base text-soft">{all('withheld')}</span>;
  const facts = [
    ['decisions', format.number(ends.total)],
    ['share', credit === null ? null : words.number('percent', credit)],
    ['median', told && t('days', { days: told.median })],
    ['ninetieth', told && t('days', { days: told.ninetieth })],
  ] as const;
  return (
    <div className="grid grid-cols-1 gap-8">
      <dl className="flex flex-wrap gap-x-12 gap-y-4">
        {facts.map(([key, value]) => (
          <div key={key}>
            <dt className="text-sm text-soft">{t(key)}</dt>
            <dd className="serif tabular text-2xl">{number(value)}</dd>
          </div>
        ))}
      </dl>
      <div className="max-w-3xl">
        <Table
          caption={t('ends')}
          showCaption
          columns={[
            { key: 'end', head: t('column.end'), rowHead: true, cell: ({ key }) => t(`end.${key}`) },
            {
              key: 'bar',
              head: '',
              width: 'w-1/4 max-sm:hidden',
              cell: ({ percent }) => <Bar percent={percent} />,
            },
            {
              key: 'share',
              head: t('column.share'),
              align: 'end',
              cell: ({ percent }) => (percent === null ? all('withheld') : words.number('percent', percent)),
            },
            {
              key: 'n',
              head: t('column.n'),
              align: 'end',
              cell: ({ n }) => (n === null ? all('withheld') : format.number(n)),
            },
          ]}
          rows={ends.parts}
          rowKey={({ key }) => key}
        />
      </div>
      <p className="measure text-sm text-soft">{t('how')}</p>
      <p>{register}</p>
    </div>
  );
}

/** The share once more, drawn to scale. */
function Bar({ percent }: { percent: number | null }) {
  if (percent === null) return null;
  return (
    <svg viewBox="0 0 100 10" preserveAspectRatio="none" className="h-4 w-full" aria-hidden="true">
      <path d="M0 0V10" className="stroke-edge" strokeWidth="1" vectorEffect="non-scaling-stroke" />
      <rect x="0" y="2" width={percent} height="6" className="fill-accent" />
    </svg>
  );
}
