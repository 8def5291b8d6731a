/** FigureDetails: details, of (which department, or all), period, csvOf. What is told of a period beside one figure a barrier: bars, each with its table. */
import { useTranslations } from 'next-intl';
import { creditOffered } from '@/lib/figures/barriers';
import type { Details, Parts, ShownSpread } from '@/lib/figures/details';
import type { Shown } from '@/lib/figures/figure-table';
import type { Detail } from '@/lib/figures/figure-cells';
import { BarList, type BarRow } from './bar-list';
import { useFigureWords } from './figure-words';

type Props = { details: Details; csvOf: (detail: Detail) => string };

export function FigureDetails(props: Props) {
  const t = useTranslations('figures.detail');
  return (
    <div className="grid gap-x-12 gap-y-8 lg:grid-cols-2">
      <Steps {...props} />
      <Turns {...props} />
      <Credit {...props} />
      <PartsOf
        detail="inForce"
        title={t('inForce.title')}
        note={t('inForce.how')}
        parts={props.details.inForce}
        csvHref={props.csvOf('inForce')}
      />
      <Rubric {...props} />
      <PartsOf
        detail="coverage"
        title={t('coverage.title')}
        note={t('coverage.how')}
        parts={props.details.coverage}
        csvHref={props.csvOf('coverage')}
      />
      <Reviewers {...props} />
      <PartsOf
        detail="open"
        title={t('open.title')}
        note={t('open.how')}
        parts={props.details.open}
        csvHref={props.csvOf('open')}
      />
    </div>
  );
}

const medianOf = (spread: ShownSpread) => (spread !== null && 'median' in spread ? spread : null);

function useSpreadRow() {
  const t = useTranslations('figures');
  return (key: string, label: string, spread: ShownSpread): BarRow => {
    const told = medianOf(spread);
    const words =
      told === null
        ? t(spread === null ? 'value.withheld' : 'value.none')
        : t('detail.steps.spread', { median: told.median, ninetieth: told.ninetieth });
    return {
      key,
      label,
      value: told?.median ?? null,
      ...(told && { reach: told.ninetieth }),
      text: words,
      cells: told === null ? [words, '', ''] : [String(told.median), String(told.ninetieth), String(told.n)],
    };
  };
}

function useShareRow() {
  const t = useTranslations('figures');
  const words = useFigureWords();
  return (key: string, label: string, shown: Shown): BarRow => ({
    key,
    label,
    value: shown?.value ?? null,
    text: words.shown('percent', shown),
    cells: [words.shown('percent', shown), shown === null ? '' : t('value.count', { value: shown.n })],
  });
}

const topOf = (rows: readonly BarRow[]) =>
  Math.max(1, ...rows.map(({ value, reach }) => Math.max(value ?? 0, reach ?? 0)));

function Steps({ details, csvOf }: Props) {
  const t = useTranslations('figures.detail');
  const rowOf = useSpreadRow();
  const rows = details.steps.map(({ step, spread }) => rowOf(step, t(`steps.of.${step}`), spread));
  return (
    <BarList
      title={t('steps.title')}
      note={t('steps.how')}
      rows={rows}
      most={topOf(rows)}
      columns={[t('part'), t('median'), t('ninetieth'), t('n')]}
      csvHref={csvOf('steps')}
    />
  );
}

function Turns({ details, csvOf }: Props) {
  const t = useTranslations('figures.detail');
  const all = useTranslations('figures');
  const rows = details.turns.map(({ holder, percent, spread }): BarRow => {
    const told = medianOf(spread);
    const words =
      percent === null || told === null
        ? all(spread === null || told !== null ? 'value.withheld' : 'value.none')
        : all('value.percent', { value: Math.round(percent) });
    return {
      key: holder,
      label: t(`turns.of.${holder}`),
      value: told === null ? null : percent,
      text: words,
      cells:
        told === null
          ? [words, '', '', '']
          : [words, String(told.median), String(told.ninetieth), String(told.n)],
    };
  });
  return (
    <BarList
      title={t('turns.title')}
      note={t('turns.how')}
      rows={rows}
      most={100}
      columns={[t('part'), t('share'), t('median'), t('ninetieth'), t('n')]}
      csvHref={csvOf('turns')}
    />
  );
}

function Credit({ details, csvOf }: Props) {
  const t = useTranslations('figures.detail');
  const rowOf = useShareRow();
  return (
    <BarList
      title={t('credit.title')}
      note={t('credit.how')}
      rows={(['credit', 'recommended', 'asIs'] as const).map((key) =>
        rowOf(key, t(`credit.of.${key}`), details[key]),
      )}
      most={100}
      marks={Object.values(creditOffered)}
      columns={[t('part'), t('share'), t('n')]}
      csvHref={csvOf('credit')}
    />
  );
}

function Rubric({ details, csvOf }: Props) {
  const t = useTranslations('figures.detail');
  const criterion = useTranslations('faculty.rubric.criterion');
  const all = useTranslations('figures');
  const words = useFigureWords();
  const rows = details.criteria.map(
    ({ criterion: key, mean }): BarRow => ({
      key,
      label: criterion(key),
      value: mean?.value ?? null,
      text: words.shown('mean', mean),
      cells: [words.shown('mean', mean), mean === null ? '' : all('value.count', { value: mean.n })],
    }),
  );
  return (
    <BarList
      title={t('criteria.title')}
      note={t('criteria.how')}
      rows={rows}
      most={3}
      columns={[t('part'), t('value'), t('n')]}
      csvHref={csvOf('criteria')}
    />
  );
}

function Reviewers({ details, csvOf }: Props) {
  const t = useTranslations('figures.detail');
  const all = useTranslations('figures');
  const [spreadRow, shareRow] = [useSpreadRow(), useShareRow()];
  const turnaround = spreadRow('turnaround', t('reviewers.turnaround'), details.turnaround);
  const agreement = shareRow('agreement', t('reviewers.agreement'), details.agreement);
  const count = (n: number | null) => (n === null ? all('value.withheld') : all('value.count', { value: n }));
  return (
    <div className="grid content-start gap-3">
      <BarList
        title={t('reviewers.title')}
        note={t('reviewers.how')}
        rows={[
          // Days and shares have no scale in common: of the days the bar shows how near the median is to what nine of ten need.
          {
            ...turnaround,
            value:
              turnaround.value === null
                ? null
                : (turnaround.value * 100) / Math.max(1, turnaround.reach ?? 1),
            reach: 100,
          },
          { ...agreement, cells: [agreement.cells[0] ?? '', '', agreement.cells[1] ?? ''] },
        ]}
        most={100}
        columns={[t('part'), t('value'), t('ninetieth'), t('n')]}
        csvHref={csvOf('reviewers')}
      />
      <p className="text-sm text-soft">
        {t('load', { waiting: count(details.waiting), reviewers: count(details.reviewers) })}
      </p>
    </div>
  );
}

type PartKey = { inForce: Details['inForce']; coverage: Details['coverage']; open: Details['open'] };

function PartsOf<D extends keyof PartKey>({
  detail,
  title,
  note,
  parts,
  csvHref,
}: {
  detail: D;
  title: string;
  note: string;
  parts: PartKey[D];
  csvHref: string;
}) {
  const t = useTranslations('figures.detail');
  const all = useTranslations('figures');
  const { total, parts: each } = parts as Parts<string>;
  const rows = each.map(({ key, n, percent }): BarRow => {
    const words =
      n === null
        ? all('value.withheld')
        : percent === null
          ? all('value.count', { value: n })
          : all('value.percent', { value: Math.round(percent) });
    return {
      key,
      label: t(`${detail}.of.${key}` as 'open.of.week'),
      value: percent,
      text: words,
      cells: [words, n === null ? '' : all('value.count', { value: n })],
    };
  });
  return (
    <BarList
      title={title}
      note={`${note}${total === null ? '' : ` ${all('value.rests', { n: total })}.`}`}
      rows={rows}
      most={100}
      columns={[t('part'), t('share'), t('n')]}
      csvHref={csvHref}
    />
  );
}
