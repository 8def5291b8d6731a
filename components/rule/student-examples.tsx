/** StudentExamples: standing, ahead (its first day, where that has not come), reason, examples, unit. What a student would get from a mapping today: examples, or why it gives nothing. */
import { useTranslations } from 'next-intl';
import type { HomeUnit } from '@/lib/amount/unit';
import { useDay } from '@/components/ui/day';
import type { CivilDate } from '@/lib/kernel/civil-date';
import type { VersionStanding } from '@/lib/rule/version-standing';
import { type Example, ExampleList } from './example-list';

type Props = {
  standing: VersionStanding;
  /** The first day of a version that has not begun. */
  ahead: CivilDate | null;
  /** Why it was suspended or revoked. */
  reason: string;
  examples: readonly Example[];
  unit: HomeUnit;
};

export function StudentExamples({ standing, ahead, reason, examples, unit }: Props) {
  const t = useTranslations('registrar.rule');
  const day = useDay();
  if (standing === 'suspended' && ahead !== null)
    return <p className="text-soft">{t('givesNothing.suspendedAhead', { reason, day: day(ahead) })}</p>;
  switch (standing) {
    case 'suspended':
    case 'revoked':
    case 'ended':
    case 'superseded':
      return <p className="text-soft">{t(`givesNothing.${standing}`, { reason })}</p>;
    default:
      return (
        <>
          <p className="text-sm text-soft">{t('examplesLede')}</p>
          <ExampleList examples={examples} unit={unit} />
        </>
      );
  }
}
