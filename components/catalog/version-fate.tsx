/** useFateWords: () => (fate) => string or null. What has become of a version, in the words of every page: which follows it, or that it was withdrawn. */
import { useTranslations } from 'next-intl';
import { useDay } from '@/components/ui/day';
import type { VersionFate } from '@/lib/micro-credential/version-fate';

export function useFateWords(): (fate: Pick<VersionFate, 'followedBy' | 'endedOn'>) => string | null {
  const t = useTranslations('credit.version');
  const day = useDay();
  return ({ followedBy, endedOn }) => {
    if (endedOn !== null && followedBy !== null)
      return t('endedFollowed', {
        date: day(endedOn),
        label: followedBy.label,
        from: day(followedBy.from),
      });
    if (endedOn !== null) return t('withdrawn', { date: day(endedOn) });
    return followedBy === null
      ? null
      : t('followed', { label: followedBy.label, from: day(followedBy.from) });
  };
}
