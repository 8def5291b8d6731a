/** EntryOrganizations: organizations, mayDescribe. Whom a certificate names, for staff; each with its way to what is stated of it. */
import { useFormatter, useTranslations } from 'next-intl';
import { TextLink } from '@/components/ui/text-link';
import type { EntryView } from '@/lib/usecases/listing/view-entry';

export function EntryOrganizations({
  organizations,
  mayDescribe,
}: Pick<EntryView, 'organizations' | 'mayDescribe'>) {
  const t = useTranslations('listing.organization');
  const format = useFormatter();
  return (
    <section className="grid content-start gap-3">
      <h2 className="border-b border-edge pb-2 text-lg font-semibold">{t('title')}</h2>
      <p className="measure text-soft">{t('lede')}</p>
      <ul className="stack">
        {organizations.map(({ id, name, roles }) => (
          <li key={id} className="py-2 [overflow-wrap:anywhere]">
            {mayDescribe ? <TextLink href={`/registrar/organizations/${id}`}>{name}</TextLink> : name}
            <span className="block text-sm text-soft">
              {format.list(
                roles.map((role) => t(`role.${role}`)),
                { type: 'unit' },
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
