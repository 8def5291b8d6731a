import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NoPermission } from '@/app/(registrar)/_components/no-permission';
import { staffRead } from '@/app/(registrar)/staff-read';
import { PageHeader } from '@/components/layout/page-header';
import { ManyTable } from '@/components/rule/many-table';
import { ReaffirmFields } from '@/components/rule/reaffirm-fields';
import { ActionForm } from '@/components/ui/action-form';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { Button } from '@/components/ui/button';
import { DateInput } from '@/components/ui/date-input';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { Select } from '@/components/ui/select';
import { Tabs } from '@/components/ui/tabs';
import { TextInput } from '@/components/ui/text-input';
import { departmentOptions } from '@/lib/institution/department-options';
import { requestContext } from '@/lib/next/request-context';
import { problemSentence } from '@/lib/next/refusal-words';
import { ruleListHref } from '@/lib/rule/list-query';
import { filterFields, type ManyQuery, manyHref, parseManyQuery } from '@/lib/rule/many-query';
import { actsOnManyOf, mostAtOnce, previewMany } from '@/lib/usecases/rule/preview-many';
import { changeDepartmentsAction, changeReviewDaysAction, reaffirmRulesAction } from './actions';

const actions = {
  department: changeDepartmentsAction,
  review: changeReviewDaysAction,
  reaffirm: reaffirmRulesAction,
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
  const isJudged = act === 'reaffirm' || (act === 'department' ? department !== null : day !== null);
  const rows = await Promise.all(
    value.rows.map(async (one) => ({
      ...one,
      sentence: one.reason === null ? null : await problemSentence(one.reason),
    })),
  );
  const possible = rows.filter(({ reason }) => reason === null).length;
  const table = (
    <ManyTable rows={rows} act={act} isJudged={isJudged} today={value.today} caption={t('caption')} />
  );
  return (
    <div className="page grid grid-cols-1 gap-6">
      <PageHeader
        breadcrumbs={
          <Breadcrumbs items={[{ href: ruleListHref(filters), label: t('list') }, { label: t('title') }]} />
        }
        title={t('title')}
        lede={t(act === 'reaffirm' ? 'reaffirm.lede' : 'lede')}
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
        <form
          method="get"
          action="/registrar/rules/many"
          aria-label={t('choose')}
          className="flex flex-wrap items-end gap-3"
        >
          {[...filterFields(filters), ['act', act]].map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          {act === 'department' ? (
            <Field
              name="to"
              label={t('to')}
              required
              className="w-full min-w-0 sm:w-auto sm:max-w-md sm:flex-1"
            >
              <Select
                placeholder={t('chooseDepartment')}
                defaultValue={department?.id ?? ''}
                options={departmentOptions(departments.filter(({ isArchived }) => !isArchived))}
              />
            </Field>
          ) : (
            <Field name="day" label={t('day')} hint={t('dayHint')} required>
              <DateInput defaultValue={day ?? ''} />
            </Field>
          )}
          <Button type="submit">{t('show')}</Button>
        </form>
      )}
      {act === 'department' && asked.departmentId !== '' && department === null && (
        <Notice tone="warning">{t('noSuchDepartment')}</Notice>
      )}
      {rows.length === 0 ? (
        <EmptyState title={t(act === 'reaffirm' ? 'reaffirm.none' : 'none')}>
          {t(act === 'reaffirm' ? 'reaffirm.noneWhy' : 'noneWhy')}
        </EmptyState>
      ) : (
        <>
          <p className="text-soft" aria-live="polite">
            {isJudged ? t('would', { possible, shown: rows.length }) : t('found', { count: total })}
            {total > rows.length && <> {t('cut', { shown: mostAtOnce, total })}</>}
          </p>
          {isJudged && possible > 0 ? (
            <ActionForm action={actions[act]} submit={t(`do.${act}`)}>
              <WhatIsMeant asked={asked} />
              {table}
            </ActionForm>
          ) : (
            table
          )}
        </>
      )}
    </div>
  );
}

/** What an act says of all that are ticked. */
async function WhatIsMeant({ asked: { act, departmentId, day } }: { asked: ManyQuery }) {
  const t = await getTranslations('registrar.many');
  if (act === 'department') return <input type="hidden" name="departmentId" value={departmentId} />;
  if (act === 'reaffirm') return <ReaffirmFields />;
  return (
    <>
      <input type="hidden" name="day" value={day ?? ''} />
      <Field name="reason" label={t('reason')} hint={t('reasonHint')} required className="w-full max-w-xl">
        <TextInput maxLength={2_000} />
      </Field>
    </>
  );
}
