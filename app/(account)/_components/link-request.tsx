/** LinkRequest: asks for a sign-in link by mail. next? (where to go then), isToClaim? (in order to claim credit: nobody has to be known here). */
import { useTranslations } from 'next-intl';
import { ActionForm } from '@/components/ui/action-form';
import { Field } from '@/components/ui/field';
import { TextInput } from '@/components/ui/text-input';
import { requestSignInLinkAction } from '../sign-in/actions';

export function LinkRequest({ next, isToClaim = false }: { next?: string | undefined; isToClaim?: boolean }) {
  const t = useTranslations('account.link');
  const claim = useTranslations('claim.start');
  return (
    <section aria-labelledby="by-mail" className="grid gap-4">
      <h2 id="by-mail" className="serif text-xl">
        {isToClaim ? claim('confirm') : t('title')}
      </h2>
      {isToClaim && <p className="measure text-soft">{claim('confirmLede')}</p>}
      <ActionForm action={requestSignInLinkAction} submit={isToClaim ? claim('send') : t('send')}>
        {isToClaim && <input type="hidden" name="purpose" value="claim" />}
        {next !== undefined && <input type="hidden" name="next" value={next} />}
        <Field
          name="email"
          label={isToClaim ? claim('email') : t('email')}
          {...(!isToClaim && { hint: t('hint') })}
          required
        >
          <TextInput type="email" autoComplete="email" className="max-w-96" />
        </Field>
      </ActionForm>
    </section>
  );
}
