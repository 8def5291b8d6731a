import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { countryName } from '@/lib/kernel/country-code';
import { staffRead } from '@/app/(registrar)/staff-read';
import { AlikeOrganizations } from '@/components/administration/alike-organizations';
import { Denied } from '@/components/administration/denied';
import { Facts } from '@/components/administration/facts';
import { FirstSteps } from '@/components/administration/first-steps';
import { HolidayProposals } from '@/components/administration/holiday-proposals';
import { InstitutionForm } from '@/components/administration/institution-form';
import { WaitingNotice } from '@/components/administration/waiting-roles';
import { UndoneNotice } from '@/components/administration/undone-notice';
import { Section } from '@/components/administration/section';
import { PageHeader } from '@/components/layout/page-header';
import { Day } from '@/components/ui/day';
import { Notice } from '@/components/ui/notice';
import { TextLink } from '@/components/ui/text-link';
import { roomOnDisk } from '@/lib/next/disk-room';
import { viewFirstSteps } from '@/lib/usecases/institution/view-first-steps';
import { ProposeHolidays, proposeHolidays } from '@/lib/usecases/institution/propose-holidays';
import { viewInstitution } from '@/lib/usecases/institution/view-institution';
import { saveInstitutionAction } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('administration.institution'))('title') };
}

export default async function InstitutionPage({ searchParams }: PageProps<'/administration'>) {
  const asked = ProposeHolidays.safeParse({ year: (await searchParams)['holidays'] });
  const [{ value, denied }, steps, t, units, room, say] = await Promise.all([
    staffRead('/administration', viewInstitution),
    staffRead('/administration', viewFirstSteps),
    getTranslations('administration.institution'),
    getTranslations('credit'),
    roomOnDisk(),
    getTranslations('administration.room'),
  ]);
  if (denied !== null) return <Denied title={t('title')} reason={denied} />;
  const { institution, waiting, undone, maySave, followed, alike } = value;
  const locale = await getLocale();
  const proposal =
    maySave && asked.success
      ? (await staffRead('/administration', (ctx) => proposeHolidays(ctx, asked.data))).value
      : null;
  return (
    <>
      <PageHeader kicker={t('title')} title={institution.name} />
      <FirstSteps steps={steps.value ?? null} />
      <div className="grid gap-12">
        {room !== 'enough' && (
          <Notice tone="warning" title={say(room)}>
            {say(`${room}Lede`)}
          </Notice>
        )}
        <WaitingNotice waiting={waiting} />
        {undone !== null && <UndoneNotice undone={undone} />}
        <AlikeOrganizations alike={alike} />
        <Facts
          items={[
            { label: t('shortName'), value: institution.shortName },
            { label: t('homeUnit'), value: units(`unit.${institution.homeUnit}`, { count: 2 }) },
            { label: t('country'), value: countryName(institution.country, locale) },
            { label: t('timeZone'), value: institution.timeZone },
            {
              label: t('holidays'),
              value:
                institution.holidays.length === 0 ? (
                  t('none')
                ) : (
                  <ul className="flex flex-wrap gap-x-4 gap-y-1">
                    {institution.holidays.map((day) => (
                      <li key={day}>
                        <Day date={day} />
                      </li>
                    ))}
                  </ul>
                ),
            },
            { label: t('suggestFrom'), value: t(`suggestFromOf.${institution.suggestFrom}`) },
            {
              label: t('followed'),
              value: followed.shown === 0 ? t('followedNone') : t('followedCount', { ...followed }),
            },
            {
              label: t('siteUrl'),
              value:
                institution.siteUrl === null ? (
                  t('none')
                ) : (
                  <TextLink href={institution.siteUrl} className="break-all">
                    {institution.siteUrl}
                  </TextLink>
                ),
            },
            {
              label: t('publicPage'),
              value: (
                <TextLink
                  href={`/institutions/${institution.slug}`}
                >{`/institutions/${institution.slug}`}</TextLink>
              ),
            },
          ]}
        />
        {maySave && (
          <Section title={t('correct')} lede={t('correctLede')}>
            <HolidayProposals
              proposal={proposal}
              country={countryName(institution.country, locale)}
              year={value.nextYear}
            />
            <InstitutionForm
              institution={institution}
              action={saveInstitutionAction}
              proposed={proposal?.holidays.map(({ day }) => day) ?? []}
            />
          </Section>
        )}
      </div>
    </>
  );
}
