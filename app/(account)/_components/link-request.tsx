/** LinkRequest: asks for a sign-in link by mail. next? (where to go then). */
import { useTranslations } from 'next-intl';
import { ActionForm } from '@/components/ui/action-form';
import { Field } from '@/components/ui/field';
import { TextInput } from '@/components/ui/text-input';
import { requestSignInLinkAction } from '../sign-in/actions';

export function LinkRequest({ next }: { next?: string | undefined }) {
  const t = useTranslations('account.link');
  return (
    <section aria-labelledby="by-mail" className="grid gap-4">
      <h2 id="by-mail" className="serif text-xl">
        {t('title')}
      </h2>
      <ActionForm action={requestSignInLinkAction} submit={t('send')}>
        {next !== undefined && <input type="hidden" name="next" value={next} />}
        <Field name="email" label={t('email')} hint={t('hint')} required>
          <TextInput type="email" autoComplete="email" className="max-w-96" />
        </Field>
      </ActionForm>
    </section>
  );
}
