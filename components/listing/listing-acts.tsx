/** ListingActs: listing {id, rowVersion}, institution (its name), offered (act, and the sentence why this reader may not), actions. What a second person, or an author, can do. */
import { useTranslations } from 'next-intl';
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { Disclosure } from '@/components/ui/disclosure';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/textarea';

type Act = 'publish' | 'return' | 'withdraw';

export function ListingActs({
  listing,
  institution,
  offered,
  actions,
}: {
  listing: { id: string; rowVersion: number };
  institution: string;
  offered: readonly { act: Act; denied: string | null }[];
  actions: Readonly<Record<Act, ActionFormProps['action']>>;
}) {
  const t = useTranslations('listing.record');
  const hidden = (
    <>
      <input type="hidden" name="listingId" value={listing.id} />
      <input type="hidden" name="expectedVersion" value={listing.rowVersion} />
    </>
  );
  const denied = [...new Set(offered.flatMap((one) => one.denied ?? []))];
  const may = (act: Act) => offered.some((one) => one.act === act && one.denied === null);
  return (
    <section className="grid content-start gap-4">
      <h2 className="border-b border-edge pb-2 text-lg font-semibold">{t('act.title')}</h2>
      {offered.length === 0 && <p className="text-soft">{t('none')}</p>}
      {denied.map((why) => (
        <p key={why} className="measure text-soft">
          {t('act.denied', { why })}
        </p>
      ))}
      {may('publish') && (
        <ActionForm action={actions.publish}>
          {hidden}
          <ConfirmButton
            tone="primary"
            trigger={t('act.publish')}
            question={t('act.publishQuestion', { institution })}
            confirm={t('act.publishConfirm')}
          />
        </ActionForm>
      )}
      {may('return') && (
        <Disclosure summary={t('act.return')}>
          <ActionForm action={actions.return} submit={t('act.returnConfirm')} submitTone="secondary">
            {hidden}
            <Field name="remark" label={t('act.remark')} hint={t('act.remarkHint')} required>
              <Textarea rows={3} maxLength={2_000} />
            </Field>
          </ActionForm>
        </Disclosure>
      )}
      {may('withdraw') && (
        <ActionForm action={actions.withdraw}>
          {hidden}
          <ConfirmButton
            size="small"
            trigger={t('act.withdraw')}
            question={t('act.withdrawQuestion')}
            confirm={t('act.withdrawConfirm')}
          />
        </ActionForm>
      )}
    </section>
  );
}
