/** AlikeOrganizations: alike (organizations that may be the institution). Names that entries use and that may mean it, each a link; nothing where there is none. */
import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import { TextLink } from '@/components/ui/text-link';
import type { InstitutionView } from '@/lib/usecases/institution/view-institution';

export function AlikeOrganizations({ alike }: Pick<InstitutionView, 'alike'>) {
  const t = useTranslations('administration.institution');
  if (alike.length === 0) return null;
  return (
    <Notice title={t('alike')}>
      <p>{t('alikeLede')}</p>
      <ul>
        {alike.map(({ id, name, isAtSite }) => (
          <li key={id} className="[overflow-wrap:anywhere]">
            <TextLink href={`/registrar/organizations/${id}`}>
              <bdi>{name}</bdi>
            </TextLink>
            {isAtSite && <span className="text-soft"> · {t('alikeAtSite')}</span>}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
