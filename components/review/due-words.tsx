/** DueWords: due (DueState). How long in business days, or that it is overdue, in words; overdue also stands out. */
import { useTranslations } from 'next-intl';
import type { DueState } from '@/lib/review/sla';

export function DueWords({ due }: { due: DueState }) {
  const t = useTranslations('faculty.due');
  if (due.state === 'overdue')
    return <strong className="font-semibold text-suspended">{t('overdue', { days: due.days })}</strong>;
  if (due.state === 'today') return <strong className="font-semibold">{t('today')}</strong>;
  return <span>{due.state === 'none' ? t('none') : t('due', { days: due.days })}</span>;
}
