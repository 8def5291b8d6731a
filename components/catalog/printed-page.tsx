/** PrintedPage: asOf (the day that it is about), address. On paper alone: what the page is, of which day, where it is found, and that it promises nothing. */
import { useTranslations } from 'next-intl';
import { useDay } from '@/components/ui/day';

export function PrintedPage({ asOf, address }: { asOf: string; address: string }) {
  const t = useTranslations('public.entry');
  const common = useTranslations('common');
  const day = useDay();
  return (
    <section className="print-only mt-8">
      <p>{t('printedAsOf', { date: day(asOf) })}</p>
      <p className="break-all">{t('printed', { product: common('product'), address })}</p>
    </section>
  );
}
