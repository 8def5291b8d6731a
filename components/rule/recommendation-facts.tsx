/** RecommendationFacts: advice, today. One recommendation in a line or two, with whether it still stands. */
import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { Amount } from '@/components/credit/amount';
import { useLevelWords } from '@/components/credit/level-words';
import { TextLink } from '@/components/ui/text-link';
import { standingOfAdvice } from '@/lib/catalog/advice';
import { Unit } from '@/lib/amount/unit';
import { Day } from '@/components/ui/day';

export interface Advice {
  id: string;
  recommender: string;
  amount: string | null;
  isMaximum: boolean;
  unit: string | null;
  levels: readonly string[];
  subjects: unknown;
  passMark: string | null;
  validFrom: string | null;
  validTo: string | null;
  sourceUrl: string;
}

export function RecommendationFacts({ advice, today }: { advice: Advice; today: string }) {
  const t = useTranslations('registrar.new');
  const levelWords = useLevelWords();
  const unit = Unit.safeParse(advice.unit);
  const standing = standingOfAdvice(advice, today);
  const subjects = Array.isArray(advice.subjects)
    ? advice.subjects.filter((one): one is string => typeof one === 'string')
    : [];
  return (
    <span className="grid gap-0.5">
      <span>
        <span className="font-medium">{advice.recommender}</span>{' '}
        {advice.amount !== null && unit.success ? (
          <Amount value={advice.amount} unit={unit.data} upTo={advice.isMaximum} />
        ) : (
          <span className="text-soft">{t('noAmount')}</span>
        )}
      </span>
      <span className="text-sm text-soft">
        {[advice.levels.map(levelWords).join(', '), subjects.join(' / ')].filter(Boolean).join(' · ')}
      </span>
      <span className={clsx('text-sm', standing === 'current' ? 'text-soft' : 'font-medium text-suspended')}>
        {standing === 'lapsed' && advice.validTo !== null ? (
          t.rich('lapsed', { date: () => <Day date={advice.validTo ?? ''} /> })
        ) : advice.validFrom === null && advice.validTo === null ? (
          t('undated')
        ) : (
          <>
            {advice.validFrom !== null &&
              t.rich(standing === 'coming' ? 'startsRich' : 'from', {
                date: () => <Day date={advice.validFrom ?? ''} />,
              })}{' '}
            {advice.validTo !== null && t.rich('until', { date: () => <Day date={advice.validTo ?? ''} /> })}
          </>
        )}{' '}
        <TextLink href={advice.sourceUrl}>{hostOf(advice.sourceUrl)}</TextLink>
      </span>
    </span>
  );
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : url;
}
