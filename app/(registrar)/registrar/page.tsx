import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NoPermission } from '@/app/(registrar)/_components/no-permission';
import { staffRead } from '@/app/(registrar)/staff-read';
import { FirstSteps } from '@/components/administration/first-steps';
import { PageHeader } from '@/components/layout/page-header';
import { NamesThatWait } from '@/components/listing/names-that-wait';
import { ListingTable } from '@/components/listing/certificate-tables';
import { BelowTheBook } from '@/components/rule/below-the-book';
import { ListKeys } from '@/components/rule/list-keys';
import { OthersTable, WorkTable } from '@/components/rule/work-table';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { Pagination } from '@/components/ui/pagination';
import { Tabs } from '@/components/ui/tabs';
import { TextLink } from '@/components/ui/text-link';
import { can } from '@/lib/access/can';
import { requestContext } from '@/lib/next/request-context';
import { parseRuleQuery, ruleListHref } from '@/lib/rule/list-query';
import { viewFirstSteps } from '@/lib/usecases/institution/view-first-steps';
import { listWork, type WorkQueue } from '@/lib/usecases/rule/list-work';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('registrar.work'))('title') };
}

/** The list that holds all of one kind of work. */
const plain = parseRuleQuery({});
const listOf: Record<WorkQueue, string> = {
  publish: ruleListHref(plain, { state: 'ready' }),
  route: ruleListHref(plain, { state: 'submitted' }),
  conditions: ruleListHref(plain, { state: 'conditionally_approved' }),
  returned: ruleListHref(plain, { state: 'returned', mine: true }),
  drafts: ruleListHref(plain, { state: 'draft', mine: true }),
  overdue: ruleListHref(plain, { due: 'overdue', sort: 'due', direction: 'ascending' }),
  soon: ruleListHref(plain, { due: 'soon', sort: 'due', direction: 'ascending' }),
  suspended: ruleListHref(plain, { state: 'suspended' }),
  reaffirm: '/registrar/rules/many?act=reaffirm',
};

/** The address of one page of what waits for the reader, or of what waits for others. */
function pageHref(tab: 'mine' | 'others', page = 1): string {
  const asked = new URLSearchParams({
    ...(tab === 'others' && { tab }),
    ...(page > 1 && { page: String(page) }),
  }).toString();
  return asked === '' ? '/registrar' : `/registrar?${asked}`;
}

export default async function WorkPage({ searchParams }: PageProps<'/registrar'>) {
  const asked = await searchParams;
  const [tab, wanted] = [asked['tab'] === 'others' ? 'others' : 'mine', Number(asked['page'])] as const;
  const [{ value, denied }, steps, { actor }, t] = await Promise.all([
    staffRead('/registrar', (ctx) => listWork(ctx, { tab, page: Number.isInteger(wanted) ? wanted : 1 })),
    staffRead('/registrar', viewFirstSteps),
    requestContext(),
    getTranslations('registrar.work'),
  ]);
  if (denied !== null) return <NoPermission reason={denied} />;
  const kinds = value.waiting.filter(({ total }) => total > 0);
  const mayDraft = actor.kind === 'staff' && can(actor, 'rule.draft', { tenantId: actor.tenantId }).allowed;
  const map = mayDraft && (
    <LinkButton href="/registrar/rules/new" tone="primary">
      {t('map')}
    </LinkButton>
  );
  return (
    <div className="page grid grid-cols-1 gap-6">
      <PageHeader
        title={t('title')}
        lede={t('lede')}
        actions={
          <>
            <LinkButton href="/registrar/rules">{t('all')}</LinkButton>
            {map}
          </>
        }
      />
      <FirstSteps steps={steps.value ?? null} />
      <BelowTheBook work={value} />
      <NamesThatWait work={value} />
      <Tabs
        label={t('tabs')}
        items={(['mine', 'others'] as const).map((one) => ({
          href: pageHref(one),
          label: t(`tab.${one}`),
          count: one === 'mine' ? value.total + value.listings.total : value.others.total,
          current: one === tab,
        }))}
      />
      {tab === 'others' ? (
        value.others.lines.length === 0 ? (
          <EmptyState title={t('noOthers')}>{t('noOthersBody')}</EmptyState>
        ) : (
          <ListKeys>
            <p className="mb-2 hidden text-right text-sm text-soft lg:block">{t('keys')}</p>
            <OthersTable lines={value.others.lines} />
          </ListKeys>
        )
      ) : value.total + value.listings.total === 0 ? (
        <EmptyState title={t('nothing')} action={map}>
          {t('nothingBody')}
        </EmptyState>
      ) : (
        <>
          {kinds.length > 0 && (
            <ul aria-label={t('kinds')} className="no-print flex flex-wrap gap-x-6 gap-y-1 text-sm">
              {kinds.map(({ queue, total }) => (
                <li key={queue}>
                  <TextLink href={listOf[queue]}>{t(`queue.${queue}`)}</TextLink>{' '}
                  <span className="tabular text-soft">{total}</span>
                </li>
              ))}
            </ul>
          )}
          {value.lines.length > 0 && (
            <ListKeys>
              <p className="mb-2 hidden text-right text-sm text-soft lg:block">{t('keys')}</p>
              <WorkTable lines={value.lines} />
            </ListKeys>
          )}
          {value.listings.total > 0 && value.page === 1 && (
            <section className="grid gap-2">
              <h2 className="text-lg font-semibold">{t('listings', { count: value.listings.total })}</h2>
              <ListingTable rows={value.listings.rows} page={1} />
              {value.listings.total > value.listings.rows.length && (
                <p>
                  <TextLink href="/registrar/certificates?show=open">{t('allListings')}</TextLink>
                </p>
              )}
            </section>
          )}
        </>
      )}
      <Pagination
        page={tab === 'mine' ? value.page : value.others.page}
        pages={tab === 'mine' ? value.pages : value.others.pages}
        hrefOf={(page) => pageHref(tab, page)}
      />
    </div>
  );
}
