/**
 * CoverageFields: courses (with outcomes), certificateOutcomes ({id, text}), marks (own, saved), threshold, suggestions. Inside the form of a
 * judgement: course outcomes, one after the other, each with how far and where the certificate covers it.
 */
import { useTranslations } from 'next-intl';
import { ClientWords } from '@/components/layout/client-words';
import { Disclosure } from '@/components/ui/disclosure';
import type { MarkSuggestion } from '@/lib/suggest/likely-mark';
import { CertificateOutcomes } from './certificate-outcomes';
import type { FormMark } from './judged-form';
import { LiveCoverage } from './live-judgement';
import { MarkRow } from './mark-row';
import { PlaceForAll } from './place-for-all';

export type CoverageFieldsProps = {
  courses: readonly { code: string; title: string; outcomes: readonly { id: string; text: string }[] }[];
  certificateOutcomes: readonly { id: string; text: string }[];
  marks: readonly FormMark[];
  threshold: number;
  suggestions: readonly MarkSuggestion[];
};

export function CoverageFields({
  courses,
  certificateOutcomes,
  marks,
  threshold,
  suggestions,
}: CoverageFieldsProps) {
  const t = useTranslations('faculty.coverage');
  const outcomeIds = courses.flatMap((course) => course.outcomes.map((outcome) => outcome.id));
  if (outcomeIds.length === 0) return <p className="text-soft">{t('noCourseOutcomes')}</p>;
  const toCover = courses.map(({ code, outcomes }) => ({
    code,
    outcomeIds: outcomes.map(({ id }) => id),
  }));
  return (
    <ClientWords namespaces={['faculty']}>
      <div className="grid content-start gap-5">
        {/* Beside the form where there is room; here where there is none. */}
        <div className="lg:hidden">
          <Disclosure summary={t('certificateOutcomes')}>
            <CertificateOutcomes outcomes={certificateOutcomes} />
          </Disclosure>
        </div>
        {courses.map((course) => (
          <section key={course.code} aria-label={`${course.code} ${course.title}`} className="grid gap-1">
            <h3 className="font-semibold">
              {course.code} {course.title}
            </h3>
            <ol className="stack">
              {course.outcomes.map((outcome) => {
                const index = outcomeIds.indexOf(outcome.id);
                return (
                  <MarkRow
                    key={outcome.id}
                    index={index}
                    number={index + 1}
                    outcome={outcome}
                    places={certificateOutcomes}
                    mark={marks.find((found) => found.courseOutcomeId === outcome.id)}
                    suggestion={suggestions.find((found) => found.courseOutcomeId === outcome.id)}
                  />
                );
              })}
            </ol>
          </section>
        ))}
        <PlaceForAll places={certificateOutcomes} />
        <LiveCoverage courses={toCover} marks={marks} threshold={threshold} />
        {suggestions.length > 0 && <p className="with-script text-sm text-soft">{t('suggestedHow')}</p>}
      </div>
    </ClientWords>
  );
}
