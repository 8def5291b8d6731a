import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { metadataOrNothing, orNothingHere } from '@/app/_components/or-nothing-here';
import { NoPermission } from '@/app/(registrar)/_components/no-permission';
import { idInPath, staffRead } from '@/app/(registrar)/staff-read';
import { MergeLook, PartLook } from '@/components/listing/organization-merging';
import { PageHeader } from '@/components/layout/page-header';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { cleanText } from '@/lib/catalog/search-words';
import { mostLetters } from '@/lib/catalog/suggestion';
import { viewMerging } from '@/lib/usecases/organization/view-merging';
import { mergeOrganizationAction, partOrganizationAction } from '../../actions';

type Props = PageProps<'/registrar/organizations/[organizationId]/merge'>;

export const generateMetadata = metadataOrNothing(async (): Promise<Metadata> => {
  return { title: (await getTranslations('listing.merging'))('title') };
});

/** Makes an organization another name of one that stays, after a look at what follows; or takes it apart again. */
export default orNothingHere(async function MergeOrganizationPage({ params, searchParams }: Props) {
  const id = idInPath((await params).organizationId);
  const query = await searchParams;
  const one = (name: string) => [query[name] ?? []].flat()[0] ?? '';
  const [words, into] = [cleanText(one('words').slice(0, mostLetters)), one('into').slice(0, 120)];
  const here = `/registrar/organizations/${id}/merge`;
  const [{ value: view, denied }, t, record] = await Promise.all([
    staffRead(here, (ctx) => viewMerging(ctx, { organizationId: id, words, into })),
    getTranslations('listing.merging'),
    getTranslations('listing.record'),
  ]);
  if (denied !== null) return <NoPermission reason={denied} />;
  const called = <bdi className="[overflow-wrap:anywhere]">{view.organization.name}</bdi>;
  return (
    <div className="page">
      <PageHeader
        breadcrumbs={
          <Breadcrumbs
            items={[
              { href: '/registrar/certificates', label: record('breadcrumb') },
              { href: `/registrar/organizations/${id}`, label: called },
              { label: t('title') },
            ]}
          />
        }
        title={t.rich('titleOf', { name: () => called })}
        lede={t('lede')}
      />
      {view.merged === null ? (
        <MergeLook view={view} here={here} words={words} action={mergeOrganizationAction} />
      ) : (
        <PartLook view={view} merged={view.merged} action={partOrganizationAction} />
      )}
    </div>
  );
});
