/** OfferStanding: offer. How it stands; one that stands and opens later says from when, since nothing can be had by it before. */
import { useTranslations } from 'next-intl';
import { Standing } from '@/components/credit/standing';
import { useDay } from '@/components/ui/day';
import type { Offer } from '@/lib/catalog/offer';

export function OfferStanding({
  offer: { standing, opensOn },
}: {
  offer: Pick<Offer, 'standing' | 'opensOn'>;
}) {
  const t = useTranslations('public.offer');
  const day = useDay();
  const opens = standing === 'coming' && opensOn !== null;
  return <Standing standing={standing} {...(opens && { says: t('givesFrom', { date: day(opensOn) }) })} />;
}
