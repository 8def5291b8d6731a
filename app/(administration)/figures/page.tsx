import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NoPermission } from '@/app/(registrar)/_components/no-permission';
import { staffRead } from '@/app/(registrar)/staff-read';
import { BarrierGrid } from '@/components/figures/barrier-grid';
import { FigureDetails } from '@/components/figures/figure-details';
import { FigureHeadline } from '@/components/figures/figure-headline';
import { FiguresForm } from '@/components/figures/figures-form';
import { StepsByDepartment } from '@/components/figures/steps-by-department';
import { PageHeader } from '@/components/layout/page-header';
import { DownloadLinks } from '@/components/ui/download-links';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { figuresHref } from '@/lib/figures/figures-query';
import { quarterName } from '@/lib/figures/quarter';
import { viewFigures } from '@/lib/usecases/figures/view-figures';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('figures'))('title') };
}

/** What keeps credit from being given at the institution, by quarter and department. */
export default async function FiguresPage({ searchParams }: PageProps<'/figures'>) {
  const params = await searchParams;
  const address = new URLSearchParams(
    Object.entries(params).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  ).toString();
  const [{ value: view, denied }, t] = await Promise.all([
    staffRead(address === '' ? '/figures' : `/figures?${address}`, (ctx) => viewFigures(ctx, params)),
    getTranslations('figures'),
  ]);
  if (denied !== null) return <NoPermission reason={denied} />;
  const { asked, departments, department, quarters } = view;
  const fileOf = (as: string, figure?: string) =>
    figuresHref(asked, '/figures/export', { as, ...(figure !== undefined && { figure }) });
  const csvOf = (figure: string) => fileOf('csv', figure);
  const span = {
    first: quarterName(asked.period.from).replace('-', ' '),
    last: quarterName(asked.period.to).replace('-', ' '),
  };
  return (
    <div className="page grid grid-cols-1 gap-6">
      <PageHeader kicker={t('kicker', { institution: view.institutionName, ...span })} title={t('title')} />
      {view.isEmpty ? (
        <EmptyState title={t('empty')} action={<LinkButton href="/registrar">{t('emptyAct')}</LinkButton>}>
          {t('emptyWhy')}
        </EmptyState>
      ) : (
        <>
          <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
            <FiguresForm asked={asked} today={view.today} departments={departments} />
            <DownloadLinks hrefOf={(form) => fileOf(form)}>{t('csv')}</DownloadLinks>
          </div>
          {view.isUnknown ? (
            <EmptyState
              title={t('noSuchDepartment')}
              action={
                <LinkButton href={figuresHref({ ...asked, departmentId: '' })}>
                  {t('allDepartments')}
                </LinkButton>
              }
            >
              {t('noSuchDepartmentWhy')}
            </EmptyState>
          ) : (
            <>
              <FigureHeadline
                table={view.tables.resources}
                quarters={quarters}
                departments={departments}
                department={department}
              />
              <BarrierGrid
                tables={view.tables}
                quarters={quarters}
                departments={departments}
                department={department}
                csvOf={csvOf}
              />
              <section className="grid gap-5 pt-4">
                <h2 className="serif text-2xl">
                  {t('detail.title', span)}
                  {department !== null && <span className="block text-lg">{department.name}</span>}
                </h2>
                <FigureDetails details={view.details} csvOf={csvOf} />
                <StepsByDepartment table={view.steps} departments={departments} department={department} />
              </section>
            </>
          )}
        </>
      )}
    </div>
  );
}
