import { useTranslations } from 'next-intl';

/** A level of study in words; one that is an institution's own stays as it writes it. */
export function useLevelWords(): (level: string) => string {
  const t = useTranslations('credit.level');
  return (level) => (t.has(level as 'UD') ? t(level as 'UD') : level);
}
