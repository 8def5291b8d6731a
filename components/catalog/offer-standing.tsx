/** OfferStanding: offer. How it stands; a yes or a no that begins later says from when, since nothing changes before, also where it was suspended ahead of that day. */
import { useTranslations } from 'next-intl';
import { Standing } from '@/components/credit/standing';
import { useDay } from '@/components/ui/day';
import type { Offer } from '@/lib/catalog/offered';

/** What stands and has not begun. */
const ahead: Partial<Record<Offer['standing'], 'givesFrom' | 'refusesFrom' | 'suspendedAhead'>> = {
  coming: 'givesFrom',
  refusedLater: 'refusesFrom',
  suspended: 'suspendedAhead',
};

export function OfferStanding({
  offer: { standing, opensOn },
}: {
  offer: Pick<Offer, 'standing' | 'opensOn'>;
}) {
  const t = useTranslations('public.offer');
  const day = useDay();
  const word = ahead[standing];
  return (
    <Standing
      standing={standing}
      {...(word !== undefined && opensOn !== null && { says: t(word, { date: day(opensOn) }) })}
    />
  );
}
