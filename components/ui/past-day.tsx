/** PastDay: day, today. Says that a page looks at a day that is over, and what it therefore leaves out; nothing of any other day. */
import { useTranslations } from 'next-intl';
import { useDay } from './day';
import { Notice } from './notice';

export function PastDay({ day, today }: { day: string; today: string }) {
  const t = useTranslations('common.asOf');
  const words = useDay();
  if (day >= today) return null;
  return <Notice className="mb-6">{t('past', { date: words(day) })}</Notice>;
}
