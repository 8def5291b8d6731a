/** ActAtOnce: act (ActAtOnce), asked for before it is done to the ticked rows of the list around it. Stands inside their form. */
import { useTranslations } from 'next-intl';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { DateInput } from '@/components/ui/date-input';
import { Field } from '@/components/ui/field';
import { TextInput } from '@/components/ui/text-input';
import type { ActAtOnce as Act } from '@/lib/usecases/rule/list-rules';

export function ActAtOnce({ act }: { act: Act }) {
  const t = useTranslations('registrar.list.atOnce');
  const optional = useTranslations('ui')('optional');
  return (
    <ConfirmButton
      trigger={t(act)}
      question={t(`${act}Question`)}
      confirm={t(`${act}Confirm`)}
      tone={act === 'suspend' || act === 'withdraw' ? 'danger' : 'primary'}
    >
      {act === 'publish' ? (
        <Field name="firstDay" label={t('firstDay')} hint={t('firstDayHint')} optionalWord={optional}>
          <DateInput />
        </Field>
      ) : act === 'pullBack' ? null : (
        <Field
          name="reason"
          label={t(`${act}Reason`)}
          hint={t(`${act}ReasonHint`)}
          required
          className="w-full max-w-xl"
        >
          <TextInput maxLength={2_000} />
        </Field>
      )}
    </ConfirmButton>
  );
}
