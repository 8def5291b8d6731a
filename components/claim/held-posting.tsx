/** HeldPosting: amount (null: nothing), unit. What has to be earned at the institution itself before credit that is awarded is on the record. */
import { useTranslations } from 'next-intl';
import { Amount } from '@/components/credit/amount';
import type { Unit } from '@/lib/amount/unit';

export function HeldPosting({ amount, unit }: { amount: string | null; unit: Unit }) {
  const t = useTranslations('public.estimate');
  return (
    amount !== null && (
      <p className="measure">
        {t.rich('held_posting', { amount: () => <Amount value={amount} unit={unit} /> })}
      </p>
    )
  );
}
