import { useTranslations } from 'next-intl';

/** Who did something, and in whose place where it was done for somebody else: both are named. */
export function useByFor(): (name: string, other: string | null) => string {
  const t = useTranslations('faculty.lead.acts');
  return (name, other) => (other === null ? name : t('byFor', { name, other }));
}
