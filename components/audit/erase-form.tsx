/** EraseForm: seq, action. Asks for a reason first. */
import { useTranslations } from 'next-intl';
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { Field } from '@/components/ui/field';
import { TextInput } from '@/components/ui/text-input';

export function EraseForm({ seq, action }: { seq: string; action: ActionFormProps['action'] }) {
  const t = useTranslations('audit');
  return (
    <ActionForm action={action}>
      <input type="hidden" name="seq" value={seq} />
      <ConfirmButton trigger={t('eraseNow')} question={t('eraseQuestion')} confirm={t('eraseNow')}>
        <Field name="reason" label={t('reason')} required className="w-full">
          <TextInput maxLength={300} />
        </Field>
      </ConfirmButton>
    </ActionForm>
  );
}
