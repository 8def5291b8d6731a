import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { NoPermission } from '@/app/(registrar)/_components/no-permission';
import { staffRead } from '@/app/(registrar)/staff-read';
import { Refresh } from '@/components/import/refresh';
import { PageHeader } from '@/components/layout/page-header';
import { HealthTable } from '@/components/rule/health-table';
import { Button } from '@/components/ui/button';
import { Moment } from '@/components/ui/day';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { LinkButton } from '@/components/ui/link-button';
import { Pagination } from '@/components/ui/pagination';
import { Select } from '@/components/ui/select';
import { Tabs } from '@/components/ui/tabs';
import { departmentOptions } from '@/lib/institution/department-options';
import { healthKinds } from '@/lib/rule/health/finding';
import { healthHref, parseHealthQuery } from '@/lib/rule/health/query';
import { findingsPerPage, viewHealth } from '@/lib/usecases/rule/view-health';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('registrar.health'))('title') };
}

/** What is wrong in the rule book, by kind, each with one click to where it is mended. */
export default async function HealthPage({ searchParams }: PageProps<'/registrar/health'>) {
  const asked = parseHealthQuery(await searchParams);
  const [{ value, denied }, t, format] = await Promise.all([
    staffRead(healthHref(asked), (ctx) => viewHealth(ctx, asked)),
    getTranslations('registrar.health'),
    getFormatter(),
  ]);
  if (denied !== null) return <NoPermission reason={denied} />;
  if (value.state === 'looking')
    return (
      <div className="page grid grid-cols-1 gap-6">
        <PageHeader title={t('title')} lede={t('lede')} />
        <EmptyState title={t('looking')}>{t('lookingWhy')}</EmptyState>
        <Refresh seconds={5} />
      </div>
    );
  if (value.state === 'noDepartment')
    return (
      <div className="page grid grid-cols-1 gap-6">
        <PageHeader title={t('title')} lede={t('lede')} />
        <EmptyState
          title={t('noSuchDepartment')}
          action={
            <LinkButton href={healthHref({ ...asked, departmentId: '', page: 1 })}>
              {t('anyDepartment')}
            </LinkButton>
          }
        >
          {t('noSuchDepartmentWhy')}
        </EmptyState>
      </div>
    );
  const { kind, counts, rows, total, departments } = value;
  const [busy, quiet] = [
    healthKinds.filter((one) => counts[one] > 0 || one === asked.kind),
    healthKinds.filter((one) => counts[one] === 0 && one !== asked.kind),
  ];
  const found = kind === null ? '' : t('found', { count: total, about: t(`about.${kind}`) });
  return (
    <div className="page grid grid-cols-1 gap-6">
      <PageHeader
        title={t('title')}
        lede={t('lede')}
        actions={<LinkButton href="/registrar/health/drift">{t('drift')}</LinkButton>}
      />
      <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
        <p className="text-sm text-soft">
          {t.rich('looked', { rules: value.rules, moment: () => <Moment at={value.at} /> })}
          {!value.isCurrent && <> {t('older')}</>}
        </p>
        {departments.length > 0 && (
          <form
            method="get"
            action="/registrar/health"
            aria-label={t('departments')}
            className="no-print flex w-full flex-wrap items-end gap-3 sm:w-auto"
          >
            {asked.kind !== null && <input type="hidden" name="kind" value={asked.kind} />}
            <Field name="department" label={t('department')} className="min-w-0 flex-1 sm:w-72">
              <Select
                placeholder={t('anyDepartment')}
                defaultValue={asked.departmentId}
                options={departmentOptions(departments)}
              />
            </Field>
            <Button type="submit">{t('show')}</Button>
          </form>
        )}
      </div>
      {kind === null ? (
        <EmptyState title={t('none')}>{t('noneWhy')}</EmptyState>
      ) : (
        <>
          <Tabs
            label={t('kinds')}
            items={busy.map((one) => ({
              href: healthHref({ ...asked, kind: one, page: 1 }),
              label: t(`kind.${one}`),
              count: counts[one],
              current: one === kind,
            }))}
          />
          {rows.length === 0 ? (
            <EmptyState title={t('noneHere')}>{t('noneHereWhy')}</EmptyState>
          ) : (
            <div>
              <p className="mb-2 text-soft">{found}</p>
              <HealthTable rows={rows} today={value.today} caption={t(`kind.${kind}`)} />
            </div>
          )}
          <Pagination
            page={asked.page}
            pages={Math.ceil(total / findingsPerPage)}
            hrefOf={(page) => healthHref({ ...asked, kind, page })}
          />
          {quiet.length > 0 && (
            <p className="border-t border-line pt-4 text-sm text-soft">
              {t('quiet', { list: format.list(quiet.map((one) => t(`kind.${one}`).toLowerCase())) })}
            </p>
          )}
        </>
      )}
    </div>
  );
}
