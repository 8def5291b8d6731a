import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NoPermission } from '@/app/(registrar)/_components/no-permission';
import { staffRead } from '@/app/(registrar)/staff-read';
import { ClaimsTable } from '@/components/claim/claims-table';
import { PageHeader } from '@/components/layout/page-header';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { Pagination } from '@/components/ui/pagination';
import { Tabs } from '@/components/ui/tabs';
import { claimsPerPage, type DeskPart, deskParts, listClaims } from '@/lib/usecases/claim/view-claims';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('claim.desk'))('title') };
}

const parts = Object.keys(deskParts) as DeskPart[];

function hrefOf(part: DeskPart, page: number): string {
  const parameters = new URLSearchParams({
    ...(part !== 'institution' && { show: part }),
    ...(page > 1 && { page: String(page) }),
  }).toString();
  return `/registrar/claims${parameters === '' ? '' : `?${parameters}`}`;
}

/** The desk: what students claim, by whose turn it is and how long it waits. */
export default async function ClaimsPage({ searchParams }: PageProps<'/registrar/claims'>) {
  const { show, page: wanted } = await searchParams;
  const part = parts.find((one) => one === show) ?? 'institution';
  const page = Math.trunc(Math.min(Math.max(Number(wanted) || 1, 1), 100_000));
  const [{ value, denied }, t] = await Promise.all([
    staffRead(hrefOf(part, page), (ctx) => listClaims(ctx, { part, page })),
    getTranslations('claim.desk'),
  ]);
  if (denied !== null) return <NoPermission reason={denied} />;
  const { rows, counts, mayPost } = value;
  return (
    <div className="page grid grid-cols-1 gap-6">
      <PageHeader
        title={t('title')}
        lede={t('lede')}
        actions={mayPost && <LinkButton href="/registrar/claims/posting">{t('post')}</LinkButton>}
      />
      <Tabs
        label={t('parts')}
        items={parts.map((one) => ({
          href: hrefOf(one, 1),
          label: t(`part.${one}`),
          count: counts[one],
          current: one === part,
        }))}
      />
      {counts[part] === 0 ? (
        <EmptyState title={t('empty')}>{t('emptyWhy')}</EmptyState>
      ) : (
        <div>
          <p className="mb-2 text-sm text-soft" aria-live="polite">
            {t('found', { count: counts[part] })}
          </p>
          <ClaimsTable rows={rows} />
        </div>
      )}
      <Pagination
        page={page}
        pages={Math.ceil(counts[part] / claimsPerPage)}
        hrefOf={(one) => hrefOf(part, one)}
      />
    </div>
  );
}
