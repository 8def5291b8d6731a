/** LookAlikes: people {id, name, reason}[]. Which other records seem to be the same person, each with the reason; nothing where none does. */
import { useTranslations } from 'next-intl';
import { TextLink } from '@/components/ui/text-link';
import type { LookAlike } from '@/lib/usecases/person/look-alikes';

export function LookAlikes({ people }: { people: readonly LookAlike[] }) {
  const t = useTranslations('administration.lookAlike');
  if (people.length === 0) return null;
  return (
    <ul className="text-sm">
      {people.map(({ id, name, reason }) => (
        <li key={id}>
          {t.rich(reason, {
            person: () => <TextLink href={`/administration/people/${id}`}>{name}</TextLink>,
          })}
        </li>
      ))}
    </ul>
  );
}
