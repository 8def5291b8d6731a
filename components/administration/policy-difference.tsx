/** PolicyDifference: changes, comparedWith (version number or null). What a version changes, in the words of its form. */
import { useTranslations } from 'next-intl';
import { ChangeTable, type ChangeRow } from '@/components/audit/change-table';
import { Section } from './section';

type Say = (key: string, values?: Record<string, string | number>) => string;

/** For each field the words of its name, and those of its values where they are not what somebody typed. */
const fields: Record<string, [name: string, value?: (t: Say, unit: Say, value: string) => string]> = {
  homeUnit: ['homeUnit', (_t, unit, value) => unit(`unit.${value}`, { count: 2 })],
  resolution: ['resolution', (t, _unit, value) => t(`resolutions.${value}`)],
  'rounding.stage': ['rounding', (t, _unit, value) => t(`stages.${value}`)],
  'rounding.mode': ['roundingMode', (t, _unit, value) => t(`modes.${value}`)],
  'rounding.increment': ['increment'],
  trim: ['trim', (t, _unit, value) => t(`trims.${value}`)],
  postAfterResidentCredits: ['postAfter'],
  recencyMonths: ['recency', (t, _unit, value) => t('months', { count: Number(value) })],
  excludedCriteria: ['criteria', (t, _unit, value) => t(`criterion.${value}`)],
  kind: ['stageKind', (t, _unit, value) => t(`kinds.${value}`)],
  mode: ['modeLabel', (t, _unit, value) => t(`mode.${value}`)],
  quorum: [
    'quorum',
    (t, _unit, value) =>
      value === 'moreThanHalf' ? t('quorumHalf') : t('quorumCount', { count: Number(value) }),
  ],
  threshold: ['thresholdLabel', (t, _unit, value) => t(`threshold.${value}`)],
  tie: ['tieLabel', (t, _unit, value) => t(`tie.${value}`)],
  minReviewers: ['minReviewers'],
  recusedCount: ['recusedLabel', (t, _unit, value) => t(value === 'true' ? 'recusedYes' : 'recusedNo')],
  dueDays: ['dueDays'],
  extendDays: ['extendDays'],
  everyReason: ['reasonsLabel', (t, _unit, value) => t(value === 'true' ? 'reasonsAll' : 'reasonsLow')],
  minutes: ['minutesLabel', (t, _unit, value) => t(value === 'true' ? 'minutesYes' : 'minutesNo')],
  deanFromCredits: ['deanFrom'],
  coverageThreshold: ['coverage', (t, _unit, value) => t('percent', { value })],
  reReviewMonths: ['reReview', (t, _unit, value) => t('months', { count: Number(value) })],
  afterChange: ['afterChange', (t, _unit, value) => t(`afterChanges.${value}`)],
  delegation: ['delegation', (t, _unit, value) => t(`delegations.${value}`)],
  claims: ['claims', (t, _unit, value) => t(`claimsBy.${value}`)],
  text: ['text'],
  url: ['url'],
  noticeInDays: ['noticeInDays'],
  withinDays: ['withinDays'],
  answeredInDays: ['answeredInDays'],
};

function inWords(t: Say, unit: Say, { path, before, after }: ChangeRow): ChangeRow {
  const [, from, to] = /^credit\.conversions\.([A-Z_]+)>([A-Z_]+)$/.exec(path) ?? [];
  if (from !== undefined && to !== undefined)
    return {
      path: `${t('conversions')}: ${unit(`unit.${from}`, { count: 2 })} → ${unit(`unit.${to}`, { count: 2 })}`,
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
    };
  const [, number, rest = path] = /^review\.stages\.(\d+)\.(.+)$/.exec(path) ?? [
    null,
    undefined,
    path.replace(/^(credit|review|appeal)\./, '').replace(/\.\d+$/, ''),
  ];
  const [name, valueOf] = fields[rest] ?? [];
  // A part of the policy as a whole: it was not there before, or is no more.
  if (name === undefined)
    return {
      path: t(
        path.startsWith('credit') ? 'creditTitle' : path.startsWith('appeal') ? 'appealTitle' : 'reviewTitle',
      ),
      ...only(before, 'before'),
      ...only(after, 'after'),
    };
  const say = (value: string) => (value === '' || !valueOf ? value : valueOf(t, unit, value));
  return {
    path: number === undefined ? t(name) : `${t('stageNumber', { number: Number(number) + 1 })}: ${t(name)}`,
    ...(before !== undefined && { before: say(before) }),
    ...(after !== undefined && { after: say(after) }),
  };
}

/** An empty list or group says nothing to a reader. */
function only(value: string | undefined, name: 'before' | 'after'): Partial<ChangeRow> {
  return value === undefined ? {} : { [name]: '' };
}

export function PolicyDifference({
  changes,
  comparedWith,
}: {
  changes: readonly ChangeRow[];
  comparedWith: number | null;
}) {
  const t = useTranslations('administration.policy');
  const units = useTranslations('credit');
  const rows = changes.map((change) => inWords(t as unknown as Say, units as unknown as Say, change));
  return (
    <Section title={comparedWith === null ? t('firstOfAll') : t('differenceTo', { version: comparedWith })}>
      {comparedWith === null ? (
        <p className="measure text-soft">{t('firstOfAllWhy')}</p>
      ) : changes.length === 0 ? (
        <p className="text-soft">{t('noDifference')}</p>
      ) : (
        <ChangeTable
          changes={rows}
          caption={t('differenceTo', { version: comparedWith })}
          absent={t('notSet')}
        />
      )}
    </Section>
  );
}
