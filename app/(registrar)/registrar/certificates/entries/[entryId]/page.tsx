import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { metadataOrNothing, orNothingHere } from '@/app/_components/or-nothing-here';
import { NoPermission } from '@/app/(registrar)/_components/no-permission';
import { idInPath, staffRead } from '@/app/(registrar)/staff-read';
import { EntryTitle } from '@/components/catalog/entry-title';
import { PageHeader } from '@/components/layout/page-header';
import { EntryClaim } from '@/components/listing/entry-claim';
import { ElementList } from '@/components/listing/element-list';
import { MergedHere, MergedInto } from '@/components/listing/merged-entries';
import { EntryInName } from '@/components/listing/entry-in-name';
import { EntryOrganizations } from '@/components/listing/entry-organizations';
import { EntryVersions } from '@/components/listing/entry-versions';
import { KeptRecommendations } from '@/components/listing/kept-recommendations';
import { ListingHistory } from '@/components/listing/listing-history';
import { RestingRules } from '@/components/listing/resting-rules';
import { ActionForm } from '@/components/ui/action-form';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { LinkButton } from '@/components/ui/link-button';
import { TextLink } from '@/components/ui/text-link';
import { viewEntry } from '@/lib/usecases/listing/view-entry';
import {
  acceptEntryAction,
  changeEntryAction,
  giveBackEntryAction,
  refuseEntryAction,
  takeOverEntryAction,
} from '../../actions';

type Props = PageProps<'/registrar/certificates/entries/[entryId]'>;
const read = cache(async (id: string) =>
  staffRead(`/registrar/certificates/entries/${id}`, (ctx) => viewEntry(ctx, idInPath(id))),
);

export const generateMetadata = metadataOrNothing(async ({ params }: Props): Promise<Metadata> => {
  return { title: (await read((await params).entryId)).value?.entry.title ?? '' };
});

export default orNothingHere(async function EntryPage({ params }: Props) {
  const [{ value: view, denied }, t] = await Promise.all([
    read((await params).entryId),
    getTranslations('listing'),
  ]);
  if (denied !== null) return <NoPermission reason={denied} />;
  const { entry, openId, mayChange } = view;
  const title = <EntryTitle title={entry.title} language={entry.language} />;
  const canBegin = mayChange && openId === null;
  return (
    <div className="page">
      <PageHeader
        breadcrumbs={
          <Breadcrumbs
            items={[{ href: '/registrar/certificates', label: t('record.breadcrumb') }, { label: title }]}
          />
        }
        title={title}
        lede={t('record.by', { provider: entry.content.provider, steward: entry.stewardName })}
        actions={
          <>
            <LinkButton href={`/catalog/${entry.slug}`}>{t('record.inCatalog')}</LinkButton>
            <LinkButton href={`/registrar/rules/new?certificate=${entry.id}`}>
              {t('entryPage.map')}
            </LinkButton>
          </>
        }
      />
      <div className="grid grid-cols-1 gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="grid content-start gap-10">
          <EntryVersions entry={entry} today={view.today} action={canBegin ? changeEntryAction : undefined} />
          <KeptRecommendations
            entryId={entry.id}
            recommendations={view.recommendations}
            today={view.today}
            mayRecommend={view.mayRecommend}
          />
          <RestingRules rules={view.rules} isChanging={false} />
          <ListingHistory listings={view.listings} />
        </div>
        <div className="grid content-start gap-10">
          <section className="grid content-start gap-3">
            <h2 className="border-b border-edge pb-2 text-lg font-semibold">{t('record.act.title')}</h2>
            {openId !== null && (
              <p className="measure">
                {t.rich('entryPage.openChange', {
                  link: (text) => <TextLink href={`/registrar/certificates/${openId}`}>{text}</TextLink>,
                })}
              </p>
            )}
            {canBegin && (
              <ActionForm action={changeEntryAction} submit={t('entryPage.newVersion')}>
                <input type="hidden" name="microCredentialId" value={entry.id} />
                <input type="hidden" name="kind" value="version" />
                <p className="measure text-soft">{t('entryPage.newVersionLede')}</p>
              </ActionForm>
            )}
            {entry.mergedInto !== null && <MergedInto into={entry.mergedInto} />}
            <EntryInName
              entry={entry}
              inName={view.inName}
              acceptAction={acceptEntryAction}
              refuseAction={refuseEntryAction}
            />
            <EntryClaim
              entry={entry}
              claim={view.claim}
              takeOverAction={takeOverEntryAction}
              giveBackAction={giveBackEntryAction}
            />
            {view.mayMerge && (
              <p>
                <TextLink href={`/registrar/certificates/entries/${entry.id}/merge`}>
                  {t(entry.mergedInto === null ? 'entryPage.merge' : 'entryPage.mergeLink')}
                </TextLink>
              </p>
            )}
            <MergedHere merged={entry.merged} />
            {!mayChange && entry.mergedInto === null && (
              <p className="measure text-soft">{t('entryPage.others', { steward: entry.stewardName })}</p>
            )}
          </section>
          <EntryOrganizations organizations={view.organizations} mayDescribe={view.mayDescribe} />
          <ElementList completeness={view.completeness} />
        </div>
      </div>
    </div>
  );
});
