/** SettleForm: batchId, line (its key). What became of one line, said by hand. */
import { useTranslations } from 'next-intl';
import { ActionForm } from '@/components/ui/action-form';
import { Field } from '@/components/ui/field';
import { RadioGroup } from '@/components/ui/radio-group';
import { TextInput } from '@/components/ui/text-input';
import { settleLineAction } from '../actions';

export function SettleForm({ batchId, line }: { batchId: string; line: string }) {
  const t = useTranslations('posting.batch');
  const optional = useTranslations('ui')('optional');
  return (
    <details className="group">
      <summary className="link w-fit cursor-pointer">{t('byHand')}</summary>
      <div className="mt-3">
        <ActionForm action={settleLineAction} submit={t('settle')} submitTone="secondary">
          <input type="hidden" name="batchId" value={batchId} />
          <input type="hidden" name="key" value={line} />
          <RadioGroup
            name="outcome"
            legend={t('outcome')}
            options={[
              { value: 'confirmed', label: t('confirmed') },
              { value: 'failed', label: t('failed') },
            ]}
            required
          />
          <Field name="reference" label={t('reference')} optionalWord={optional}>
            <TextInput maxLength={200} />
          </Field>
          <Field name="reason" label={t('reason')} optionalWord={optional}>
            <TextInput maxLength={1_000} />
          </Field>
        </ActionForm>
      </div>
    </details>
  );
}
