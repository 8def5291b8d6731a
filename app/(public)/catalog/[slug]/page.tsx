import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { metadataOrNothing, orNothingHere } from '@/app/_components/or-nothing-here';
import { leadOn } from '@/app/(public)/lead-on';
import { orNotFound } from '@/app/(public)/or-not-found';
import { AddressProblems } from '@/components/catalog/address-problems';
import { EntryAnswers } from '@/components/catalog/entry-answers';
import { EntryActions } from '@/components/catalog/entry-actions';
import { EntryTitle } from '@/components/catalog/entry-title';
import { EntryFacts } from '@/components/catalog/entry-facts';
import { EntryLadder } from '@/components/catalog/entry-ladder';
import { InNames } from '@/components/catalog/in-names';
import { adviceBeginsOn, adviceEndedOn } from '@/lib/catalog/advice';
import { InstitutionAnswers } from '@/components/catalog/institution-answers';
import { MergedEntries } from '@/components/catalog/merged-entries';
import { OrganizationName } from '@/components/catalog/organization-name';
import { PrintedPage } from '@/components/catalog/printed-page';
import { RecommendationList } from '@/components/catalog/recommendation-list';
import { EntryData } from '@/components/catalog/structured-data';
import { WithdrawnNotice } from '@/components/catalog/withdrawn-notice';
import { PageHeader } from '@/components/layout/page-header';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { PastDay } from '@/components/ui/past-day';
import { askHref } from '@/lib/catalog/certificate-request';
import { exactEstimateHref } from '@/lib/catalog/exact-estimate';
import { estimateHref, nothingStated, statedHolding } from '@/lib/catalog/estimate-query';
import { parseViewParameters, viewHref } from '@/lib/catalog/view-parameters';
import type { RawParameters } from '@/lib/catalog/search-query';
import { env } from '@/lib/env';
import { entryMetadata } from '@/lib/next/entry-metadata';
import { requestContext } from '@/lib/next/request-context';
import { viewMicroCredential } from '@/lib/usecases/catalog/view-micro-credential';

type Props = PageProps<'/catalog/[slug]'>;

const read = cache(async (given: string, asked: string) => {
  const [ctx, slug] = [await requestContext(), given.slice(0, 250)];
  const { asOf, unit } = parseViewParameters(JSON.parse(asked) as RawParameters);
  const make = () => viewMicroCredential(ctx, { slug, asOf, unit });
  // Of other days and units there is no end.
  return orNotFound(
    asOf === null && unit === null ? ctx.catalog.keep(ctx.now, `entry ${slug}`, make) : make(),
  );
});
const view = async ({ params, searchParams }: Props) =>
  read((await params).slug, JSON.stringify(await searchParams));

export const generateMetadata = metadataOrNothing(async (props: Props) => entryMetadata(await view(props)));

export default orNothingHere(async function EntryPage(props: Props) {
  const { entry, asOf, today, unit, commonUnit, decided, open, notCompared } = await view(props);
  const [t, common, kinds] = await Promise.all([
    getTranslations('public.entry'),
    getTranslations('common'),
    getTranslations('public.search.kind'),
  ]);
  const asked = parseViewParameters(await props.searchParams);
  if (entry.slug !== (await props.params).slug) leadOn(viewHref(`/catalog/${entry.slug}`, asked));
  const path = `/catalog/${entry.slug}`;
  const estimateFor = (institution: string | null) =>
    estimateHref({ ...nothingStated, holdings: [statedHolding(entry.slug)], institution });
  const day = asOf === today ? today : null;
  const isClaimable = decided.some(({ rules }) => rules.some(({ offer }) => offer.claimants !== 'nobody'));
  const provider = <OrganizationName name={entry.provider} organization={entry.organizations.provider} />;
  return (
    <div className="page">
      <EntryData entry={entry} decided={decided} origin={new URL(env().NEXTAUTH_URL).origin} />
      <PageHeader
        breadcrumbs={
          <Breadcrumbs
            items={[
              { href: '/catalog', label: common('navigation.catalog') },
              { label: <EntryTitle title={entry.title} language={entry.language} /> },
            ]}
          />
        }
        kicker={kinds(entry.kind)}
        title={<EntryTitle title={entry.title} language={entry.language} />}
        lede={
          entry.platform === null || entry.platform === entry.provider
            ? provider
            : t.rich('by', {
                provider: () => provider,
                platform: () => (
                  <OrganizationName name={entry.platform ?? ''} organization={entry.organizations.platform} />
                ),
              })
        }
        actions={<EntryActions slug={entry.slug} />}
      />
      <AddressProblems
        problems={
          asked.asOf !== null && asked.asOf !== asOf
            ? [...asked.problems, { field: 'asOf', reason: 'out-of-range' }]
            : asked.problems
        }
      />
      {entry.isWithdrawn && <WithdrawnNotice successor={entry.successor} isClaimable={isClaimable} />}
      <InNames entry={entry} />
      <PastDay day={asOf} today={today} />
      <EntryAnswers
        path={path}
        decided={decided}
        open={open}
        recommendations={entry.recommendations}
        notCompared={notCompared}
        unit={unit}
        commonUnit={commonUnit}
        asOf={asOf}
        today={today}
      />
      <div className="grid gap-x-14 gap-y-12 lg:grid-cols-[minmax(0,1fr)_19rem]">
        <div className="grid min-w-0 content-start gap-12">
          <section className="grid gap-3">
            <h2 className="serif text-xl">{t('why')}</h2>
            <InstitutionAnswers
              decided={decided}
              open={open}
              adviceEnded={adviceEndedOn(entry.recommendations, asOf)}
              adviceBegins={adviceBeginsOn(entry.recommendations, asOf)}
              readerUnit={unit}
              asOf={asOf}
              estimateHref={estimateFor}
              askHref={askHref({ certificate: entry.slug })}
              exactHref={(institution, offer) => exactEstimateHref(institution, offer, day)}
            />
          </section>
          <EntryLadder
            recommendations={entry.recommendations}
            asOf={asOf}
            standings={[...decided, ...open].map(({ standing }) => standing)}
            isClaimable={isClaimable}
          />
          <RecommendationList recommendations={entry.recommendations} asOf={asOf} />
          <MergedEntries entries={entry.merged} />
        </div>
        <EntryFacts entry={entry} asOf={asOf} />
      </div>
      <PrintedPage
        asOf={asOf}
        address={new URL(asOf === today ? path : `${path}?asOf=${asOf}`, env().NEXTAUTH_URL).href}
      />
    </div>
  );
});
