/** AddressProblems: problems. Says what of what was asked for could not be used. */
import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import { facets, institutionFacets } from '@/lib/catalog/facets';
import type { SearchProblem } from '@/lib/catalog/search-query';

const fields = [
  'q',
  'minHours',
  'maxHours',
  'institution',
  'program',
  'sort',
  'page',
  'unit',
  'asOf',
  'compare',
] as const;

const isOfInstitution = (field: string) =>
  field === 'program' || institutionFacets.some((facet) => facet === field);

export function AddressProblems({ problems }: { problems: readonly SearchProblem[] }) {
  const t = useTranslations('public.search');
  if (problems.length === 0) return null;
  return (
    <Notice tone="warning" title={t('problems')} className="mb-6">
      <ul>
        {problems.map(({ field, reason, value }, index) => {
          const facet = facets.find((name) => name === field);
          const known = fields.find((name) => name === field);
          const name = facet ? t(`facet.${facet}`) : known ? t(`field.${known}`) : field;
          const key = value === undefined ? reason : isOfInstitution(field) ? 'not-there' : 'not-here';
          return <li key={index}>{t(`problem.${key}`, { field: name, value: value ?? '' })}</li>;
        })}
      </ul>
    </Notice>
  );
}
