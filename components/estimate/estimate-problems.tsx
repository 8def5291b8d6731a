/** EstimateProblems: problems, titles (of the certificates, in order), unknownCourses, unknownProgram, unknownInstitution. What was entered and cannot be used; each stands beside its field as well. */
import { useFormatter, useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import type { EstimateProblem } from '@/lib/catalog/estimate-query';
import { useFieldWords, useProblemWords } from './problem-words';

export function EstimateProblems({
  problems,
  titles,
  unknownCourses,
  unknownProgram,
  unknownInstitution,
}: {
  problems: readonly EstimateProblem[];
  titles: readonly string[];
  unknownCourses: readonly string[];
  unknownProgram: string | null;
  unknownInstitution: string | null;
}) {
  const t = useTranslations('public.estimate');
  const format = useFormatter();
  const problemWords = useProblemWords();
  const fieldWords = useFieldWords(titles);
  const isAllKnown = unknownCourses.length === 0 && unknownProgram === null && unknownInstitution === null;
  if (problems.length === 0 && isAllKnown) return null;
  return (
    <Notice tone="warning" live title={t('problems')} className="mb-6">
      <ul>
        {problems.map((problem, index) => (
          <li key={index}>
            {t('problemIn', { field: fieldWords(problem.field), problem: problemWords(problem) })}
          </li>
        ))}
        {unknownInstitution !== null && <li>{t('unknownInstitution', { name: unknownInstitution })}</li>}
        {unknownProgram !== null && <li>{t('unknownProgram', { code: unknownProgram })}</li>}
        {unknownCourses.length > 0 && (
          <li>{t('unknownCourses', { list: format.list([...unknownCourses]) })}</li>
        )}
      </ul>
    </Notice>
  );
}
