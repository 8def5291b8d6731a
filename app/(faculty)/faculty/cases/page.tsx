import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { orNothingHere } from '@/app/_components/or-nothing-here';
import { staffRead } from '@/app/(registrar)/staff-read';
import { FirstSteps } from '@/components/administration/first-steps';
import { PageHeader } from '@/components/layout/page-header';
import { ListKeys } from '@/components/rule/list-keys';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { Pagination } from '@/components/ui/pagination';
import { Tabs } from '@/components/ui/tabs';
import { TextLink } from '@/components/ui/text-link';
import { viewFirstSteps } from '@/lib/usecases/institution/view-first-steps';
import { countDueForReview } from '@/lib/usecases/rule/preview-many';
import { CaseTab, ListMyCases, listMyCases } from '@/lib/usecases/review/list-my-cases';
import { CaseTable } from '../../_components/case-table';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('faculty'))('title') };
}

const hrefOf = (tab: CaseTab, page = 1) => `/faculty/cases?tab=${tab}${page > 1 ? `&page=${page}` : ''}`;

export default orNothingHere(async function CasesPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [t, figures, { tab, page }] = await Promise.all([
    getTranslations('faculty'),
    getTranslations('figures.record'),
    searchParams,
  ]);
  const { value: list } = await staffRead('/faculty/cases', (ctx) =>
    listMyCases(ctx, ListMyCases.parse({ tab, page })),
  );
  if (!list) notFound();
  const [steps, due] = await Promise.all([
    staffRead('/faculty/cases', viewFirstSteps),
    staffRead('/faculty/cases', countDueForReview),
  ]);
  const tabs = CaseTab.options.filter(
    (tab) => tab === list.tab || (tab === 'assign' ? list.leads : tab !== 'late' || list.counts.late > 0),
  );
  return (
    <div className="page">
      <PageHeader
        title={t('title')}
        lede={t('list.lede')}
        actions={
          <>
            {list.leads ? (
              <LinkButton href="/faculty/stages">{t('lead.title')}</LinkButton>
            ) : (
              <LinkButton href="/faculty/away">{t('away.days')}</LinkButton>
            )}
            <LinkButton href="/faculty/meetings">{t('meetings.title')}</LinkButton>
            <LinkButton href="/faculty/record">{figures('link')}</LinkButton>
          </>
        }
      />
      <FirstSteps steps={steps.value ?? null} />
      {(due.value ?? 0) > 0 && (
        <p className="mb-6">
          <TextLink href="/registrar/rules/many?act=reaffirm">
            {t('list.dueForReview', { count: due.value ?? 0 })}
          </TextLink>
        </p>
      )}
      <div className="grid gap-4">
        <Tabs
          label={t('list.tabs')}
          items={tabs.map((tab) => ({
            href: hrefOf(tab),
            label: t(`list.tab.${tab}`),
            count: list.counts[tab],
            current: tab === list.tab,
          }))}
        />
        {list.items.length === 0 ? (
          <EmptyState
            title={t(`list.empty.${list.tab}.title`)}
            {...(list.tab === 'mine' &&
              list.counts.all > 0 && {
                action: <LinkButton href={hrefOf('all')}>{t('list.empty.mine.action')}</LinkButton>,
              })}
          >
            {t(`list.empty.${list.tab}.body`)}
          </EmptyState>
        ) : (
          <ListKeys>
            <p className="mb-2 hidden text-right text-sm text-soft lg:block">{t('list.keys')}</p>
            <CaseTable tab={list.tab} items={list.items} />
          </ListKeys>
        )}
        <Pagination page={list.page} pages={list.pages} hrefOf={(page) => hrefOf(list.tab, page)} />
      </div>
    </div>
  );
});
