import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { metadataOrNothing, orNothingHere } from '@/app/_components/or-nothing-here';
import { orNotFound } from '@/app/(public)/or-not-found';
import { EntryTitle } from '@/components/catalog/entry-title';
import { OfferView } from '@/components/catalog/offer-view';
import { PageHeader } from '@/components/layout/page-header';
import { RecordOfDecision } from '@/components/record/record-of-decision';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { TextLink } from '@/components/ui/text-link';
import { decisionToday } from '@/lib/catalog/decision-today';
import { exactEstimateHref } from '@/lib/catalog/exact-estimate';
import { env } from '@/lib/env';
import { requestContext } from '@/lib/next/request-context';
import { decisionPath } from '@/lib/signed-record/addresses';
import { viewDecision } from '@/lib/usecases/record/view-decision';

type Props = PageProps<'/institutions/[slug]/decisions/[code]/[version]'>;

const read = cache(async (slug: string, code: string, version: string) =>
  orNotFound(viewDecision(await requestContext(), { slug, code, version })),
);
const view = async ({ params }: Props) => {
  const { slug, code, version } = await params;
  return read(slug, decodeURIComponent(code), version);
};

export const generateMetadata = metadataOrNothing(async (props: Props): Promise<Metadata> => {
  const [{ institution, rule }, t] = await Promise.all([view(props), getTranslations('records.decision')]);
  return {
    title: t('titleOf', { code: rule.code, version: rule.version, institution: institution.name }),
    alternates: { canonical: decisionPath(institution.slug, rule) },
  };
});

/** What one version of a rule decides, who decided it and by which policy: for whoever has to show it to somebody else. */
export default orNothingHere(async function DecisionPage(props: Props) {
  const { institution, asOf, rule, decision, certificates, names, signedAt } = await view(props);
  const [t, common, format] = await Promise.all([
    getTranslations('records.decision'),
    getTranslations('common'),
    getFormatter(),
  ]);
  const day = (date: string) => format.dateTime(new Date(date), { dateStyle: 'long', timeZone: 'UTC' });
  const path = decisionPath(institution.slug, rule);
  const { policy } = institution;
  return (
    <div className="page-narrow">
      <PageHeader
        breadcrumbs={
          <Breadcrumbs
            items={[
              { href: '/institutions', label: common('navigation.institutions') },
              { href: `/institutions/${institution.slug}`, label: institution.name },
              { label: rule.code },
            ]}
          />
        }
        kicker={institution.name}
        title={rule.title}
        lede={t(`lede.${decisionToday(decision, rule.offer)}`, {
          institution: institution.name,
          day: rule.offer.opensOn === null ? '' : day(rule.offer.opensOn),
        })}
      />
      <div className="grid gap-10">
        <section className="grid gap-3">
          <h2 className="serif text-xl">{t('certificates', { count: certificates.length })}</h2>
          <ul className="grid gap-1 [overflow-wrap:anywhere]">
            {certificates.map(({ slug, title, language }) => (
              <li key={slug}>
                <TextLink href={`/catalog/${slug}`}>
                  <EntryTitle title={title} language={language} />
                </TextLink>
              </li>
            ))}
          </ul>
        </section>
        <section className="grid gap-3">
          <h2 className="serif text-xl">{t('decided')}</h2>
          <OfferView
            {...rule}
            names={names}
            readerUnit={null}
            converted={null}
            exactHref={exactEstimateHref(institution.slug, rule.offer, null)}
            asOf={asOf}
          />
          <p className="text-sm text-soft">
            {policy === null
              ? t('noPolicy', { day: day(asOf) })
              : t('policy', { version: policy.version, since: day(policy.effectiveFrom), day: day(asOf) })}
          </p>
        </section>
        <RecordOfDecision
          address={new URL(path, env().NEXTAUTH_URL).href}
          download={`${path}/record`}
          signedOn={
            signedAt === null
              ? null
              : format.dateTime(new Date(signedAt), { dateStyle: 'long', timeZone: institution.timeZone })
          }
          institution={institution.name}
        />
      </div>
    </div>
  );
});
