/** OrganizationName: name (as the entry says it), organization? (who it is). The name, as a link to the organization's page where there is one. */
import { TextLink } from '@/components/ui/text-link';

export function OrganizationName({
  name,
  organization,
}: {
  name: string;
  organization: { slug: string } | null;
}) {
  if (organization === null) return <span className="wrap-anywhere">{name}</span>;
  return (
    <TextLink href={`/organizations/${organization.slug}`} className="wrap-anywhere">
      {name}
    </TextLink>
  );
}
