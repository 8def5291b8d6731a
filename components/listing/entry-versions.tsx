/** EntryVersions: entry, today, action? (begins the correction of a version). The versions of a certificate, the newest first, with what has become of each. */
import { useTranslations } from 'next-intl';
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form';
import { useFateWords } from '@/components/catalog/version-fate';
import { Button } from '@/components/ui/button';
import { Table } from '@/components/ui/table';
import type { ListedEntry, ListedVersion } from '@/lib/db/listed-entries';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { completenessOf } from '@/lib/micro-credential/completeness';
import { fatesOf } from '@/lib/micro-credential/version-fate';
import { VersionSpan } from './version-span';

export function EntryVersions({
  entry,
  today,
  action,
}: {
  entry: Pick<ListedEntry, 'id' | 'versions'>;
  today: CivilDate;
  action: ActionFormProps['action'] | undefined;
}) {
  const [t, listing, units] = [
    useTranslations('listing.entryPage'),
    useTranslations('listing'),
    useTranslations('credit.unit'),
  ];
  const fateWords = useFateWords();
  const fates = new Map(fatesOf(entry.versions, today).map((fate) => [fate.label, fateWords(fate)]));
  const fateOf = (label: string) => fates.get(label) ?? null;
  const creditOf = ({ content: { creditAmount, creditUnit } }: ListedVersion) =>
    creditUnit === '' ? null : `${creditAmount} ${units(creditUnit, { count: 2 })}`;
  return (
    <section className="grid content-start gap-3">
      <h2 className="border-b border-edge pb-2 text-lg font-semibold">{t('versions')}</h2>
      {entry.versions.length === 0 ? (
        <p className="text-soft">{t('noVersion')}</p>
      ) : (
        <Table
          stacked
          caption={t('versions')}
          rows={entry.versions}
          rowKey={({ id }) => id}
          columns={[
            { key: 'label', head: t('versionColumn'), rowHead: true, cell: ({ label }) => label },
            {
              key: 'days',
              head: t('days'),
              cell: (version) => (
                <>
                  <VersionSpan version={version} />
                  {fateOf(version.label) !== null && (
                    <span className="block text-sm text-soft">{fateOf(version.label)}</span>
                  )}
                </>
              ),
            },
            { key: 'credit', head: listing('field.creditAmount'), cell: creditOf },
            {
              key: 'complete',
              head: t('complete'),
              cell: ({ content }) => listing('complete', completenessOf(content).required),
            },
            ...(action === undefined
              ? []
              : [
                  {
                    key: 'correct',
                    head: <span className="sr-only">{t('correct')}</span>,
                    cell: ({ id, label }: ListedVersion) => (
                      <ActionForm action={action}>
                        <input type="hidden" name="microCredentialId" value={entry.id} />
                        <input type="hidden" name="kind" value="correction" />
                        <input type="hidden" name="versionId" value={id} />
                        <Button
                          type="submit"
                          size="small"
                          className="justify-self-start"
                          aria-label={t('correctSpoken', { label })}
                        >
                          {t('correct')}
                        </Button>
                      </ActionForm>
                    ),
                  },
                ]),
          ]}
        />
      )}
    </section>
  );
}
