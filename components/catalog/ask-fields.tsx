/** AskFields: title, provider, url (as known already). What a certificate is called that is to be listed. MailField: where the answer is to go. */
import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { TextInput } from '@/components/ui/text-input';

export function AskFields({ title, provider, url }: { title: string; provider: string; url: string }) {
  const t = useTranslations('requests.ask');
  const optional = useTranslations('ui')('optional');
  return (
    <>
      <Field name="title" label={t('title')} required>
        <TextInput defaultValue={title} maxLength={300} />
      </Field>
      <Field name="provider" label={t('provider')} hint={t('providerHint')} required>
        <TextInput defaultValue={provider} maxLength={200} />
      </Field>
      <Field name="url" label={t('url')} optionalWord={optional}>
        <TextInput type="url" defaultValue={url} maxLength={2_000} placeholder="https://" />
      </Field>
    </>
  );
}

export function MailField() {
  const t = useTranslations('requests.ask');
  return (
    <Field
      name="email"
      label={t('email')}
      hint={t('emailHint')}
      optionalWord={useTranslations('ui')('optional')}
    >
      <TextInput type="email" maxLength={254} autoComplete="email" className="max-w-96" />
    </Field>
  );
}
