import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { orNothingHere } from '@/app/_components/or-nothing-here';
import { idInPath, staffRead } from '@/app/(registrar)/staff-read';
import { Denied } from '@/components/administration/denied';
import { LookAlikes } from '@/components/administration/look-alikes';
import { Facts } from '@/components/administration/facts';
import { GiveRoleForm, SavePersonForm, SuspendForm } from '@/components/administration/person-forms';
import { RoleTable } from '@/components/administration/role-table';
import { WaitingRoles } from '@/components/administration/waiting-roles';
import { Section } from '@/components/administration/section';
import { AuditList } from '@/components/audit/audit-list';
import { PageHeader } from '@/components/layout/page-header';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { Notice } from '@/components/ui/notice';
import { mixedScripts } from '@/lib/kernel/shown-text';
import { listAuditOf } from '@/lib/usecases/audit/list-audit';
import { viewPerson } from '@/lib/usecases/person/view-person';
import {
  confirmRoleAction,
  declineRoleAction,
  endRoleAction,
  giveRoleAction,
  savePersonAction,
  suspendPersonAction,
  withdrawRoleAction,
} from '../actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('administration.person'))('title') };
}

export default orNothingHere(async function PersonPage({
  params,
}: PageProps<'/administration/people/[personId]'>) {
  const id = idInPath((await params).personId);
  const here = `/administration/people/${id}`;
  const [{ value, denied }, t, ofWaiting] = await Promise.all([
    staffRead(here, (ctx) => viewPerson(ctx, id)),
    getTranslations('administration.person'),
    getTranslations('administration.waiting'),
  ]);
  if (denied !== null) return <Denied title={t('title')} reason={denied} />;
  const { person, departments, lookAlikes, waiting, may, seats, atStake } = value;
  const mixed = mixedScripts(person.name);
  const trail = await staffRead(here, (ctx) => listAuditOf(ctx, { objectType: 'person', objectId: id }));
  return (
    <>
      <PageHeader
        breadcrumbs={
          <Breadcrumbs
            items={[{ href: '/administration/people', label: t('people') }, { label: person.name }]}
          />
        }
        title={person.name}
      />
      <div className="grid gap-12">
        {mixed !== null && (
          <Notice tone="warning" title={t('mixedScripts')}>
            {t('mixedScriptsWhy', { one: t(`script.${mixed[0]}`), other: t(`script.${mixed[1]}`) })}
          </Notice>
        )}
        {lookAlikes.length > 0 && (
          <Notice tone="warning" title={t('lookAlikes')}>
            <LookAlikes people={lookAlikes} />
            <p>{t('lookAlikesWhy')}</p>
          </Notice>
        )}
        <Facts
          items={[
            { label: t('email'), value: <span className="break-all">{person.email}</span> },
            { label: t('status'), value: t(person.status) },
            { label: t('account'), value: t(person.userId === null ? 'notYet' : 'hasSignedIn') },
          ]}
        />
        {waiting.length > 0 && (
          <Section title={ofWaiting('title')} lede={ofWaiting('lede')}>
            <WaitingRoles
              waiting={waiting}
              actions={{
                confirm: confirmRoleAction,
                decline: declineRoleAction,
                withdraw: withdrawRoleAction,
              }}
            />
          </Section>
        )}
        <Section title={t('roles')} lede={t('rolesLede')}>
          <RoleTable roles={person.roles} endAction={may.end ? endRoleAction : undefined} atStake={atStake} />
          {may.give && person.status === 'active' && (
            <GiveRoleForm personId={person.id} departments={departments} action={giveRoleAction} />
          )}
        </Section>
        {may.save && (
          <Section title={t('correct')}>
            <SavePersonForm person={person} action={savePersonAction} />
          </Section>
        )}
        {may.suspend && (
          <Section
            title={t(person.status === 'active' ? 'suspendTitle' : 'reinstateTitle')}
            lede={t(person.status === 'active' ? 'suspendLede' : 'reinstateLede')}
          >
            <SuspendForm key={person.status} person={person} seats={seats} action={suspendPersonAction} />
          </Section>
        )}
        {trail.denied === null && (
          <Section title={t('trail')}>
            <AuditList rows={trail.value.rows} showObject={false} />
          </Section>
        )}
      </div>
    </>
  );
});
