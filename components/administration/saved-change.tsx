/** SavedChange: firstDay, title, amount, unit, told. That a change of a course or program is saved, from when, and how many were told. savedIn, addressOfSaved: how the address carries that. */
import { useTranslations } from 'next-intl';
import { Amount } from '@/components/credit/amount';
import { Day } from '@/components/ui/day';
import { Notice } from '@/components/ui/notice';
import type { Unit } from '@/lib/amount/unit';

/** The page of what was saved, which then says so. */
export function addressOfSaved(
  place: string,
  { id, firstDay, told }: { id: string; firstDay: string; told: number },
): string {
  return `${place}/${id}?${new URLSearchParams({ saved: firstDay, told: String(told) })}`;
}

/** What the address says was saved, where there is such a version; an address that somebody else made up says nothing. */
export function savedIn<Version extends { firstDay: string | null }>(
  query: Readonly<Record<string, string | string[] | undefined>>,
  versions: readonly Version[],
): { version: Version; told: number } | null {
  const version = versions.find(({ firstDay }) => firstDay !== null && firstDay === query['saved']);
  const told = Number(query['told']);
  return version === undefined ? null : { version, told: Number.isSafeInteger(told) && told > 0 ? told : 0 };
}

export function SavedChange({
  firstDay,
  title,
  amount,
  unit,
  told,
}: {
  firstDay: string | null;
  title: string;
  amount: string | null;
  unit: Unit;
  told: number;
}) {
  const t = useTranslations('administration.curriculum');
  return (
    <Notice tone="done" live title={t('saved')}>
      {firstDay !== null && t.rich('changeFrom', { date: () => <Day date={firstDay} /> })} {title},{' '}
      {amount === null ? t('noCredits') : <Amount value={amount} unit={unit} />}. {t('told', { count: told })}
    </Notice>
  );
}
