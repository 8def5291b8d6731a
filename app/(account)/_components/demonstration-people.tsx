/** DemonstrationPeople: institutions with their people; one press and one is signed in. One person for each office stands first. next? (where to go then). */
import { useTranslations } from 'next-intl';
import { ActionForm } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { Disclosure } from '@/components/ui/disclosure';
import { EmptyState } from '@/components/ui/empty-state';
import type { Role } from '@/lib/access/actor';
import { signInDemonstrationAction } from '../sign-in/actions';
import { type NamedRole, RoleList } from '@/components/administration/role-list';

type Person = { tenantId: string; personId: string; name: string; roles: NamedRole[] };
export type DemonstrationPeopleProps = {
  institutions: readonly { tenantId: string; name: string; people: readonly Person[] }[];
  next?: string | undefined;
};

/** The order in which a rule meets them. */
const offices: readonly Role[] = [
  'evaluator',
  'registrar',
  'chair',
  'reviewer',
  'committee_chair',
  'committee_member',
  'dean',
  'catalog_editor',
  'administrator',
  'auditor',
];

/** One person for each office, chosen for holding little else, and everybody else. */
function firstOfEachOffice(people: readonly Person[]): { first: Person[]; others: Person[] } {
  const first: Person[] = [];
  for (const office of offices) {
    const holders = people.filter(
      (person) => !first.includes(person) && person.roles.some(({ role }) => role === office),
    );
    const holder = holders.sort((a, b) => a.roles.length - b.roles.length)[0];
    if (holder) first.push(holder);
  }
  return { first, others: people.filter((person) => !first.includes(person)) };
}

function People({ people }: { people: readonly Person[] }) {
  const t = useTranslations('account.demonstration');
  return (
    <ul className="grid gap-x-12 sm:grid-cols-2">
      {people.map((person) => (
        <li
          key={person.personId}
          className="flex items-center justify-between gap-x-4 border-t border-line py-2.5"
        >
          <div className="min-w-0">
            <p className="font-medium">{person.name}</p>
            <p className="text-sm text-soft">
              <RoleList roles={person.roles} />
            </p>
          </div>
          <Button
            type="submit"
            name="person"
            value={`${person.tenantId}/${person.personId}`}
            size="small"
            className="shrink-0"
            aria-label={t('signInAs', { name: person.name })}
          >
            {t('signIn')}
          </Button>
        </li>
      ))}
    </ul>
  );
}

export function DemonstrationPeople({ institutions, next }: DemonstrationPeopleProps) {
  const t = useTranslations('account.demonstration');
  return (
    <section aria-labelledby="demonstration" className="grid gap-8">
      <div className="grid gap-2">
        <h2 id="demonstration" className="serif text-xl">
          {t('title')}
        </h2>
        <p className="measure text-soft">{t('lede')}</p>
      </div>
      {institutions.length === 0 && <EmptyState title={t('nobody')}>{t('nobodyWhy')}</EmptyState>}
      {institutions.map((institution) => {
        const { first, others } = firstOfEachOffice(institution.people);
        return (
          <ActionForm key={institution.tenantId} action={signInDemonstrationAction} className="gap-3">
            {next !== undefined && <input type="hidden" name="next" value={next} />}
            <h3 className="text-lg font-semibold">{institution.name}</h3>
            <People people={first} />
            {others.length > 0 && (
              <Disclosure summary={t('others', { count: others.length })}>
                <People people={others} />
              </Disclosure>
            )}
          </ActionForm>
        );
      })}
    </section>
  );
}
