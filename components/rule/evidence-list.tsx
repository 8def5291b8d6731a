/** EvidenceList: evidence, ruleVersionId, action? (to add more), isNeeded (before it can be handed in). Links and files that support a mapping. */
import { useTranslations } from 'next-intl';
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form';
import { Disclosure } from '@/components/ui/disclosure';
import { Field } from '@/components/ui/field';
import { FileInput } from '@/components/ui/file-input';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import { evidenceEndings, evidenceKinds } from '@/lib/rule/evidence-file';
import { EvidenceItems, type EvidenceItem } from './evidence-items';

type Props = {
  evidence: readonly EvidenceItem[];
  ruleVersionId: string;
  action?: ActionFormProps['action'] | undefined;
  megabytes: number;
  isNeeded: boolean;
};

export function EvidenceList({ evidence, ruleVersionId, action, megabytes, isNeeded }: Props) {
  const t = useTranslations('registrar.rule');
  return (
    <div className="grid gap-4">
      {evidence.length === 0 && (
        <p className="text-soft">{t(isNeeded ? 'evidenceNone' : 'evidenceNothing')}</p>
      )}
      <EvidenceItems evidence={evidence} ruleVersionId={ruleVersionId} />
      {action !== undefined && (
        <Disclosure summary={t('evidenceAdd')} open={evidence.length === 0}>
          <ActionForm
            action={action}
            submit={t('attach')}
            submitTone="secondary"
            resetWhenDone
            className="max-w-xl"
          >
            <input type="hidden" name="ruleVersionId" value={ruleVersionId} />
            <Field name="title" label={t('evidenceTitle')} required>
              <TextInput maxLength={200} />
            </Field>
            <Field name="kind" label={t('evidenceKindLabel')}>
              <Select
                options={evidenceKinds.map((kind) => ({ value: kind, label: t(`evidenceKind.${kind}`) }))}
              />
            </Field>
            <Field name="url" label={t('evidenceUrl')}>
              <TextInput type="url" inputMode="url" />
            </Field>
            <Field name="file" label={t('evidenceFile')} hint={t('evidenceFileHint', { size: megabytes })}>
              <FileInput accept={evidenceEndings.join(',')} />
            </Field>
          </ActionForm>
        </Disclosure>
      )}
    </div>
  );
}
