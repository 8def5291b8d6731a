import { useTranslations } from 'next-intl';
import { Amount, useExactNumber } from '@/components/credit/amount';
import type { QuestionView } from '@/lib/usecases/review/case-view';

/** What is asked for and what is offered, in figures: credit, level and hours of the courses beside those of the certificates. */
export function CaseMeasures({ question }: { question: QuestionView }) {
  const t = useTranslations('faculty.facts');
  const exact = useExactNumber();
  const { courses, certificates, hours, homeUnit } = question;
  if (courses.length === 0) return null;
  return (
    <div className="grid gap-2">
      <h2 className="font-semibold">{t('measures')}</h2>
      <table className="w-full text-sm">
        <caption className="sr-only">{t('measures')}</caption>
        <thead>
          <tr className="text-left text-soft">
            <th scope="col" className="py-1 pr-3 font-normal">
              <span className="sr-only">{t('measure.what')}</span>
            </th>
            <th scope="col" className="py-1 pr-3 font-normal">
              {t('measure.credit')}
            </th>
            <th scope="col" className="py-1 font-normal">
              {t('measure.level')}
            </th>
          </tr>
        </thead>
        <tbody>
          {courses.map((course) => (
            <tr key={course.code} className="border-t border-line align-top">
              <th scope="row" className="py-1 pr-3 text-left font-medium" title={course.title}>
                {course.code}
              </th>
              <td className="tabular py-1 pr-3">
                {course.credits === null ? t('notStated') : <Amount value={course.credits} unit={homeUnit} />}
              </td>
              <td className="py-1">{course.level ?? t('notStated')}</td>
            </tr>
          ))}
          {certificates.map(({ id, title, version }) => (
            <tr key={id} className="border-t border-line align-top">
              <th scope="row" className="py-1 pr-3 text-left font-normal">
                {title}
              </th>
              <td className="tabular py-1 pr-3">
                {version?.workloadHours ? t('workload', { hours: version.workloadHours }) : t('notStated')}
              </td>
              <td className="py-1">
                {version?.eqfMin != null && version.eqfMax != null
                  ? t('level', {
                      min: version.eqfMin,
                      max: version.eqfMax,
                      differs: version.eqfMin === version.eqfMax ? 'no' : 'yes',
                    })
                  : t('notStated')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {hours.percent !== null && hours.asked !== null && hours.stated !== null ? (
        <div className="grid gap-1">
          <svg
            viewBox="0 0 100 6"
            preserveAspectRatio="none"
            className="h-2 w-full"
            role="img"
            aria-label={t('hours', {
              stated: exact(hours.stated),
              asked: exact(hours.asked),
              percent: hours.percent,
            })}
          >
            <rect width="100" height="6" className="fill-sunken" />
            <rect width={Math.min(100, hours.percent)} height="6" className="fill-recommended" />
          </svg>
          <p className="tabular text-sm" aria-hidden="true">
            {t('hours', {
              stated: exact(hours.stated),
              asked: exact(hours.asked),
              percent: hours.percent,
            })}
          </p>
          <p className="text-sm text-soft">{t('perCredit', { hours: exact(hours.perCredit ?? '0') })}</p>
        </div>
      ) : (
        <p className="text-sm text-soft">{t(hours.perCredit === null ? 'noPerCredit' : 'noHours')}</p>
      )}
    </div>
  );
}
