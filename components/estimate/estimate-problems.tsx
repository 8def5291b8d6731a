/** EstimateProblems: problems, unknownCourses. What of the address could not be used. */
import { useFormatter, useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import type { EstimateProblem } from '@/lib/catalog/estimate-query';

export function EstimateProblems({
  problems,
  unknownCourses,
}: {
  problems: readonly EstimateProblem[];
  unknownCourses: readonly string[];
}) {
  const t = useTranslations('public.estimate');
  const format = useFormatter();
  if (problems.length === 0 && unknownCourses.length === 0) return null;
  return (
    <Notice tone="warning" title={t('problems')} className="mb-6">
      <ul>
        {problems.map(({ field, reason }, index) => (
          <li key={index}>{t(`problem.${reason}`, { field })}</li>
        ))}
        {unknownCourses.length > 0 && (
          <li>{t('unknownCourses', { list: format.list([...unknownCourses]) })}</li>
        )}
      </ul>
    </Notice>
  );
}
