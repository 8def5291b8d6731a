import { useFormatter, useTranslations } from 'next-intl';
import { AssignForm } from '@/components/review/chair-panel';
import { RuleTitle } from '@/components/rule/rule-title';
import { ActionForm } from '@/components/ui/action-form';
import { useDay } from '@/components/ui/day';
import { Disclosure } from '@/components/ui/disclosure';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import { TextLink } from '@/components/ui/text-link';
import type { Candidate, LedSeat, LedStageView } from '@/lib/usecases/review/led-stage-view';
import { assignReviewersAction } from '../faculty/cases/actions';
import { extendStageAction, remindPersonAction, replaceReviewerAction } from '../faculty/stages/actions';

/** What whoever leads a stage can do in it: remind, replace, assign, and move the due day. */
export function LedStagePanel({ stage }: { stage: LedStageView }) {
  const t = useTranslations('faculty.lead');
  const named = useCandidateWords();
  return (
    <section id="acts" aria-labelledby="acts-title" className="grid min-w-0 scroll-mt-4 content-start gap-4">
      <h2 id="acts-title" className="serif text-xl wrap-anywhere">
        <RuleTitle title={stage.title} named={stage.named} />
      </h2>
      {stage.canAct ? (
        <>
          <ul className="stack border-y border-line">
            {stage.seats.map((seat) => (
              <Seat key={seat.personId} stage={stage} seat={seat} />
            ))}
            {stage.seats.length === 0 && <li className="py-2 text-soft">{t('noSeats')}</li>}
          </ul>
          <Disclosure summary={t('assign')} open={stage.lacksReviewers}>
            <AssignForm
              action={assignReviewersAction}
              stageId={stage.stageId}
              candidates={stage.candidates.map((one) => ({ id: one.id, name: named(one) }))}
              vacancy={null}
              oneColumn
            />
          </Disclosure>
          <Extend stage={stage} />
        </>
      ) : (
        <p className="measure">{t('declareFirst')}</p>
      )}
      <p>
        <TextLink href={`/faculty/cases/${stage.caseId}`}>{t('openCase')}</TextLink>
      </p>
    </section>
  );
}

/** Somebody who could sit, with what they have to do and have judged before. */
function useCandidateWords(): (one: Candidate) => string {
  const t = useTranslations('faculty.lead');
  const day = useDay();
  return ({ name, open, late, ofSubject, ofDepartment, away }) =>
    [
      t('candidate', { name, open, late }),
      away !== null && t('away', { from: day(away.fromDay), to: day(away.toDay) }),
      ofSubject > 0 && t('candidateSubject', { count: ofSubject }),
      ofDepartment > 0 && t('candidateDepartment', { count: ofDepartment }),
    ]
      .filter((part) => part !== false)
      .join(', ');
}

function Seat({ stage, seat }: { stage: LedStageView; seat: LedSeat }) {
  const t = useTranslations('faculty.lead');
  const day = useDay();
  const format = useFormatter();
  const named = useCandidateWords();
  return (
    <li className="grid gap-1 py-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <span className="min-w-0 font-medium wrap-anywhere">{seat.name}</span>
        <span className="text-sm text-soft">
          {t(`state.${seat.state}`)}
          {seat.since !== null && <>, {t('since', { date: day(seat.since) })}</>}
        </span>
      </div>
      {seat.remindedOn.length > 0 && (
        <p className="text-sm text-soft">
          {t('remindedOn', { dates: format.list(seat.remindedOn.slice(-3).map((date) => day(date))) })}
        </p>
      )}
      {seat.canBeReminded && (
        <ActionForm
          action={remindPersonAction}
          submit={t('remind', { name: seat.name })}
          submitTone="secondary"
        >
          <input type="hidden" name="stageId" value={stage.stageId} />
          <input type="hidden" name="personId" value={seat.personId} />
        </ActionForm>
      )}
      {seat.canBeReplaced && (
        <Disclosure summary={t('replace', { name: seat.name })}>
          {stage.candidates.length === 0 ? (
            <p className="measure text-soft">{t('nobodyFree')}</p>
          ) : (
            <ActionForm
              action={replaceReviewerAction}
              submit={t('replace', { name: seat.name })}
              submitTone="secondary"
            >
              <input type="hidden" name="stageId" value={stage.stageId} />
              <input type="hidden" name="personId" value={seat.personId} />
              <p className="measure text-sm text-soft">
                {t(seat.state === 'left' ? 'replaceLedeLeft' : 'replaceLede', { name: seat.name })}
              </p>
              <Field name="successorId" label={t('successor')} required>
                <Select
                  placeholder={t('choose')}
                  options={stage.candidates.map((one) => ({ value: one.id, label: named(one) }))}
                />
              </Field>
              <Field name="reason" label={t('reason')} hint={t('reasonHint')} required>
                <TextInput maxLength={500} />
              </Field>
            </ActionForm>
          )}
        </Disclosure>
      )}
    </li>
  );
}

function Extend({ stage: { stageId, rowVersion, extension } }: { stage: LedStageView }) {
  const t = useTranslations('faculty.lead');
  const refusal = useTranslations('refusals.reason');
  const day = useDay();
  return (
    <Disclosure summary={t('extend')}>
      {extension.problem !== null ? (
        <p className="measure text-soft">
          {refusal(extension.problem.replace('/', '-') as Parameters<typeof refusal>[0])}
        </p>
      ) : (
        <ActionForm action={extendStageAction} submit={t('extend')} submitTone="secondary">
          <input type="hidden" name="stageId" value={stageId} />
          <input type="hidden" name="expectedVersion" value={rowVersion} />
          <Field name="days" label={t('extendBy')} required>
            <Select
              placeholder={t('choose')}
              options={extension.choices.map(({ days, dueOn }) => ({
                value: String(days),
                label: t('extendTo', { days, date: day(dueOn) }),
              }))}
            />
          </Field>
          <Field name="reason" label={t('reason')} hint={t('reasonHint')} required>
            <TextInput maxLength={500} />
          </Field>
        </ActionForm>
      )}
    </Disclosure>
  );
}
