import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { studentRead } from '@/app/(student)/student-read';
import { ClaimTurn } from '@/components/claim/claim-turn';
import { PageHeader } from '@/components/layout/page-header';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { Table } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { claimHref } from '@/lib/claim/claim-href';
import { listOwnClaims } from '@/lib/usecases/claim/view-own-claims';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('claim.own'))('title') };
}

/** All that somebody claimed, at every institution. */
export default async function OwnClaimsPage() {
  const [rows, t] = await Promise.all([studentRead('/my/claims', listOwnClaims), getTranslations('claim')]);
  return (
    <div className="page grid grid-cols-1 gap-6">
      <PageHeader title={t('own.title')} lede={t('own.lede')} />
      {rows.length === 0 ? (
        <EmptyState
          title={t('own.empty')}
          action={<LinkButton href="/estimate">{t('start.toEstimate')}</LinkButton>}
        >
          {t('own.emptyWhy')}
        </EmptyState>
      ) : (
        <Table
          caption={t('own.caption')}
          stacked
          rows={rows}
          rowKey={({ claim }) => claim.id}
          columns={[
            {
              key: 'what',
              head: t('own.column.what'),
              rowHead: true,
              cell: ({ claim, institution, titles }) => (
                <TextLink href={claimHref({ at: institution.slug, claimId: claim.id })}>
                  <bdi className="[overflow-wrap:anywhere]">{titles.join(', ')}</bdi>
                </TextLink>
              ),
            },
            {
              key: 'institution',
              head: t('own.column.institution'),
              cell: ({ institution }) => institution.name,
            },
            {
              key: 'state',
              head: t('own.column.state'),
              cell: ({ claim, shown }) =>
                claim.state === 'decided' && shown !== null
                  ? t(`outcome.${shown}`)
                  : t(`state.${claim.state}`),
            },
            {
              key: 'turn',
              head: t('own.column.turn'),
              cell: ({ turn, institution }) => <ClaimTurn turn={turn} institution={institution.name} />,
            },
          ]}
        />
      )}
    </div>
  );
}
