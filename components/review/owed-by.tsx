/** OwedBy: owed (owner, dueOn), due? (DueState, where they are still open). Who sees to the conditions of an approval, and until when. */
import { useTranslations } from 'next-intl';
import { Day } from '@/components/ui/day';
import type { OwedConditions } from '@/lib/review/owed-conditions';
import type { DueState } from '@/lib/review/sla';
import { DueWords } from './due-words';

export function OwedBy({ owed: { owner, dueOn }, due }: { owed: OwedConditions; due?: DueState | null }) {
  const t = useTranslations('faculty.owed');
  const role = useTranslations('account.role');
  return (
    <span className="[overflow-wrap:anywhere]">
      {t.rich('by', {
        who: owner.role === null ? owner.name : t('anybodyAs', { role: role(owner.role) }),
        date: () => <Day date={dueOn} />,
      })}
      {due && (
        <>
          {' '}
          (<DueWords due={due} />)
        </>
      )}
    </span>
  );
}
