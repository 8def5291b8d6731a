import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NoPermission } from '@/app/(registrar)/_components/no-permission';
import { staffRead } from '@/app/(registrar)/staff-read';
import { PageHeader } from '@/components/layout/page-header';
import { ManyFields, ManyForm } from '@/components/rule/many-form';
import { ManyTable } from '@/components/rule/many-table';
import { ActionForm } from '@/components/ui/action-form';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { Pagination } from '@/components/ui/pagination';
import { Tabs } from '@/components/ui/tabs';
import { TextLink } from '@/components/ui/text-link';
import { requestContext } from '@/lib/next/request-context';
import { problemSentence } from '@/lib/next/refusal-words';
import { noDepartment } from '@/lib/rule/department-change';
import { parseRuleQuery, ruleListHref } from '@/lib/rule/list-query';
import { manyHref, manyPageHref, parseManyQuery } from '@/lib/rule/many-query';
import { actsOnManyOf, mostAtOnce, previewMany } from '@/lib/usecases/rule/preview-many';
import {
  changeDepartmentsAction,
  changeReviewDaysAction,
  reaffirmRulesAction,
  supersedeRulesAction,
} from './actions';

const actions = {
  department: changeDepartmentsAction,
  review: changeReviewDaysAction,
  reaffirm: reaffirmRulesAction,
  supersede: supersedeRulesAction,
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('registrar.many'))('title') };
}

/** Does one thing to many mappings, after a look at what would become of each. */
export default async function ManyRulesPage({ searchParams }: PageProps<'/registrar/rules/many'>) {
  const asked = parseManyQuery(await searchParams);
  const { act, filters, day } = asked;
  const [{ value, denied }, { actor }, t] = await Promise.all([
    staffRead(manyHref(filters, act), (ctx) => previewMany(ctx, asked)),
    requestContext(),
    getTranslations('registrar.many'),
  ]);
  if (denied !== null) return <NoPermission reason={denied} />;
  const { department, departments, total } = value;
  const isJudged = {
    department: department !== null,
    review: day !== null,
    reaffirm: true,
    supersede: day !== null && asked.change !== null,
  }[act];
  const rows = await Promise.all(
    value.rows.map(async (one) => ({
      ...one,
      sentence: one.reason === null ? null : await problemSentence(one.reason),
    })),
  );
  const first = (value.page - 1) * mostAtOnce + 1;
  const possible = rows.filter(({ reason }) => reason === null).length;
  const table = (
    <ManyTable
      rows={rows}
      names={value.names}
      act={act}
      isJudged={isJudged}
      today={value.today}
      caption={t('caption')}
    />
  );
  return (
    <div className="page grid grid-cols-1 gap-6">
      <PageHeader
        breadcrumbs={
          <Breadcrumbs items={[{ href: ruleListHref(filters), label: t('list') }, { label: t('title') }]} />
        }
        title={t('title')}
        lede={t(act === 'reaffirm' || act === 'supersede' ? `${act}.lede` : 'lede')}
      />
      <Tabs
        label={t('acts')}
        items={actsOnManyOf(actor).map((one) => ({
          href: manyHref(filters, one),
          label: t(`act.${one}`),
          current: one === act,
        }))}
      />
      {act !== 'reaffirm' && (
        <ManyForm
          asked={asked}
          departments={departments.filter(({ isArchived }) => !isArchived)}
          departmentId={department === noDepartment ? noDepartment : (department?.id ?? '')}
        />
      )}
      {act === 'department' && asked.departmentId !== '' && department === null && (
        <Notice tone="warning">{t('noSuchDepartment')}</Notice>
      )}
      {act === 'supersede' && !isJudged && asked.entered.from !== '' && (
        <Notice tone="warning">{t('supersede.notUnderstood')}</Notice>
      )}
      {rows.length === 0 ? (
        <EmptyState title={t(act === 'reaffirm' ? 'reaffirm.none' : 'none')}>
          {t(act === 'reaffirm' ? 'reaffirm.noneWhy' : 'noneWhy')}
        </EmptyState>
      ) : (
        <>
          <p className="text-soft" aria-live="polite">
            {isJudged
              ? t(asked.act === 'reaffirm' ? 'canStay' : 'would', { possible, shown: rows.length })
              : t('found', { count: total })}
            {total > rows.length && <> {t('cut', { from: first, to: first + rows.length - 1, total })}</>}
          </p>
          {isJudged && possible > 0 ? (
            <ActionForm action={actions[act]} submit={t(`do.${act}`)}>
              <ManyFields asked={asked} />
              {table}
            </ActionForm>
          ) : (
            table
          )}
          <Pagination
            page={value.page}
            pages={Math.ceil(total / mostAtOnce)}
            hrefOf={(page) => manyPageHref(asked, page)}
          />
          {act === 'supersede' && (
            <p className="text-sm">
              <TextLink href={ruleListHref(parseRuleQuery({}), { state: 'review', mine: true })}>
                {t('supersede.mine')}
              </TextLink>
            </p>
          )}
        </>
      )}
    </div>
  );
}
