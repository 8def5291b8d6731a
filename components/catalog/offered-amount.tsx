/**
 * OfferedAmount: offer (withheld null), size?, all? (with what other rules give beside it). How much an offer gives, or that the certificate says.
 * OfferedEcts: offer. The same in the common unit, by which offers are sorted, where that is another one.
 */
import { useTranslations } from 'next-intl';
import { Amount, useExactNumber } from '@/components/credit/amount';
import type { Offer } from '@/lib/catalog/offered';

export function OfferedAmount({
  offer,
  size = 'normal',
  all = false,
}: {
  offer: Pick<Offer, 'amount' | 'beforeRounding' | 'total' | 'unit' | 'isMaximum' | 'isAsStated'>;
  size?: 'large' | 'step' | 'row' | 'normal';
  all?: boolean;
}) {
  const t = useTranslations('public.offer');
  const exact = useExactNumber();
  const value = all ? offer.total : offer.amount;
  const words = value === null ? t('asStated') : value === '0' ? t('withoutAmount') : null;
  if (words !== null || value === null)
    return <span className={size === 'large' ? 'serif text-2xl' : undefined}>{words}</span>;
  const amount = <Amount value={value} unit={offer.unit} size={size} upTo={offer.isMaximum} />;
  const notes = [
    offer.beforeRounding !== null && value === offer.amount
      ? t('beforeRounding', { amount: exact(offer.beforeRounding) })
      : null,
    offer.isAsStated ? t('statedUpTo') : null,
  ].filter((note) => note !== null);
  if (notes.length === 0) return amount;
  return (
    <>
      {amount}{' '}
      <span className={size === 'row' ? 'text-soft' : 'text-base text-soft'}>{notes.join(', ')}</span>
    </>
  );
}

export function OfferedEcts({ offer: { ects, unit } }: { offer: Pick<Offer, 'ects' | 'unit'> }) {
  if (ects === null || ects === '0' || unit === 'ECTS') return null;
  return (
    <p className="text-sm text-soft">
      <Amount value={ects} unit="ECTS" />
    </p>
  );
}
