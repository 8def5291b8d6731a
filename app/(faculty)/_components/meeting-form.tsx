import { useTranslations } from 'next-intl';
import { ActionForm } from '@/components/ui/action-form';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { DateInput } from '@/components/ui/date-input';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import type { Meeting } from '@/lib/usecases/meeting/view-meeting';
import type { Callable } from '@/lib/usecases/meeting/view-meetings';
import { callMeetingAction, cancelMeetingAction, changeMeetingAction } from '../faculty/meetings/actions';
import { useMeetingName } from './meeting-list';

function Fields({ meeting, today }: { meeting?: Meeting; today?: string }) {
  const t = useTranslations('faculty.meetings');
  return (
    <>
      <div className="flex flex-wrap gap-x-6 gap-y-4">
        <Field name="day" label={t('day')} required>
          <DateInput {...(today !== undefined && { min: today })} defaultValue={meeting?.day ?? ''} />
        </Field>
        <Field name="starts" label={t('starts')} hint={t('startsHint')} required>
          <TextInput type="time" width="tiny" defaultValue={meeting?.starts ?? ''} />
        </Field>
        <Field name="minutes" label={t('minutes')} required>
          <TextInput
            type="number"
            width="tiny"
            min={5}
            max={600}
            defaultValue={String(meeting?.minutes ?? 60)}
          />
        </Field>
      </div>
      <Field name="place" label={t('place')} hint={t('placeHint')} required>
        <TextInput maxLength={200} defaultValue={meeting?.place ?? ''} />
      </Field>
    </>
  );
}

/** Calls a meeting of what the reader leads. */
export function CallMeetingForm({ callable, today }: { callable: readonly Callable[]; today: string }) {
  const t = useTranslations('faculty.meetings');
  const nameOf = useMeetingName();
  return (
    <section aria-labelledby="call" className="grid gap-4">
      <h2 id="call" className="serif text-xl">
        {t('call')}
      </h2>
      <ActionForm action={callMeetingAction} submit={t('callSubmit')} submitTone="secondary">
        <Field name="of" label={t('ofWhat')} required>
          <Select
            options={callable.map((one) => ({
              value: one.departmentId === null ? one.kind : `${one.kind}|${one.departmentId}`,
              label: nameOf(one),
            }))}
          />
        </Field>
        <Fields today={today} />
        <p className="measure text-sm text-soft">{t('callHint')}</p>
      </ActionForm>
    </section>
  );
}

/** Moves a meeting, or calls it off. */
export function ChangeMeetingForm({ meeting }: { meeting: Meeting }) {
  const t = useTranslations('faculty.meetings');
  return (
    <div className="grid gap-6">
      <ActionForm
        action={changeMeetingAction}
        submit={t('moveSubmit')}
        submitTone="secondary"
        edits={meeting}
      >
        <input type="hidden" name="meetingId" value={meeting.id} />
        <Fields meeting={meeting} />
        <p className="measure text-sm text-soft">{t('moveHint')}</p>
      </ActionForm>
      <ActionForm action={cancelMeetingAction} edits={meeting}>
        <input type="hidden" name="meetingId" value={meeting.id} />
        <ConfirmButton trigger={t('cancel')} question={t('cancelQuestion')} confirm={t('cancelConfirm')} />
      </ActionForm>
    </div>
  );
}
