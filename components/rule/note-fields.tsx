/** NoteFields: publicNote, internalNote (as they are stored). What students and staff read beside a mapping. */
import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/textarea';

export function NoteFields({ publicNote, internalNote }: { publicNote: string; internalNote: string }) {
  const t = useTranslations('registrar.editor');
  return (
    <>
      <Field name="publicNote" label={t('publicNote')} hint={t('publicNoteHint')}>
        <Textarea rows={3} defaultValue={publicNote} />
      </Field>
      <Field name="internalNote" label={t('internalNote')} hint={t('internalNoteHint')}>
        <Textarea rows={2} defaultValue={internalNote} />
      </Field>
    </>
  );
}
