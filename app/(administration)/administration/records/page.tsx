import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { staffRead } from '@/app/(registrar)/staff-read';
import { Denied } from '@/components/administration/denied';
import { Section } from '@/components/administration/section';
import { PageHeader } from '@/components/layout/page-header';
import { KeyList } from '@/components/record/key-list';
import { ActionForm } from '@/components/ui/action-form';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { ownSigner } from '@/lib/next/own-signer';
import { viewKeys } from '@/lib/usecases/record/view-keys';
import { changeKeyAction, signRecordsAction } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('records.keys'))('title') };
}

/** As whom an institution signs, with which keys, and what waits to be signed. */
export default async function RecordsPage() {
  const signer = ownSigner();
  const [{ value, denied }, t] = await Promise.all([
    staffRead('/administration/records', (ctx) => viewKeys(ctx, signer)),
    getTranslations('records.keys'),
  ]);
  if (denied !== null) return <Denied title={t('title')} reason={denied} />;
  const { keys, did, signed, waiting, isKeyHere, hasPolicy, may } = value;
  const active = keys.find(({ retiredAt }) => retiredAt === null);
  return (
    <>
      <PageHeader title={t('title')} lede={t('lede')} />
      <div className="grid gap-12">
        {signer === null && <Notice tone="warning">{t('noSecret')}</Notice>}
        {signer !== null && !isKeyHere && (
          <Notice tone="warning" title={t('secretChanged')}>
            {t('secretChangedWhy')}
          </Notice>
        )}
        <Section title={t('records')}>
          <p>{t('signed', signed)}</p>
          <p>{t('waiting', waiting)}</p>
          {!hasPolicy && <p className="measure text-soft">{t('noPolicy')}</p>}
          {active !== undefined && waiting.versions > 0 && (
            <>
              <p className="measure text-soft">{t('byThemselves')}</p>
              {may.sign && isKeyHere && (
                <ActionForm action={signRecordsAction} submit={t('signNow')} className="max-w-xl" />
              )}
            </>
          )}
        </Section>
        <Section title={t('keys')} lede={t('keysLede')}>
          {keys.length === 0 ? (
            <EmptyState title={t('none')}>{t('noneWhy')}</EmptyState>
          ) : (
            <KeyList did={did ?? ''} keys={keys} timeZone={value.institution.timeZone} />
          )}
          {may.change && signer !== null && (
            <ActionForm action={changeKeyAction} className="max-w-xl">
              <input type="hidden" name="instead" value={active?.id ?? ''} />
              <ConfirmButton
                key={active?.id ?? ''}
                tone={active === undefined ? 'primary' : 'danger'}
                trigger={active === undefined ? t('make') : t('change')}
                question={active === undefined ? t('makeWhy', { did: did ?? '' }) : t('changeWhy')}
                confirm={active === undefined ? t('makeNow') : t('changeNow')}
              />
            </ActionForm>
          )}
        </Section>
      </div>
    </>
  );
}
