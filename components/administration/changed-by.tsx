/** ChangedBy: name (null for what was there at the beginning), at (an instant). Who entered a version of a course or a program, and when. */
import { useTranslations } from 'next-intl';
import { Day } from '@/components/ui/day';

export function ChangedBy({ name, at }: { name: string | null; at: string }) {
  const t = useTranslations('administration.curriculum');
  if (name === null) return t('asFirstEntered');
  return (
    <>
      {name}, <Day date={at} />
    </>
  );
}
