/** ReaffirmFields: isOne? (of one mapping rather than of those that are ticked). What a reviewer says who finds that mappings stay as they are: what was looked at, and that there is no conflict. */
import { useTranslations } from 'next-intl';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { TextInput } from '@/components/ui/text-input';

export function ReaffirmFields({ isOne = false }: { isOne?: boolean }) {
  const t = useTranslations('registrar.many.reaffirm');
  return (
    <>
      <Field
        name="grounds"
        label={t('grounds')}
        hint={t(isOne ? 'groundsHintOne' : 'groundsHint')}
        required
        className="w-full max-w-xl"
      >
        <TextInput maxLength={2_000} />
      </Field>
      <Checkbox
        name="conflict"
        value="none"
        label={t(isOne ? 'conflictOne' : 'conflict')}
        hint={t('conflictHint')}
      />
    </>
  );
}
