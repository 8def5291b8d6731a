/** TitleField: title (as it is stored), isPublic (students see it with another version: then it is for reading). The title of a draft. */
import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { TextInput } from '@/components/ui/text-input';

export function TitleField({ title, isPublic }: { title: string; isPublic: boolean }) {
  const t = useTranslations('registrar.editor');
  // A fixed value: after a refusal the stored title stands here again, not the one that was refused and could not be corrected any more.
  if (isPublic) {
    return (
      <Field name="title" label={t('title')} hint={t('titlePublic')}>
        <TextInput value={title} readOnly />
      </Field>
    );
  }
  return (
    <Field name="title" label={t('title')} required>
      <TextInput defaultValue={title} maxLength={200} />
    </Field>
  );
}
