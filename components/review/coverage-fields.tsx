/**
 * CoverageFields: courses (with outcomes), certificateOutcomes ({id, text}), marks (own, saved), threshold. Inside the form of a judgement.
 * Course outcomes, one after the other, beside what the certificate says one can do.
 */
import { useTranslations } from 'next-intl';
import { ClientWords } from '@/components/layout/client-words';
import { Field } from '@/components/ui/field';
import { RadioGroup } from '@/components/ui/radio-group';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import { CoverageLevel } from '@/lib/review/coverage';
import { CoverageShape } from './coverage-shape';
import { LiveCoverage } from './live-judgement';

export type OwnMark = {
  courseOutcomeId: string;
  learningOutcomeId: string | null;
  coverage: CoverageLevel;
  note: string;
};
export type CoverageFieldsProps = {
  courses: readonly { code: string; title: string; outcomes: readonly { id: string; text: string }[] }[];
  certificateOutcomes: readonly { id: string; text: string }[];
  marks: readonly OwnMark[];
  threshold: number;
};

export function CoverageFields({ courses, certificateOutcomes, marks, threshold }: CoverageFieldsProps) {
  const t = useTranslations('faculty.coverage');
  const outcomeIds = courses.flatMap((course) => course.outcomes.map((outcome) => outcome.id));
  if (outcomeIds.length === 0) return <p className="text-soft">{t('noCourseOutcomes')}</p>;
  const toCover = courses.map(({ code, outcomes }) => ({
    code,
    outcomeIds: outcomes.map(({ id }) => id),
  }));
  const levels = CoverageLevel.options.map((level) => ({
    value: level,
    label: (
      <span className="inline-flex items-center gap-1.5">
        <CoverageShape level={level} /> {t(`level.${level}`)}
      </span>
    ),
  }));
  const places = certificateOutcomes.map(({ id, text }, index) => ({
    value: id,
    label: `${t('short', { number: index + 1 })} ${text.length > 70 ? `${text.slice(0, 68)}…` : text}`,
  }));
  return (
    <div className="grid gap-x-12 gap-y-6 lg:grid-cols-[minmax(0,1fr)_18rem]">
      <aside
        aria-labelledby="certificate-outcomes"
        className="order-first self-start lg:sticky lg:top-4 lg:order-last"
      >
        <h3 id="certificate-outcomes" className="mb-2 font-semibold">
          {t('certificateOutcomes')}
        </h3>
        {certificateOutcomes.length === 0 ? (
          <p className="text-sm text-soft">{t('noCertificateOutcomes')}</p>
        ) : (
          <ol className="stack text-sm">
            {certificateOutcomes.map((outcome, index) => (
              <li key={outcome.id} className="grid grid-cols-[2.25rem_1fr] py-2">
                <span className="tabular font-medium text-soft">{t('short', { number: index + 1 })}</span>
                {outcome.text}
              </li>
            ))}
          </ol>
        )}
      </aside>
      <div className="grid content-start gap-5">
        {courses.map((course) => (
          <section key={course.code} aria-label={`${course.code} ${course.title}`}>
            <h3 className="font-semibold">
              {course.code} {course.title}
            </h3>
            <ol className="stack">
              {course.outcomes.map((outcome) => {
                const index = outcomeIds.indexOf(outcome.id);
                const mark = marks.find((found) => found.courseOutcomeId === outcome.id);
                return (
                  <li key={outcome.id} className="grid gap-2 py-3">
                    <p className="measure grid grid-cols-[1.75rem_1fr]">
                      <span className="tabular text-soft">{index + 1}</span> {outcome.text}
                    </p>
                    <input type="hidden" name={`marks.${index}.courseOutcomeId`} value={outcome.id} />
                    <div className="grid items-center gap-x-4 gap-y-2.5 sm:pl-7 md:grid-cols-[auto_minmax(0,3fr)_minmax(0,2fr)]">
                      <RadioGroup
                        name={`marks.${index}.coverage`}
                        legend={`${t('legend')}: ${outcome.text}`}
                        hideLegend
                        inline
                        options={levels}
                        {...(mark && { defaultValue: mark.coverage })}
                      />
                      {places.length > 0 && (
                        <Field
                          name={`marks.${index}.learningOutcomeId`}
                          label={`${t('where')}: ${outcome.text}`}
                          hideLabel
                        >
                          <Select
                            options={places}
                            placeholder={t('whereShort')}
                            defaultValue={mark?.learningOutcomeId ?? ''}
                          />
                        </Field>
                      )}
                      <Field name={`marks.${index}.note`} label={`${t('note')}: ${outcome.text}`} hideLabel>
                        <TextInput
                          placeholder={t('noteHint')}
                          maxLength={1000}
                          defaultValue={mark?.note ?? ''}
                        />
                      </Field>
                    </div>
                  </li>
                );
              })}
            </ol>
          </section>
        ))}
        <ClientWords namespaces={['faculty']}>
          <LiveCoverage courses={toCover} marks={marks} threshold={threshold} />
        </ClientWords>
      </div>
    </div>
  );
}
