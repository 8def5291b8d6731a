/** AdoptForm: policyId, expectedVersion, span (its days in words), action. */
import { useTranslations } from 'next-intl';
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { useSpan } from './policy-table';

type AdoptFormProps = {
  policy: {
    id: string;
    rowVersion: number;
    version: number;
    effectiveFrom: string;
    effectiveTo: string | null;
  };
  action: ActionFormProps['action'];
};

export function AdoptForm({ policy, action }: AdoptFormProps) {
  const t = useTranslations('administration.policy');
  const span = useSpan();
  return (
    <ActionForm action={action} endsOthers>
      <input type="hidden" name="policyId" value={policy.id} />
      <input type="hidden" name="expectedVersion" value={policy.rowVersion} />
      <ConfirmButton
        tone="primary"
        trigger={t('adopt')}
        question={t('adoptQuestion', {
          version: policy.version,
          days: span(policy.effectiveFrom, policy.effectiveTo),
        })}
        confirm={t('adopt')}
      />
    </ActionForm>
  );
}
