/** OwedBy: owed (owner, dueOn), due? (DueState, where they are still open), settlement? (where they are settled). Who sees to the conditions of an approval, and until when; once somebody has said whether they are met, that. */
import { useTranslations } from 'next-intl';
import { Day } from '@/components/ui/day';
import type { OwedConditions } from '@/lib/review/owed-conditions';
import type { DueState } from '@/lib/review/sla';
import type { Settlement } from '@/lib/usecases/review/decided-how';
import { DueWords } from './due-words';

type Props = {
  owed: OwedConditions;
  due?: DueState | null;
  settlement?: Pick<Settlement, 'isMet' | 'byName' | 'at'> | null;
};

export function OwedBy({ owed: { owner, dueOn }, due, settlement = null }: Props) {
  const t = useTranslations('faculty.owed');
  const role = useTranslations('account.role');
  if (settlement !== null)
    return (
      <span className="[overflow-wrap:anywhere]">
        {t.rich(settlement.isMet ? 'met' : 'unmet', {
          name: settlement.byName,
          date: () => <Day date={settlement.at} />,
        })}
      </span>
    );
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
