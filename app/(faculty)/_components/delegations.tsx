import { useTranslations } from 'next-intl';
import { ActionForm } from '@/components/ui/action-form';
import { useDay } from '@/components/ui/day';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { Office } from '@/lib/review/delegation';
import type { AwayView } from '@/lib/usecases/review/view-away';
import { giveDelegationAction, withdrawDelegationAction } from '../faculty/away/actions';
import { Span, useNameWithDays } from './days-away';

/** Who leads reviews for the reader, and for whom the reader does. */
export function Delegations({ view }: { view: AwayView }) {
  const t = useTranslations('faculty.away');
  const day = useDay();
  const named = useOfficeWords();
  return (
    <section aria-labelledby="delegations" className="grid content-start gap-4">
      <h2 id="delegations" className="serif text-xl">
        {t('delegations')}
      </h2>
      {view.given.length === 0 ? (
        <p className="text-soft">{t('nobody')}</p>
      ) : (
        <ul className="stack border-y border-line">
          {view.given.map((one) => (
            <li key={one.id} className="grid gap-1 py-2">
              <span className="wrap-anywhere">
                {t('given', {
                  name: one.delegateName,
                  office: named(one),
                  from: day(one.fromDay),
                  to: day(one.toDay),
                })}
              </span>
              {one.away !== null && (
                <span className="text-sm text-soft">
                  {t('awayToo', {
                    name: one.delegateName,
                    from: day(one.away.fromDay),
                    to: day(one.away.toDay),
                  })}
                </span>
              )}
              <ActionForm action={withdrawDelegationAction} submit={t('takeBack')} submitTone="quiet">
                <input type="hidden" name="delegationId" value={one.id} />
              </ActionForm>
            </li>
          ))}
        </ul>
      )}
      <Give view={view} />
      {view.taken.length > 0 && (
        <>
          <h3 className="font-semibold">{t('taken')}</h3>
          <ul className="stack border-y border-line">
            {view.taken.map((one) => (
              <li key={one.id} className="py-2 wrap-anywhere">
                {t('takenFor', {
                  name: one.delegatorName,
                  office: named(one),
                  from: day(one.fromDay),
                  to: day(one.toDay),
                })}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function useOfficeWords(): (office: Office & { departmentName: string | null }) => string {
  const t = useTranslations('faculty.away');
  const role = useTranslations('account.role');
  return (office) =>
    office.departmentName === null
      ? role(office.role)
      : t('officeOf', { role: role(office.role), department: office.departmentName });
}

function Give({ view }: { view: AwayView }) {
  const t = useTranslations('faculty.away');
  const named = useOfficeWords();
  const withDays = useNameWithDays();
  if (!view.isAllowed) return <p className="measure text-soft">{t('notAllowed')}</p>;
  if (view.offices.length === 0) return <p className="measure text-soft">{t('noOffice')}</p>;
  if (view.candidates.length === 0) return <p className="measure text-soft">{t('noCandidates')}</p>;
  return (
    <ActionForm action={giveDelegationAction} submit={t('give')} submitTone="secondary">
      <p className="measure text-sm text-soft">{t('rules')}</p>
      <Field name="office" label={t('office')} required>
        <Select
          options={view.offices.map((office) => ({
            value: office.departmentId === null ? office.role : `${office.role}|${office.departmentId}`,
            label: named(office),
          }))}
        />
      </Field>
      <Field name="delegateId" label={t('who')} required>
        <Select
          placeholder={t('choose')}
          options={view.candidates.map(({ id, name, away }) => ({ value: id, label: withDays(name, away) }))}
        />
      </Field>
      <Span />
    </ActionForm>
  );
}
