/** StudentExamples: standing, reason, examples, unit. What a student would get from a mapping today: examples, or why it gives nothing. */
import { useTranslations } from 'next-intl';
import type { HomeUnit } from '@/lib/amount/unit';
import type { VersionStanding } from '@/lib/rule/version-standing';
import { type Example, ExampleList } from './example-list';

type Props = {
  standing: VersionStanding;
  /** Why it was suspended or revoked. */
  reason: string;
  examples: readonly Example[];
  unit: HomeUnit;
};

export function StudentExamples({ standing, reason, examples, unit }: Props) {
  const t = useTranslations('registrar.rule');
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
