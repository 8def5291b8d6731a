/** AdviceStanding: advice {validFrom, validTo}, asOf. How a recommendation stands, in the words of every page: advice, from when on, or that it has lapsed. */
import { useTranslations } from 'next-intl';
import { Standing } from '@/components/credit/standing';
import { useDay } from '@/components/ui/day';
import { type AdviceSpan, standingOfAdvice } from '@/lib/catalog/advice';

export function AdviceStanding({ advice, asOf }: { advice: AdviceSpan; asOf: string }) {
  const t = useTranslations('public.entry.advice');
  const day = useDay();
  const time = standingOfAdvice(advice, asOf);
  const date = time === 'lapsed' ? advice.validTo : advice.validFrom;
  return (
    <Standing
      standing={({ current: 'recommended', coming: 'recommendedLater', lapsed: 'ended' } as const)[time]}
      says={t(time, { date: date === null ? '' : day(date) })}
    />
  );
}
