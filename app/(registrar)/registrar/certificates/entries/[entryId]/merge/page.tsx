import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { metadataOrNothing, orNothingHere } from '@/app/_components/or-nothing-here';
import { NoPermission } from '@/app/(registrar)/_components/no-permission';
import { idInPath, staffRead } from '@/app/(registrar)/staff-read';
import { EntryTitle } from '@/components/catalog/entry-title';
import { PageHeader } from '@/components/layout/page-header';
import { EntryMergeLook, EntryPartLook } from '@/components/listing/entry-merging';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { viewEntryMerging } from '@/lib/usecases/listing/view-entry-merging';
import { mergeEntryAction, partEntryAction } from '../../../actions';

type Props = PageProps<'/registrar/certificates/entries/[entryId]/merge'>;

export const generateMetadata = metadataOrNothing(async (): Promise<Metadata> => {
  return { title: (await getTranslations('listing.mergingEntry'))('title') };
});

/** Lets an entry lead to another one that lists the same certificate, after a look at what follows; or takes it apart again. */
export default orNothingHere(async function MergeEntryPage({ params, searchParams }: Props) {
  const id = idInPath((await params).entryId);
  const given = ([(await searchParams)['into'] ?? ''].flat()[0] ?? '').slice(0, 2_000);
  // Whoever copies the address of a page may give all of it.
  const [path = ''] = given.trim().split(/[?#]/);
  const into = path.split('/').filter(Boolean).at(-1)?.slice(0, 250) ?? '';
  const here = `/registrar/certificates/entries/${id}/merge`;
  const [{ value: view, denied }, t, record] = await Promise.all([
    staffRead(here, (ctx) => viewEntryMerging(ctx, { microCredentialId: id, into })),
    getTranslations('listing.mergingEntry'),
    getTranslations('listing.record'),
  ]);
  if (denied !== null) return <NoPermission reason={denied} />;
  const { entry } = view;
  const title = <EntryTitle title={entry.title} language={entry.language} />;
  return (
    <div className="page">
      <PageHeader
        breadcrumbs={
          <Breadcrumbs
            items={[
              { href: '/registrar/certificates', label: record('breadcrumb') },
              { href: `/registrar/certificates/entries/${id}`, label: title },
              { label: t('title') },
            ]}
          />
        }
        title={t.rich('titleOf', { title: () => title })}
        lede={t('lede')}
      />
      {entry.mergedInto === null ? (
        <EntryMergeLook view={view} here={here} given={given} action={mergeEntryAction} />
      ) : (
        <EntryPartLook view={view} merged={entry.mergedInto} action={partEntryAction} />
      )}
    </div>
  );
});
