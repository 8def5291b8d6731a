/** AddressProblems: problems. Says what of the page's address could not be used. */
import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import type { SearchProblem } from '@/lib/catalog/search-query';

const fields = [
  'q',
  'provider',
  'subject',
  'level',
  'language',
  'kind',
  'standing',
  'minHours',
  'maxHours',
  'institution',
  'program',
  'sort',
  'page',
  'unit',
  'asOf',
] as const;

export function AddressProblems({ problems }: { problems: readonly SearchProblem[] }) {
  const t = useTranslations('public.search');
  if (problems.length === 0) return null;
  return (
    <Notice tone="warning" title={t('problems')} className="mb-6">
      <ul>
        {problems.map(({ field, reason }, index) => {
          const known = fields.find((name) => name === field);
          return (
            <li key={index}>{t(`problem.${reason}`, { field: known ? t(`field.${known}`) : field })}</li>
          );
        })}
      </ul>
    </Notice>
  );
}
