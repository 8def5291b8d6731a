/**
 * ChairPanel: stage {id, kind, rowVersion}, assignAction?, candidates, closeAction?, isClosable, problem (message key or null), missing, wouldEnd (outcome, or null while hidden).
 * What whoever leads a stage can do: assign, and close. How it ends is what the votes say. SettleForm: action, ruleVersionId, rowVersion.
 */
import { useTranslations } from 'next-intl';
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form';
import { Checkbox } from '@/components/ui/checkbox';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { Field } from '@/components/ui/field';
import { RadioGroup } from '@/components/ui/radio-group';
import { TextInput } from '@/components/ui/text-input';
import { Textarea } from '@/components/ui/textarea';
import type { StageKind } from '@/lib/review/stage-config';
import type { StageOutcome } from '@/lib/review/tally';

type Action = ActionFormProps['action'];
export type CloseProblem = 'review/quorum-missing' | 'review/votes-missing' | 'review/chair-alone';

export function AssignForm({
  action,
  stageId,
  candidates,
}: {
  action: Action;
  stageId: string;
  candidates: readonly { id: string; name: string }[];
}) {
  const t = useTranslations('faculty.chair');
  if (candidates.length === 0) return <p className="measure text-soft">{t('noCandidates')}</p>;
  return (
    <ActionForm action={action} submit={t('assignSubmit')} submitTone="secondary">
      <input type="hidden" name="stageId" value={stageId} />
      <fieldset className="grid gap-2">
        <legend className="mb-2 text-soft">{t('assignLede')}</legend>
        <div className="grid max-w-3xl gap-x-8 gap-y-2 sm:grid-cols-2 lg:grid-cols-3">
          {candidates.map((person) => (
            <Checkbox key={person.id} name="personIds[]" value={person.id} label={person.name} />
          ))}
        </div>
      </fieldset>
    </ActionForm>
  );
}

export type CloseFormProps = {
  action: Action;
  stage: { id: string; kind: StageKind; rowVersion: number };
  isClosable: boolean;
  problem: CloseProblem | null;
  missing: number;
  wouldEnd: StageOutcome | null;
  isLast: boolean;
};

export function CloseForm({ action, stage, isClosable, problem, missing, wouldEnd, isLast }: CloseFormProps) {
  const t = useTranslations('faculty.chair');
  const outcome = useTranslations('faculty.outcome');
  if (!isClosable)
    return (
      <p className="measure text-soft">
        {problem !== null && t(`problem.${problem}`)} {missing > 0 && t('missing', { count: missing })}
      </p>
    );
  return (
    <ActionForm action={action} className="max-w-2xl">
      <input type="hidden" name="stageId" value={stage.id} />
      <input type="hidden" name="expectedVersion" value={stage.rowVersion} />
      <p className="measure">
        {wouldEnd === null ? t('wouldEndHidden') : t('wouldEnd', { outcome: outcome(wouldEnd) })}
      </p>
      {stage.kind === 'committee' && (
        <Field name="minutesRef" label={t('minutes')} hint={t('minutesHint')}>
          <TextInput maxLength={200} />
        </Field>
      )}
      <Field name="note" label={t('note')} hint={t('noteHint')}>
        <Textarea rows={3} maxLength={4000} />
      </Field>
      {isLast && stage.kind !== 'dean' && wouldEnd === 'passed' && (
        <Checkbox name="conditional" label={t('conditional')} hint={t('conditionalHint')} />
      )}
      <ConfirmButton
        trigger={t('trigger')}
        question={t('question')}
        confirm={t('confirm')}
        tone="secondary"
      />
    </ActionForm>
  );
}

export function SettleForm({
  action,
  ruleVersionId,
  rowVersion,
}: {
  action: Action;
  ruleVersionId: string;
  rowVersion: number;
}) {
  const t = useTranslations('faculty.settle');
  return (
    <ActionForm action={action} submit={t('submit')} className="max-w-2xl">
      <input type="hidden" name="ruleVersionId" value={ruleVersionId} />
      <input type="hidden" name="expectedVersion" value={rowVersion} />
      <RadioGroup
        name="met"
        legend={t('legend')}
        required
        options={[
          { value: 'met', label: t('met'), hint: t('metHint') },
          { value: 'unmet', label: t('unmet'), hint: t('unmetHint') },
        ]}
      />
      <Field name="reason" label={t('reason')} hint={t('reasonHint')} required>
        <Textarea rows={3} maxLength={4000} />
      </Field>
    </ActionForm>
  );
}
