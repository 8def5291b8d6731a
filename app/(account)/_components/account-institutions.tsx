/** AccountInstitutions: institutions with the roles held in each; current (tenant id or null). The others can be chosen. */
import { useTranslations } from 'next-intl';
import { ActionForm } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { chooseInstitutionAction } from '../account/actions';
import { type NamedRole, RoleList } from '@/components/administration/role-list';

type Institution = { tenantId: string; name: string; roles: NamedRole[] };

export function AccountInstitutions({
  institutions,
  current,
}: {
  institutions: readonly Institution[];
  current: string | null;
}) {
  const t = useTranslations('account.institutions');
  return (
    <section aria-labelledby="institutions" className="grid gap-3">
      <h2 id="institutions" className="serif text-xl">
        {t('title')}
      </h2>
      {institutions.length === 0 ? (
        <EmptyState title={t('none')}>{t('noneWhy')}</EmptyState>
      ) : (
        <ActionForm action={chooseInstitutionAction}>
          <ul className="stack border-y border-line">
            {institutions.map((institution) => (
              <li
                key={institution.tenantId}
                className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3"
              >
                <div className="min-w-0 grow basis-64">
                  <p className="font-medium">{institution.name}</p>
                  <p className="text-sm text-soft">
                    <RoleList roles={institution.roles} />
                  </p>
                </div>
                {institution.tenantId === current ? (
                  <p className="text-sm text-soft">{t('here')}</p>
                ) : (
                  <Button
                    type="submit"
                    name="tenantId"
                    value={institution.tenantId}
                    size="small"
                    aria-label={t('workAt', { name: institution.name })}
                  >
                    {t('work')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </ActionForm>
      )}
    </section>
  );
}
