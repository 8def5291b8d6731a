import { EntryTitle } from '@/components/catalog/entry-title';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { metadataOrNothing, orNothingHere } from '@/app/_components/or-nothing-here';
import { NoPermission } from '@/app/(registrar)/_components/no-permission';
import { idInPath, staffRead } from '@/app/(registrar)/staff-read';
import { PageHeader } from '@/components/layout/page-header';
import { ElementList } from '@/components/listing/element-list';
import { LikenessList } from '@/components/listing/likeness-list';
import { ListingActs } from '@/components/listing/listing-acts';
import { ListingNotices } from '@/components/listing/listing-notices';
import { ListingPill } from '@/components/listing/listing-pill';
import { RestingRules } from '@/components/listing/resting-rules';
import { SayingsTable } from '@/components/listing/sayings-table';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { LinkButton } from '@/components/ui/link-button';
import { viewListing } from '@/lib/usecases/listing/view-listing';
import * as actions from '../actions';
import { ListingDraft } from './_components/listing-draft';

type Props = PageProps<'/registrar/certificates/[listingId]'>;
const read = cache(async (id: string) =>
  staffRead(`/registrar/certificates/${id}`, (ctx) => viewListing(ctx, idInPath(id))),
);

export const generateMetadata = metadataOrNothing(async ({ params }: Props): Promise<Metadata> => {
  return { title: (await read((await params).listingId)).value?.listing.content.title ?? '' };
});

export default orNothingHere(async function ListingPage({ params }: Props) {
  const [{ value: view, denied }, t, list, editor, refusals] = await Promise.all([
    read((await params).listingId),
    getTranslations('listing'),
    getTranslations('listing.list'),
    getTranslations('listing.editor'),
    getTranslations('refusals.reason'),
  ]);
  if (denied !== null) return <NoPermission reason={denied} />;
  const { listing, entry, institutionName } = view;
  const { content, kind } = listing;
  const title =
    content.title === '' ? (
      list('untitled')
    ) : (
      <EntryTitle title={content.title} language={content.language} />
    );
  const isOver = listing.status === 'published' || listing.status === 'withdrawn';
  const offered = view.acts.flatMap(({ act, denied: why }) =>
    act === 'submit'
      ? []
      : [{ act, denied: why && refusals(why.replaceAll('/', '-') as Parameters<typeof refusals>[0]) }],
  );
  const sayings = (
    <section className="grid content-start gap-3">
      <h2 className="border-b border-edge pb-2 text-lg font-semibold">
        {t(kind === 'entry' || isOver ? 'record.sayings' : 'record.changes')}
      </h2>
      {view.changes.length === 0 ? (
        <p className="text-soft">{t('record.nothingChanges')}</p>
      ) : (
        <SayingsTable changes={view.changes} isNew={kind === 'entry' || isOver} />
      )}
    </section>
  );
  const around = (
    <>
      {kind !== 'entry' && !isOver && <RestingRules rules={view.rules} isChanging />}
      {view.likenesses.length > 0 && (
        <section className="grid content-start gap-1">
          <h2 className="border-b border-edge pb-2 text-lg font-semibold">{t('record.alike')}</h2>
          <LikenessList likenesses={view.likenesses} isChoice={false} />
        </section>
      )}
    </>
  );
  const acts = (
    <ListingActs
      listing={listing}
      institution={institutionName}
      offered={offered}
      actions={{
        publish: actions.publishListingAction,
        return: actions.returnListingAction,
        withdraw: actions.withdrawListingAction,
      }}
    />
  );
  return (
    <div className="page">
      <PageHeader
        breadcrumbs={
          <Breadcrumbs
            items={[{ href: '/registrar/certificates', label: t('record.breadcrumb') }, { label: title }]}
          />
        }
        kicker={t(`kind.${kind}`)}
        title={title}
        standing={
          <>
            <ListingPill status={listing.status} />
            <span className="text-soft">
              {editor('writtenBy', { names: listing.authorNames.join(', ') })}
            </span>
          </>
        }
        lede={content.provider && t('record.by', { provider: content.provider, steward: institutionName })}
        actions={
          entry && (
            <>
              <LinkButton href={`/registrar/certificates/entries/${entry.id}`}>
                {t('record.entry')}
              </LinkButton>
              {listing.status === 'published' && (
                <LinkButton href={`/catalog/${entry.slug}`}>{t('record.inCatalog')}</LinkButton>
              )}
            </>
          )
        }
      />
      <ListingNotices view={view} />
      {view.mayRevise ? (
        <>
          <ListingDraft view={view} action={actions.reviseListingAction} />
          <div className="mt-12 grid grid-cols-1 gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_18rem]">
            <div className="grid content-start gap-10">
              {kind !== 'entry' && sayings}
              {around}
            </div>
            {acts}
          </div>
        </>
      ) : (
        <div className="grid grid-cols-1 gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_18rem]">
          <div className="grid content-start gap-10">
            {sayings}
            {around}
          </div>
          <div className="grid content-start gap-10">
            {acts}
            <ElementList completeness={view.completeness} />
          </div>
        </div>
      )}
    </div>
  );
});
