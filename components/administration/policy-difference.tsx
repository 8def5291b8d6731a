/** PolicyDifference: changes, comparedWith (version number or null). What a version changes. */
import { useTranslations } from 'next-intl';
import { ChangeTable, type ChangeRow } from '@/components/audit/change-table';
import { Section } from './section';

export function PolicyDifference({
  changes,
  comparedWith,
}: {
  changes: readonly ChangeRow[];
  comparedWith: number | null;
}) {
  const t = useTranslations('administration.policy');
  return (
    <Section title={comparedWith === null ? t('firstOfAll') : t('differenceTo', { version: comparedWith })}>
      {comparedWith === null ? (
        <p className="measure text-soft">{t('firstOfAllWhy')}</p>
      ) : changes.length === 0 ? (
        <p className="text-soft">{t('noDifference')}</p>
      ) : (
        <ChangeTable changes={changes} caption={t('differenceTo', { version: comparedWith })} />
      )}
    </Section>
  );
}
