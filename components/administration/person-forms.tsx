/** Forms about one person; actions arrive as props. AddPersonForm, SavePersonForm, SuspendForm, GiveRoleForm. */
import type { OpenSeat } from '@/lib/review/seats-at-stake';
import { SeatsAtStake } from './seats-at-stake';
import { useTranslations } from 'next-intl';
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import { Role } from '@/lib/access/actor';
import { type DepartmentChoice, departmentOptions } from '@/lib/institution/department-options';

type Action = ActionFormProps['action'];
type Subject = {
  id: string;
  name: string;
  email: string;
  status: 'active' | 'suspended';
  rowVersion: number;
  userId: string | null;
};

export function AddPersonForm({
  action,
  departments,
}: {
  action: Action;
  departments: readonly DepartmentChoice[];
}) {
  const t = useTranslations('administration.people');
  const person = useTranslations('administration.person');
  const roles = useTranslations('account.role');
  return (
    <ActionForm action={action} submit={t('add')} resetWhenDone className="max-w-xl">
      <Field name="name" label={t('name')} required>
        <TextInput autoComplete="off" maxLength={200} />
      </Field>
      <Field name="email" label={t('email')} hint={t('emailHint')} required>
        <TextInput type="email" autoComplete="off" />
      </Field>
      <Field name="role" label={t('firstRole')} hint={t('firstRoleHint')}>
        <Select
          options={Role.options.map((role) => ({ value: role, label: roles(role) }))}
          placeholder={t('noRoleYet')}
        />
      </Field>
      <Field name="departmentId" label={t('firstRoleIn')} hint={person('departmentHint')}>
        <Select options={departmentOptions(departments)} placeholder={person('wholeInstitution')} />
      </Field>
    </ActionForm>
  );
}

export function SavePersonForm({ person, action }: { person: Subject; action: Action }) {
  const t = useTranslations('administration.people');
  return (
    <ActionForm action={action} submit={t('save')} submitTone="secondary" edits={person} className="max-w-xl">
      <input type="hidden" name="personId" value={person.id} />
      <Field name="name" label={t('name')} required>
        <TextInput defaultValue={person.name} autoComplete="off" maxLength={200} />
      </Field>
      <Field
        name="email"
        label={t('email')}
        {...(person.userId !== null && { hint: t('emailProved') })}
        required
      >
        <TextInput
          type="email"
          defaultValue={person.email}
          readOnly={person.userId !== null}
          autoComplete="off"
        />
      </Field>
    </ActionForm>
  );
}

export function SuspendForm({
  person,
  seats,
  action,
}: {
  person: Subject;
  /** Open reviews that go on without the person. */
  seats: readonly OpenSeat[];
  action: Action;
}) {
  const t = useTranslations('administration.person');
  const suspending = person.status === 'active';
  const tone = suspending ? ('danger' as const) : ('secondary' as const);
  return (
    <ActionForm action={action} edits={person} isAct endsOthers>
      <input type="hidden" name="personId" value={person.id} />
      <input type="hidden" name="status" value={suspending ? 'suspended' : 'active'} />
      <ConfirmButton
        trigger={t(suspending ? 'suspend' : 'reinstate')}
        question={t(suspending ? 'suspendQuestion' : 'reinstateQuestion', { name: person.name })}
        confirm={t(suspending ? 'suspend' : 'reinstate')}
        tone={tone}
      >
        {suspending && <SeatsAtStake seats={seats} />}
        <Field name="reason" label={t('reason')} hint={t('reasonHint')} required className="w-full">
          <TextInput maxLength={300} />
        </Field>
      </ConfirmButton>
    </ActionForm>
  );
}

export function GiveRoleForm({
  personId,
  departments,
  action,
}: {
  personId: string;
  departments: readonly DepartmentChoice[];
  action: Action;
}) {
  const t = useTranslations('administration.person');
  const roles = useTranslations('account.role');
  return (
    <ActionForm action={action} submit={t('give')} resetWhenDone className="max-w-xl">
      <input type="hidden" name="personId" value={personId} />
      <Field name="role" label={t('role')} required>
        <Select
          options={Role.options.map((role) => ({ value: role, label: roles(role) }))}
          placeholder={t('chooseRole')}
        />
      </Field>
      <Field name="departmentId" label={t('department')} hint={t('departmentHint')}>
        <Select options={departmentOptions(departments)} placeholder={t('wholeInstitution')} />
      </Field>
    </ActionForm>
  );
}
