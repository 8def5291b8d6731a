/**
 * IssuerList: issuers of badges that are trusted, were, or wait; each with why, who decided, and what the reader may do; actions {confirm,
 * decline, end}, today, yesterday. IssuerFields: the fields of a proposal; today.
 */
import { useTranslations } from 'next-intl';
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form';
import { Checkbox } from '@/components/ui/checkbox';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { DateInput } from '@/components/ui/date-input';
import { useDay } from '@/components/ui/day';
import { Field } from '@/components/ui/field';
import { TextInput } from '@/components/ui/text-input';
import { TextLink } from '@/components/ui/text-link';
import { Textarea } from '@/components/ui/textarea';
import { identityKindOf } from '@/lib/badge/issuer-identity';
import type { ListedIssuer } from '@/lib/usecases/issuer/list-issuers';

type Action = ActionFormProps['action'];
export type IssuerActions = { confirm: Action; decline: Action; end: Action };

export function IssuerFields({ today }: { today: string }) {
  const t = useTranslations('administration.issuers');
  return (
    <>
      <Field name="name" label={t('name')} required>
        <TextInput maxLength={300} />
      </Field>
      <Field name="identity" label={t('identity')} hint={t('identityHint')} required>
        <TextInput maxLength={500} spellCheck={false} autoCapitalize="none" />
      </Field>
      <Checkbox name="isOwn" label={t('isOwn')} hint={t('isOwnHint')} />
      <Field name="reason" label={t('reason')} hint={t('reasonHint')} required>
        <Textarea rows={3} maxLength={1_000} />
      </Field>
      <Field name="sourceUrl" label={t('source')} hint={t('sourceHint')} required>
        <TextInput type="url" maxLength={2_000} />
      </Field>
      <Field name="firstDay" label={t('firstDay')} required>
        <DateInput defaultValue={today} />
      </Field>
      <Field name="lastDay" label={t('lastDay')} hint={t('lastDayHint')} optionalWord={t('optional')}>
        <DateInput />
      </Field>
    </>
  );
}

export function IssuerList({
  issuers,
  ...more
}: {
  issuers: readonly ListedIssuer[];
  actions: IssuerActions;
  today: string;
  yesterday: string;
}) {
  return (
    <ul className="stack border-y border-line">
      {issuers.map((one) => (
        <li key={one.id} className="grid gap-3 py-4">
          <Issuer one={one} />
          <Acts one={one} {...more} />
        </li>
      ))}
    </ul>
  );
}

function Issuer({ one }: { one: ListedIssuer }) {
  const t = useTranslations('administration.issuers');
  const day = useDay();
  const { standing, lastDay, decidedByName, decidedAt, endedByName, endedAt, endReason } = one;
  const days = { from: day(one.firstDay), to: lastDay === null ? '' : day(lastDay) };
  return (
    <div className="grid gap-1 measure [overflow-wrap:anywhere]">
      <p className="font-semibold">
        <bdi>{one.name}</bdi>
      </p>
      <p>{t(`standing.${standing}`, { ...days, ends: lastDay === null ? 'no' : 'yes' })}</p>
      <p className="text-sm">
        <span className="text-soft">{t(`kind.${identityKindOf(one.identity)}`)} </span>
        <span className="font-mono">{one.identity}</span>
      </p>
      {one.isOwn && <p>{t('own')}</p>}
      <p>{one.reason}</p>
      <p className="text-sm">
        <TextLink href={one.sourceUrl}>{t('sourceLink')}</TextLink>{' '}
        <span className="text-soft">{one.sourceUrl}</span>
      </p>
      <ul className="text-sm text-soft">
        <li>{t('proposedBy', { name: one.proposedByName, day: day(one.proposedAt) })}</li>
        {decidedByName !== null && decidedAt !== null && (
          <li>
            {t(one.outcome === 'declined' ? 'declinedBy' : 'confirmedBy', {
              name: decidedByName,
              day: day(decidedAt),
            })}
          </li>
        )}
        {endedByName !== null && endedAt !== null && (
          <li>{t('endedBy', { name: endedByName, day: day(endedAt), reason: endReason ?? '' })}</li>
        )}
      </ul>
    </div>
  );
}

function Acts({
  one,
  actions,
  today,
  yesterday,
}: {
  one: ListedIssuer;
  actions: IssuerActions;
  today: string;
  yesterday: string;
}) {
  const t = useTranslations('administration.issuers');
  const { may, name } = one;
  if (!may.confirm && !may.decline && !may.end) return null;
  const which = <input type="hidden" name="issuerId" value={one.id} />;
  return (
    <div className="flex flex-wrap gap-3">
      {may.confirm && (
        <ActionForm action={actions.confirm} endsOthers>
          {which}
          <ConfirmButton
            tone="primary"
            trigger={t('confirm')}
            question={t('confirmQuestion', { name })}
            confirm={t('confirm')}
          />
        </ActionForm>
      )}
      {may.decline && (
        <ActionForm action={actions.decline} endsOthers>
          {which}
          <ConfirmButton
            tone="secondary"
            trigger={t(may.confirm ? 'decline' : 'takeBack')}
            question={t('declineQuestion', { name })}
            confirm={t(may.confirm ? 'decline' : 'takeBack')}
          />
        </ActionForm>
      )}
      {may.end && (
        <ActionForm action={actions.end} endsOthers>
          {which}
          <ConfirmButton trigger={t('end')} question={t('endQuestion', { name })} confirm={t('end')}>
            <Field name="lastDay" label={t('lastDay')} hint={t('endDayHint')} required>
              <DateInput min={yesterday} defaultValue={today} />
            </Field>
            <Field name="reason" label={t('endReason')} required className="w-full">
              <TextInput maxLength={1_000} />
            </Field>
          </ConfirmButton>
        </ActionForm>
      )}
    </div>
  );
}
