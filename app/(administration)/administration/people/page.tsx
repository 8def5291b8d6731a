import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { staffRead } from '@/app/(registrar)/staff-read';
import { Denied } from '@/components/administration/denied';
import { PeopleFilter } from '@/components/administration/people-filter';
import { PeopleTable } from '@/components/administration/people-table';
import { UndoneNotice } from '@/components/administration/undone-notice';
import { WaitingNotice } from '@/components/administration/waiting-roles';
import { AddPersonForm } from '@/components/administration/person-forms';
import { PageHeader } from '@/components/layout/page-header';
import { Disclosure } from '@/components/ui/disclosure';
import { Pagination } from '@/components/ui/pagination';
import { can } from '@/lib/access/can';
import { requestContext } from '@/lib/next/request-context';
import { listDepartments } from '@/lib/usecases/department/list-departments';
import {
  listPeople,
  listUndoneSeparation,
  listWaitingRoles,
  peoplePageSize,
  PersonSearch,
} from '@/lib/usecases/person/list-people';
import { addPersonAction } from './actions';
import { hrefWith } from '../../href-with';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('administration.people'))('title') };
}

export default async function PeoplePage({ searchParams }: PageProps<'/administration/people'>) {
  const given = await searchParams;
  // A mistyped address asks for everybody.
  const search = PersonSearch.safeParse(given).data ?? {};
  const here = hrefWith('/administration/people', search);
  const [{ value, denied }, { actor }, t] = await Promise.all([
    staffRead(here, (ctx) => listPeople(ctx, search)),
    requestContext(),
    getTranslations('administration.people'),
  ]);
  if (denied !== null) return <Denied title={t('title')} reason={denied} />;
  const waiting = await staffRead(here, listWaitingRoles);
  const undone = await staffRead(here, listUndoneSeparation);
  const departments = await staffRead(here, listDepartments);
  const mayAdd = actor.kind === 'staff' && can(actor, 'person.save', { tenantId: actor.tenantId }).allowed;
  return (
    <>
      <PageHeader title={t('title')} lede={t('lede')} />
      <div className="grid gap-6">
        {waiting.denied === null && <WaitingNotice waiting={waiting.value} />}
        {undone.denied === null && <UndoneNotice undone={undone.value} />}
        {mayAdd && (
          <Disclosure summary={t('addTitle')}>
            <AddPersonForm
              action={addPersonAction}
              departments={departments.value?.departments.filter(({ isArchived }) => !isArchived) ?? []}
            />
          </Disclosure>
        )}
        <PeopleFilter search={search} />
        <p className="text-sm text-soft">{t('found', { count: value.total })}</p>
        <PeopleTable people={value.rows} />
        <Pagination
          page={search.page ?? 1}
          pages={Math.ceil(value.total / peoplePageSize)}
          hrefOf={(page) => hrefWith('/administration/people', { ...search, page })}
        />
      </div>
    </>
  );
}
