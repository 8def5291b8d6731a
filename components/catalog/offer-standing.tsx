/** OfferStanding: offer. How it stands; one that opens later says from when, since nothing can be had by it before, also where it was suspended ahead of that day. */
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
  const word = standing === 'coming' ? 'givesFrom' : standing === 'suspended' ? 'suspendedAhead' : null;
  const says = word !== null && opensOn !== null && t(word, { date: day(opensOn) });
  return <Standing standing={standing} {...(says !== false && { says })} />;
}
