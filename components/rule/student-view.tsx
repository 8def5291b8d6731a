'use client';

/** StudentView: offer (what the public page would say; null where nothing can be told), names, today. What a student would read of a mapping that is being written. */
import { useFormatter, useTranslations } from 'next-intl';
import { OfferedAmount } from '@/components/catalog/offered-amount';
import {
  useDeadlineWords,
  useDecidingWords,
  useLineWords,
  useWithheldWords,
} from '@/components/catalog/offer-words';
import type { Offer } from '@/lib/catalog/offered';
import { isRefused } from '@/lib/catalog/standing';
import type { RuleNames } from '@/lib/rule/rule-names';

type Props = { offer: Offer; names: RuleNames; today: string };

function TheAnswer({ offer, names }: Omit<Props, 'today'>) {
  const t = useTranslations('public.entry');
  const format = useFormatter();
  const lineWords = useLineWords();
  const withheld = useWithheldWords()(offer);
  if (isRefused(offer.standing) && offer.withheld !== 'denied')
    return <p className="serif text-2xl">{t('noCredit')}</p>;
  if (withheld !== null) return <p className="text-soft">{withheld}</p>;
  return (
    <>
      <p>
        <OfferedAmount offer={offer} size="large" />
      </p>
      <p>
        {t('asLines', { list: format.list(offer.lines.map(({ line }) => lineWords(line, names.courses))) })}
      </p>
    </>
  );
}

export function StudentView({ offer, names, today }: Props) {
  const t = useTranslations('public.entry');
  const conditions = [...useDecidingWords()(offer, names), ...useDeadlineWords()(offer, today)];
  return (
    <div className="grid gap-1">
      <TheAnswer offer={offer} names={names} />
      {!isRefused(offer.standing) && offer.withheld === null && (
        <ul className="list-inside list-['–_'] text-sm text-soft">
          {(conditions.length > 0 ? conditions : [t('table.alone')]).map((condition) => (
            <li key={condition}>{condition}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
