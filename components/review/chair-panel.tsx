/**
 * ChairPanel: stage {id, kind, rowVersion}, assignAction?, candidates, vacancy (nobody can take a seat), closeAction?, isClosable, problem (message key or null), missing, ableToVote, wouldEnd (outcome, or null while hidden).
 * CloseForm takes meeting? {id, minutesRef} where it stands on the page of a meeting.
 * What whoever leads a stage can do: assign, reveal, hand on, and close. How it ends is what the votes say. RevealForm: action, stage, problem. ChairForm: action, stageId, candidates. SettleForm: action, ruleVersionId, rowVersion.
 */
import { useFormatter, useTranslations } from 'next-intl';
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form';
import { Checkbox } from '@/components/ui/checkbox';
import { CheckboxGroup } from '@/components/ui/checkbox-group';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { DateInput } from '@/components/ui/date-input';
import { Field } from '@/components/ui/field';
import { RadioGroup } from '@/components/ui/radio-group';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import { Textarea } from '@/components/ui/textarea';
import { owingRoles } from '@/lib/review/owed-conditions';
import { needsMinutes, type StageConfig, type StageKind } from '@/lib/review/stage-config';
import type { Role } from '@/lib/access/actor';
import type { StageOutcome } from '@/lib/review/tally';

type Action = ActionFormProps['action'];
export type CloseProblem =
  | 'review/quorum-missing'
  | 'review/votes-missing'
  | 'review/tie-waits'
  | 'review/chair-alone';
export type RevealProblem = 'review/quorum-missing' | 'review/vote-first' | 'review/seat-lost';

export function AssignForm({
  action,
  stageId,
  candidates,
  vacancy,
  oneColumn = false,
}: {
  action: Action;
  stageId: string;
  candidates: readonly { id: string; name: string }[];
  vacancy: { role: Role; steppedBack: readonly string[] } | null;
  oneColumn?: boolean;
}) {
  const t = useTranslations('faculty.chair');
  const role = useTranslations('account.role');
  const format = useFormatter();
  if (vacancy !== null)
    return (
      <p className="measure">
        {t(vacancy.steppedBack.length === 0 ? 'vacant' : 'vacantSteppedBack', {
          names: format.list([...vacancy.steppedBack]),
          role: role(vacancy.role),
        })}
      </p>
    );
  if (candidates.length === 0) return <p className="measure text-soft">{t('noCandidates')}</p>;
  return (
    <ActionForm action={action} submit={t('assignSubmit')} submitTone="secondary">
      <input type="hidden" name="stageId" value={stageId} />
      <CheckboxGroup
        name="personIds"
        oneColumn={oneColumn}
        legend={t('assignLede')}
        options={candidates.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </ActionForm>
  );
}

export type CloseFormProps = {
  action: Action;
  stage: { id: string; kind: StageKind; rowVersion: number; config: StageConfig };
  isClosable: boolean;
  problem: CloseProblem | null;
  /** Votes that are still needed, and people who can vote and have not. */
  missing: number;
  ableToVote: number;
  wouldEnd: StageOutcome | null;
  isLast: boolean;
  /** Members who have not said whether they have a conflict. */
  notAsked: readonly string[];
  /** Who can be named to see to conditions, the authors first. */
  owners: readonly { id: string; name: string }[];
  /** The meeting in which it is decided, and where its minutes likely are. */
  meeting?: { id: string; minutesRef: string };
};

export function CloseForm({
  action,
  stage,
  isClosable,
  problem,
  missing,
  ableToVote,
  wouldEnd,
  isLast,
  notAsked,
  owners,
  meeting,
}: CloseFormProps) {
  const t = useTranslations('faculty.chair');
  const format = useFormatter();
  const outcome = useTranslations('faculty.outcome');
  const role = useTranslations('account.role');
  if (!isClosable)
    return (
      <p className="measure text-soft">
        {problem !== null && t(`problem.${problem}`)}{' '}
        {missing > ableToVote
          ? t('seatsMissing', { count: missing, able: ableToVote })
          : missing > 0 && t('missing', { count: missing })}
      </p>
    );
  return (
    <ActionForm action={action} endsOthers className="max-w-2xl">
      <input type="hidden" name="stageId" value={stage.id} />
      <input type="hidden" name="expectedVersion" value={stage.rowVersion} />
      {meeting && <input type="hidden" name="meetingId" value={meeting.id} />}
      <p className="measure">
        {wouldEnd === null ? t('wouldEndHidden') : t('wouldEnd', { outcome: outcome(wouldEnd) })}
      </p>
      {needsMinutes(stage.config) && (
        <Field name="minutesRef" label={t('minutes')} hint={t('minutesHint')} required>
          <TextInput maxLength={200} {...(meeting && { defaultValue: meeting.minutesRef })} />
        </Field>
      )}
      {notAsked.length > 0 && (
        <Checkbox
          name="notAsked"
          label={t('notAsked', { names: format.list([...notAsked]), count: notAsked.length })}
          hint={t('notAskedHint')}
        />
      )}
      <Field name="note" label={t('note')} hint={t('noteHint')}>
        <Textarea rows={3} maxLength={4000} />
      </Field>
      {isLast && stage.kind !== 'dean' && (wouldEnd === null || wouldEnd === 'passed') && (
        <>
          <Checkbox name="conditional" label={t('conditional')} hint={t('conditionalHint')} />
          <Field name="conditionsOwner" label={t('conditionsOwner')} hint={t('conditionsOwnerHint')}>
            <Select
              placeholder={t('conditionsNobody')}
              options={[
                {
                  label: t('conditionsPeople'),
                  options: owners.map(({ id, name }) => ({ value: `person:${id}`, label: name })),
                },
                {
                  label: t('conditionsRoles'),
                  options: owingRoles.map((one) => ({ value: `role:${one}`, label: role(one) })),
                },
              ]}
            />
          </Field>
          <Field name="conditionsDueOn" label={t('conditionsDueOn')} hint={t('conditionsDueHint')}>
            <DateInput />
          </Field>
        </>
      )}
      {(wouldEnd === null || wouldEnd === 'failed') && (
        <Field name="publicReason" label={t('publicReason')} hint={t('publicReasonHint')}>
          <TextInput maxLength={500} />
        </Field>
      )}
      <ConfirmButton
        trigger={t('trigger')}
        question={t(isLast ? 'questionLast' : 'question')}
        confirm={t('confirm')}
        tone="secondary"
      />
    </ActionForm>
  );
}

export function RevealForm({
  action,
  stage,
  problem,
}: {
  action: Action;
  stage: { id: string; rowVersion: number };
  problem: RevealProblem | null;
}) {
  const t = useTranslations('faculty.reveal');
  if (problem !== null) return <p className="measure text-soft">{t(`problem.${problem}`)}</p>;
  return (
    <ActionForm action={action} className="max-w-2xl">
      <input type="hidden" name="stageId" value={stage.id} />
      <input type="hidden" name="expectedVersion" value={stage.rowVersion} />
      <p className="measure">{t('lede')}</p>
      <ConfirmButton
        trigger={t('trigger')}
        question={t('question')}
        confirm={t('confirm')}
        tone="secondary"
      />
    </ActionForm>
  );
}

export function ChairForm({
  action,
  stageId,
  candidates,
}: {
  action: Action;
  stageId: string;
  candidates: readonly { id: string; name: string }[];
}) {
  const t = useTranslations('faculty.chair');
  if (candidates.length === 0) return <p className="measure text-soft">{t('noChairCandidates')}</p>;
  return (
    <ActionForm action={action} submit={t('nameSubmit')} submitTone="secondary" className="max-w-2xl">
      <input type="hidden" name="stageId" value={stageId} />
      <Field name="personId" label={t('nameWho')} hint={t('nameHint')} required>
        <Select
          options={candidates.map(({ id, name }) => ({ value: id, label: name }))}
          placeholder={t('nameWho')}
        />
      </Field>
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
      <Field name="publicReason" label={t('publicReason')} hint={t('publicReasonHint')}>
        <TextInput maxLength={500} />
      </Field>
    </ActionForm>
  );
}
