/** OfferedAmount: offer (withheld null), size?, all? (with what other rules give beside it). How much an offer gives, or that the certificate says. */
import { useTranslations } from 'next-intl';
import { Amount } from '@/components/credit/amount';
import type { Offer } from '@/lib/catalog/offer';

export function OfferedAmount({
  offer,
  size = 'normal',
  all = false,
}: {
  offer: Pick<Offer, 'amount' | 'total' | 'unit' | 'isMaximum' | 'isAsStated'>;
  size?: 'large' | 'normal';
  all?: boolean;
}) {
  const t = useTranslations('public.offer');
  const value = all ? offer.total : offer.amount;
  const words = value === null ? t('asStated') : value === '0' ? t('withoutAmount') : null;
  if (words !== null || value === null)
    return <span className={size === 'large' ? 'serif text-2xl' : undefined}>{words}</span>;
  const amount = <Amount value={value} unit={offer.unit} size={size} upTo={offer.isMaximum} />;
  if (!offer.isAsStated) return amount;
  return (
    <>
      {amount} <span className="text-base text-soft">{t('statedUpTo')}</span>
    </>
  );
}
