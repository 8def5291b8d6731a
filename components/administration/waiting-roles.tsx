/**
 * WaitingRoles: roles that wait for a second administrator, each with why and with what the reader may do; actions {confirm, decline, withdraw}.
 * WaitingNotice: the same as a notice that leads to the people they are for; nothing where none waits.
 */
import { useTranslations } from 'next-intl';
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { useDay } from '@/components/ui/day';
import { Field } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { TextInput } from '@/components/ui/text-input';
import { TextLink } from '@/components/ui/text-link';
import type { WaitingRole } from '@/lib/usecases/role/waiting-roles';

type Action = ActionFormProps['action'];
export type WaitingActions = { confirm: Action; decline: Action; withdraw: Action };

/** The role as it is called, with its department where it has one. */
function useRoleName(): (held: Pick<WaitingRole, 'role' | 'departmentName'>) => string {
  const t = useTranslations('administration.waiting');
  const words = useTranslations('account.role');
  return ({ role, departmentName }) =>
    departmentName === null ? words(role) : t('of', { role: words(role), department: departmentName });
}

export function WaitingNotice({ waiting }: { waiting: readonly WaitingRole[] }) {
  const t = useTranslations('administration.waiting');
  const nameOf = useRoleName();
  if (waiting.length === 0) return null;
  return (
    <Notice tone="warning" title={t('title')}>
      <ul className="grid gap-1">
        {waiting.map((one) => (
          <li key={one.id}>
            {t.rich('forPerson', {
              role: nameOf(one),
              person: () => (
                <TextLink href={`/administration/people/${one.personId}`}>{one.personName}</TextLink>
              ),
            })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

export function WaitingRoles({
  waiting,
  actions,
}: {
  waiting: readonly WaitingRole[];
  actions: WaitingActions;
}) {
  return (
    <ul className="stack border-y border-line">
      {waiting.map((one) => (
        <li key={one.id} className="grid gap-3 py-4">
          <Waiting one={one} />
          <Settle one={one} actions={actions} />
        </li>
      ))}
    </ul>
  );
}

function Waiting({ one }: { one: WaitingRole }) {
  const t = useTranslations('administration.waiting');
  const nameOf = useRoleName();
  const day = useDay();
  const { personName: person, otherPersonName: other, proposedByName: proposer } = one;
  const why = one.why === 'appoints' && one.otherPersonId !== one.personId ? 'appointsWith' : one.why;
  return (
    <div className="measure grid gap-1">
      <p className="font-semibold">{nameOf(one)}</p>
      <p>{t(why, { person, other })}</p>
      <p className="text-sm text-soft">{t('proposed', { name: proposer, day: day(one.proposedAt) })}</p>
      <p className="text-sm text-soft">
        {one.confirmers.length === 0
          ? t('nobodyYet', { proposer, person })
          : t('canConfirm', { count: one.confirmers.length, names: one.confirmers.join(', ') })}
      </p>
    </div>
  );
}

function Settle({ one, actions }: { one: WaitingRole; actions: WaitingActions }) {
  const t = useTranslations('administration.waiting');
  const nameOf = useRoleName();
  const { may } = one;
  if (!may.confirm && !may.decline && !may.withdraw) return null;
  const values = { person: one.personName, role: nameOf(one) };
  const proposal = <input type="hidden" name="proposalId" value={one.id} />;
  return (
    <div className="flex flex-wrap gap-3">
      {may.confirm && (
        <ActionForm action={actions.confirm} endsOthers>
          {proposal}
          <ConfirmButton
            tone="primary"
            trigger={t('confirm')}
            question={t('confirmQuestion', values)}
            confirm={t('confirm')}
          />
        </ActionForm>
      )}
      {may.decline && (
        <ActionForm action={actions.decline} endsOthers>
          {proposal}
          <ConfirmButton
            trigger={t('decline')}
            question={t('declineQuestion', values)}
            confirm={t('decline')}
          >
            <Field name="reason" label={t('reason')} hint={t('reasonHint')} required className="w-full">
              <TextInput maxLength={300} />
            </Field>
          </ConfirmButton>
        </ActionForm>
      )}
      {may.withdraw && (
        <ActionForm action={actions.withdraw} endsOthers>
          {proposal}
          <ConfirmButton
            tone="secondary"
            trigger={t('withdraw')}
            question={t('withdrawQuestion', values)}
            confirm={t('withdraw')}
          />
        </ActionForm>
      )}
    </div>
  );
}
