/** SeatsAtStake: seats (open reviews that go on without the person). Said before a role ends or a person is suspended. */
import { RuleTitle } from '@/components/rule/rule-title';
import { useTranslations } from 'next-intl';
import { TextLink } from '@/components/ui/text-link';
import type { OpenSeat } from '@/lib/review/seats-at-stake';

/** Most reviews named; how many more there are is said. */
const mostNamed = 10;

export function SeatsAtStake({ seats }: { seats: readonly OpenSeat[] }) {
  const t = useTranslations('administration.person');
  if (seats.length === 0) return null;
  return (
    <div className="grid gap-1">
      <p>{t('atStake', { count: seats.length })}</p>
      <ul className="list-inside list-disc [overflow-wrap:anywhere]">
        {seats.slice(0, mostNamed).map(({ caseId, title, isChair }) => (
          <li key={caseId}>
            <TextLink href={`/faculty/cases/${caseId}`}>
              <RuleTitle title={title} />
            </TextLink>{' '}
            {isChair && <span className="text-sm text-soft">({t('leadsIt')})</span>}
          </li>
        ))}
      </ul>
      {seats.length > mostNamed && (
        <p className="text-sm text-soft">{t('atStakeMore', { count: seats.length - mostNamed })}</p>
      )}
    </div>
  );
}
