/** BelowTheBook: work (how much changed, is asked about and is wrong). What concerns the rule book rather than one mapping, each a link where there is any. */
import { useTranslations } from 'next-intl';
import { TextLink } from '@/components/ui/text-link';
import type { WorkList } from '@/lib/usecases/rule/list-work';

export function BelowTheBook({ work }: { work: Pick<WorkList, 'changes' | 'demand' | 'health'> }) {
  const t = useTranslations('registrar.work');
  return (
    <ul aria-label={t('book')} className="flex flex-wrap gap-x-6 gap-y-1">
      {work.changes > 0 && (
        <li>
          <TextLink href="/registrar/changes">{t('changes', { count: work.changes })}</TextLink>
        </li>
      )}
      {work.demand > 0 && (
        <li>
          <TextLink href="/registrar/demand">{t('demand', { count: work.demand })}</TextLink>
        </li>
      )}
      <li>
        <TextLink href="/registrar/health">{t('health', { count: work.health.findings ?? 0 })}</TextLink>
        {!work.health.isCurrent && <span className="text-sm text-soft"> · {t('healthLooking')}</span>}
      </li>
    </ul>
  );
}
