import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { metadataOrNothing, orNothingHere } from '@/app/_components/or-nothing-here';
import { orNotFound } from '@/app/(public)/or-not-found';
import { PageHeader } from '@/components/layout/page-header';
import { Notice } from '@/components/ui/notice';
import { QrCode } from '@/components/ui/qr-code';
import { TextLink } from '@/components/ui/text-link';
import { env } from '@/lib/env';
import { requestContext } from '@/lib/next/request-context';
import { badgePath } from '@/lib/signed-record/award-badge';
import { viewBadge } from '@/lib/usecases/record/view-badge';

type Props = PageProps<'/institutions/[slug]/badges/[id]'>;

export const generateMetadata = metadataOrNothing(
  async (): Promise<Metadata> => ({
    title: (await getTranslations('records.badge'))('title'),
    robots: { index: false },
  }),
);

/** A badge to whoever was given its address: what it says itself, and whether it was taken back since. */
export default orNothingHere(async function BadgePage({ params }: Props) {
  const asked = await params;
  const ctx = await requestContext();
  const [badge, t, format] = await Promise.all([
    orNotFound(viewBadge(ctx, asked)),
    getTranslations('records.badge'),
    getFormatter(),
  ]);
  const { title, issuer, awardedAt, lines, evidence, isRevoked } = badge;
  const day = format.dateTime(new Date(awardedAt), { dateStyle: 'long', timeZone: 'UTC' });
  const address = new URL(badgePath(asked.slug, asked.id), env().NEXTAUTH_URL).href;
  return (
    <div className="page-narrow">
      <PageHeader kicker={issuer.name} title={title} lede={t('lede', { institution: issuer.name, day })} />
      <div className="grid gap-10">
        {isRevoked ? (
          <Notice tone="warning" title={t('revoked')}>
            {t('revokedWhy', { institution: issuer.name })}
          </Notice>
        ) : (
          <Notice tone="done" title={t('stands')}>
            {t('standsWhy')}
          </Notice>
        )}
        <section className="grid gap-3">
          <h2 className="serif text-xl">{t('credit')}</h2>
          <ul className="stack border-y border-line">
            {lines.map(({ name, value, framework, decision }) => (
              <li key={`${name} ${decision}`} className="grid gap-1 py-4 [overflow-wrap:anywhere]">
                <p className="font-semibold">{t('line', { name, value })}</p>
                <p className="text-sm text-soft">{framework}</p>
                <p className="text-sm">
                  <TextLink href={decision}>{t('decision')}</TextLink>
                </p>
              </li>
            ))}
          </ul>
        </section>
        <section className="grid gap-3">
          <h2 className="serif text-xl">{t('evidence')}</h2>
          <ul className="grid gap-3">
            {evidence.map(({ id, name }) => (
              <li key={`${id} ${name}`} className="[overflow-wrap:anywhere]">
                <p>
                  <bdi>{name}</bdi>
                </p>
                <p className="text-sm break-all text-soft">{id}</p>
              </li>
            ))}
          </ul>
        </section>
        <section className="grid gap-3">
          <h2 className="serif text-xl">{t('verify')}</h2>
          <p className="measure">
            {t.rich('verifyHow', { link: (text) => <TextLink href="/prove">{text}</TextLink> })}
          </p>
          <p className="text-sm break-all text-soft">{issuer.did}</p>
          <QrCode address={address} label={t('code')} />
        </section>
      </div>
    </div>
  );
});
