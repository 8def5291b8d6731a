/** PolicyWords: policy, version, since. An institution's credit policy in sentences. */
import { useTranslations } from 'next-intl';
import { Amount, useExactNumber } from '@/components/credit/amount';
import { Unit } from '@/lib/amount/unit';
import type { CreditPolicy } from '@/lib/credit/input';
import { useDay } from '@/components/ui/day';

export function PolicyWords({
  policy,
  version,
  since,
}: {
  policy: CreditPolicy;
  version: number;
  since: string;
}) {
  const t = useTranslations('public.institutions');
  const units = useTranslations('credit.unit');
  const exact = useExactNumber();
  const day = useDay();
  const { rounding } = policy;
  const stage = rounding?.stage ?? 'none';
  const conversions = Object.entries(policy.conversions ?? {}).flatMap(([pair, factor]) => {
    const [from, to] = pair.split('>').map((name) => Unit.safeParse(name).data);
    return from && to
      ? [{ pair, from: units(from, { count: 1 }), to: units(to, { count: 2 }), factor: exact(factor) }]
      : [];
  });
  return (
    <div className="prose">
      <p>{t('home', { unit: units(policy.homeUnit, { count: 2 }) })}</p>
      <p>
        {stage === 'none'
          ? t('rounding.none')
          : t(`rounding.${stage}`, {
              mode: t(`mode.${rounding?.mode ?? 'HALF_UP'}`),
              increment: exact(rounding?.increment ?? '0.01'),
            })}
      </p>
      <p>{t(`resolution.${policy.resolution ?? 'best'}`)}</p>
      <p>{t(`trim.${policy.trim ?? 'partial'}`)}</p>
      {policy.postAfterResidentCredits !== undefined && (
        <p>
          {t.rich('post', {
            amount: () => <Amount value={policy.postAfterResidentCredits ?? '0'} unit={policy.homeUnit} />,
          })}
        </p>
      )}
      {conversions.length > 0 && (
        <>
          <p>{t('conversions')}:</p>
          <ul>
            {conversions.map(({ pair, from, to, factor }) => (
              <li key={pair}>{t('conversion', { from, to, factor })}</li>
            ))}
          </ul>
        </>
      )}
      <p className="text-sm text-soft">{t('policyVersion', { version, date: day(since) })}</p>
    </div>
  );
}
