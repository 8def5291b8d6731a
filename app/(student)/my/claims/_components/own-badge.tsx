/** OwnBadge: act (at, claimId), at, here (the claim's address), badge. The badge of an award, to its student: to be signed, or to be taken along. */
import { useTranslations } from 'next-intl';
import { ActionForm } from '@/components/ui/action-form';
import { LinkButton } from '@/components/ui/link-button';
import { Notice } from '@/components/ui/notice';
import { QrCode } from '@/components/ui/qr-code';
import { TextLink } from '@/components/ui/text-link';
import { env } from '@/lib/env';
import { badgePath } from '@/lib/signed-record/award-badge';
import type { OwnBadge as Badge } from '@/lib/usecases/record/view-badge';
import { takeBadgeAction } from '../actions';

export function OwnBadge({
  act,
  at,
  here,
  badge: { id, isRevoked, canBeSigned },
}: {
  act: { at: string; claimId: string };
  at: string;
  here: string;
  badge: Badge;
}) {
  const t = useTranslations('records.badge');
  if (id === null && !canBeSigned) return null;
  const address = new URL(badgePath(at, id ?? ''), env().NEXTAUTH_URL).href;
  return (
    <section className="grid gap-4">
      <h2 className="serif text-xl">{t('own')}</h2>
      {id === null ? (
        <>
          <p className="measure">{t('take')}</p>
          <ActionForm action={takeBadgeAction} submit={t('takeNow')}>
            <input type="hidden" name="at" value={act.at} />
            <input type="hidden" name="claimId" value={act.claimId} />
          </ActionForm>
        </>
      ) : (
        <div className="grid gap-x-8 gap-y-4 sm:grid-cols-[minmax(0,1fr)_auto]">
          <div className="grid content-start gap-3">
            {isRevoked ? (
              <Notice tone="warning" title={t('revoked')}>
                {t('revokedOwn')}
              </Notice>
            ) : (
              <p className="measure">{t('taken')}</p>
            )}
            <p className="no-print flex flex-wrap gap-3">
              <LinkButton href={`${here}/badge/png`} prefetch={false}>
                {t('png')}
              </LinkButton>
              <LinkButton href={`${here}/badge/json`} prefetch={false}>
                {t('json')}
              </LinkButton>
            </p>
            <p className="measure text-sm text-soft">{t('show')}</p>
            <p className="text-sm break-all">
              <TextLink href={badgePath(at, id)}>{address}</TextLink>
            </p>
          </div>
          <QrCode address={address} label={t('code')} />
        </div>
      )}
    </section>
  );
}
