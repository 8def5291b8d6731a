/** CoverageTotal: coverage, threshold. Of each course the share in words and drawn to scale, with the institution's threshold as a line. */
import { useTranslations } from 'next-intl';
import type { Coverage, CourseCoverage } from '@/lib/review/coverage';

export function CoverageTotal({ coverage, threshold }: { coverage: Coverage; threshold: number }) {
  const shown = coverage.courses.filter((course) => course.outcomes > 0);
  return (
    <div className="grid gap-4">
      {shown.map((course) => (
        <CourseTotal
          key={course.code}
          coverage={course}
          threshold={threshold}
          isOneOfSeveral={shown.length > 1}
        />
      ))}
    </div>
  );
}

function CourseTotal({
  coverage,
  threshold,
  isOneOfSeveral,
}: {
  coverage: CourseCoverage;
  threshold: number;
  isOneOfSeveral: boolean;
}) {
  const t = useTranslations('faculty.coverage');
  return (
    <div className="grid max-w-xl gap-1.5">
      <p className="flex flex-wrap items-baseline gap-x-3">
        {isOneOfSeveral && <span className="font-semibold">{coverage.code}</span>}
        <strong className="serif tabular text-xl">{t('total', { percent: coverage.percent })}</strong>
        {(coverage.reaches || coverage.isComplete) && (
          <span className={coverage.reaches ? 'text-published' : 'text-suspended'}>
            {coverage.reaches ? t('reaches') : t('below')}
          </span>
        )}
      </p>
      <svg
        viewBox="0 0 100 10"
        preserveAspectRatio="none"
        className="h-4 w-full"
        role="img"
        aria-label={t('bar', { percent: coverage.percent, threshold })}
      >
        <rect x="0" y="2.5" width="100" height="5" className="fill-sunken" />
        <rect
          x="0"
          y="2.5"
          width={coverage.percent}
          height="5"
          className={coverage.reaches ? 'fill-published' : 'fill-recommended'}
        />
        <line
          x1={threshold}
          x2={threshold}
          y1="0"
          y2="10"
          className="stroke-ink"
          strokeWidth="1.5"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <p className="tabular text-sm text-soft">
        {t('threshold', { threshold })} ·{' '}
        {t('marked', { marked: coverage.marked, outcomes: coverage.outcomes })} ·{' '}
        {t('counts', { full: coverage.full, partial: coverage.partial, none: coverage.none })}
      </p>
    </div>
  );
}
