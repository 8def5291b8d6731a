/** ConflictForm: action, stageId. The first thing asked of everybody assigned; what follows is read only after it. LaterConflict is for one that is found afterwards. */
import { useTranslations } from 'next-intl';
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form';
import { Disclosure } from '@/components/ui/disclosure';
import { Field } from '@/components/ui/field';
import { RadioGroup } from '@/components/ui/radio-group';
import { Textarea } from '@/components/ui/textarea';

export function ConflictForm({ action, stageId }: { action: ActionFormProps['action']; stageId: string }) {
  const t = useTranslations('faculty.conflict');
  return (
    <section aria-labelledby="conflict" className="grid gap-5 border-t border-line pt-8">
      <div className="grid gap-2">
        <h2 id="conflict" className="serif text-xl">
          {t('title')}
        </h2>
        <p className="measure text-soft">{t('lede')}</p>
      </div>
      <ActionForm action={action} submit={t('submit')} className="max-w-2xl">
        <input type="hidden" name="stageId" value={stageId} />
        <RadioGroup
          name="conflict"
          legend={t('legend')}
          hideLegend
          required
          options={[
            { value: 'none', label: t('none') },
            { value: 'conflict', label: t('conflict'), hint: t('conflictHint') },
          ]}
        />
        <Field name="note" label={t('note')} hint={t('noteHint')}>
          <Textarea rows={2} maxLength={2000} />
        </Field>
      </ActionForm>
    </section>
  );
}

export function LaterConflict({ action, stageId }: { action: ActionFormProps['action']; stageId: string }) {
  const t = useTranslations('faculty.conflict');
  return (
    <Disclosure summary={t('later')}>
      <ActionForm action={action} submit={t('laterSubmit')} submitTone="secondary" className="max-w-2xl">
        <input type="hidden" name="stageId" value={stageId} />
        <input type="hidden" name="conflict" value="conflict" />
        <p className="measure">{t('laterLede')}</p>
        <Field name="note" label={t('note')} hint={t('noteHint')} required>
          <Textarea rows={2} maxLength={2000} />
        </Field>
      </ActionForm>
    </Disclosure>
  );
}
