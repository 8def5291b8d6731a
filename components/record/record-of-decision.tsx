/** RecordOfDecision: address, download, signedOn (null: nobody signed), institution. What was signed of a decision, and how anybody verifies it. */
import { useTranslations } from 'next-intl';
import { LinkButton } from '@/components/ui/link-button';
import { QrCode } from '@/components/ui/qr-code';
import { TextLink } from '@/components/ui/text-link';

export function RecordOfDecision({
  address,
  download,
  signedOn,
  institution,
}: {
  address: string;
  download: string;
  signedOn: string | null;
  institution: string;
}) {
  const t = useTranslations('records.decision');
  return (
    <section className="grid gap-3">
      <h2 className="serif text-xl">{t('record')}</h2>
      <div className="grid gap-x-8 gap-y-4 sm:grid-cols-[minmax(0,1fr)_auto]">
        <div className="grid content-start gap-3">
          {signedOn === null ? (
            <p className="measure">{t('unsigned', { institution })}</p>
          ) : (
            <>
              <p className="measure">{t('signed', { institution, day: signedOn })}</p>
              <p className="no-print">
                <LinkButton href={download} prefetch={false}>
                  {t('download')}
                </LinkButton>
              </p>
              <p className="measure text-sm text-soft">
                {t.rich('verify', { link: (text) => <TextLink href="/prove">{text}</TextLink> })}
              </p>
            </>
          )}
          <p className="text-sm break-all text-soft">{address}</p>
        </div>
        <QrCode address={address} label={t('code')} />
      </div>
    </section>
  );
}
