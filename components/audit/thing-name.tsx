/** ThingName: thing (what an id on record leads to, with the page the reader may open). Its name, as a link where there is one. */
import { useTranslations } from 'next-intl';
import { TextLink } from '@/components/ui/text-link';
import type { ToldThing } from '@/lib/usecases/audit/told-things';

export function ThingName({ thing }: { thing: ToldThing }) {
  const t = useTranslations('audit.thing');
  const name =
    thing.kind === 'review_stage'
      ? t('stage', { stage: thing.stage })
      : thing.kind === 'policy_version'
        ? t('policy', { version: thing.version })
        : 'version' in thing
          ? t('version', { name: thing.name, version: thing.version })
          : thing.name;
  return thing.href === null ? <>{name}</> : <TextLink href={thing.href}>{name}</TextLink>;
}
