/** DemonstrationPeople: institutions with their people; one press and one is signed in. next? (where to go then). */
import { useTranslations } from 'next-intl';
import { ActionForm } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { signInDemonstrationAction } from '../sign-in/actions';
import { type NamedRole, RoleList } from './role-list';

type Person = { tenantId: string; personId: string; name: string; roles: NamedRole[] };
export type DemonstrationPeopleProps = { institutions: readonly { tenantId: string; name: string; people: readonly Person[] }[]; next?: string | undefined };

export function DemonstrationPeople({ institutions, next }: DemonstrationPeopleProps) {
  const t = useTranslations('account.demonstration');
  return (
    <section aria-labelledby="demonstration" className="grid gap-6">
      <div className="grid gap-2">
        <h2 id="demonstration" className="serif text-xl">
          {t('title')}
        </h2>
        <p className="measure text-soft">{t('lede')}</p>
      </div>
      {institutions.length === 0 && <EmptyState title={t('nobody')}>{t('nobodyWhy')}</EmptyState>}
      {institutions.map((institution) => (
        <ActionForm key={institution.tenantId} action={signInDemonstrationAction}>
          {next !== undefined && <input type="hidden" name="next" value={next} />}
          <h3 className="border-b border-edge pb-2 font-semibold">{institution.name}</h3>
          <ul className="stack -mt-5">
            {institution.people.map((person) => (
              <li key={person.personId} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2.5">
                <div className="min-w-0 grow basis-56">
                  <p className="font-medium">{person.name}</p>
                  <p className="text-sm text-soft">
                    <RoleList roles={person.roles} />
                  </p>
                </div>
                <Button type="submit" name="person" value={`${person.tenantId}/${person.personId}`} size="small" aria-label={t('signInAs', { name: person.name })}>
                  {t('signIn')}
                </Button>
              </li>
            ))}
          </ul>
        </ActionForm>
      ))}
    </section>
  );
}
