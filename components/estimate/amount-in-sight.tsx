/** AmountInSight: counted, unit. On a phone what the estimate comes to, below what is being filled in, and the way to the rest of it. */
import { useTranslations } from 'next-intl';
import { Amount } from '@/components/credit/amount';
import type { Unit } from '@/lib/amount/unit';

export function AmountInSight({ counted, unit }: { counted: string; unit: Unit }) {
  const t = useTranslations('public.estimate');
  return (
    <p className="no-print sticky bottom-0 z-10 -mx-5 flex items-baseline justify-between gap-4 border-t border-edge bg-paper px-5 py-2.5 lg:hidden">
      <span>
        <Amount value={counted} unit={unit} size="row" />
      </span>
      <a href="#estimate" className="link">
        {t('toEstimate')}
      </a>
    </p>
  );
}
