/** EstimateForm: view parts. Certificates, institution, program, courses; a plain GET form whose address is the whole estimate. */
import { useId } from 'react';
import { useTranslations } from 'next-intl';
import { EntryTitle } from '@/components/catalog/entry-title';
import { SuggestingInput } from '@/components/catalog/suggesting-input';
import { Standing, type StandingName } from '@/components/credit/standing';
import { Button } from '@/components/ui/button';
import { controlClass } from '@/components/ui/control-class';
import { DateInput } from '@/components/ui/date-input';
import { Disclosure } from '@/components/ui/disclosure';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import { TextLink } from '@/components/ui/text-link';
import { estimateHref, type EstimateProblem, type EstimateQuery, most } from '@/lib/catalog/estimate-query';
import { maxText } from '@/lib/catalog/search-words';
import { everything, searchHref } from '@/lib/catalog/search-query';
import type { Unit } from '@/lib/amount/unit';
import { Entry, type EntryNotes } from './entry';
import { useProblemWords } from './problem-words';
import { HoldingFields, type HoldingRow } from './holding-fields';

export type EstimateFormProps = {
  query: EstimateQuery;
  holdings: readonly HoldingRow[];
  matches: readonly {
    slug: string;
    title: string;
    language: string | null;
    provider: string;
    standing: StandingName;
  }[];
  institutions: readonly { slug: string; name: string }[];
  programs: readonly { code: string; title: string }[];
  assessments: readonly string[];
  homeUnit: Unit | null;
  problems: readonly EstimateProblem[];
  /** What was typed and could not be read, by field. */
  typed: Readonly<Record<string, string>>;
  hasResult: boolean;
  /** What stays in sight below the fields. */
  children: React.ReactNode;
};

function Matches({ query, matches }: Pick<EstimateFormProps, 'query' | 'matches'>) {
  const t = useTranslations('public.estimate');
  if (query.words === '') return null;
  if (matches.length === 0)
    return (
      <p role="status" className="[overflow-wrap:anywhere]">
        {t('noMatches', { words: query.words })}
      </p>
    );
  return (
    <div className="grid gap-1">
      <p role="status" className="text-sm text-soft">
        {t('matches')}
      </p>
      <ul className="stack border-y border-line">
        {matches.map(({ slug, title, language, provider, standing }) => (
          <li key={slug} className="flex items-center justify-between gap-4 py-2">
            <span className="grid min-w-0">
              <span className="font-medium">
                <EntryTitle title={title} language={language} />
              </span>
              <span className="text-sm text-soft">{provider}</span>
              <span className="text-sm">
                <Standing standing={standing} />
              </span>
            </span>
            <Button type="submit" size="small" name="add" value={slug} aria-label={t('addNamed', { title })}>
              {t('addOne')}
            </Button>
          </li>
        ))}
      </ul>
      <TextLink href={searchHref('/catalog', { ...everything, words: query.words })} className="text-sm">
        {t('moreMatches')}
      </TextLink>
    </div>
  );
}

export function EstimateForm({
  query,
  holdings,
  matches,
  institutions,
  programs,
  assessments,
  homeUnit,
  problems,
  typed,
  hasResult,
  children,
}: EstimateFormProps) {
  const t = useTranslations('public.estimate');
  const id = useId();
  const problemWords = useProblemWords();
  const notes: EntryNotes = {
    errors: Object.fromEntries(problems.map((problem) => [problem.field, problemWords(problem)])),
    typed,
  };
  const isFurtherSaid =
    query.earned.length > 0 ||
    query.claimDate !== null ||
    query.termStart !== null ||
    ['claim', 'term'].some((name) => notes.errors[name] !== undefined);
  // What was added last stands first, where it was added.
  const rows = holdings.map((holding, index) => ({ holding, index })).reverse();
  const without = (index: number) =>
    estimateHref({ ...query, words: '', holdings: query.holdings.filter((_, at) => at !== index) });
  return (
    <form action="/estimate" method="get" data-follows="" className="no-print grid content-start gap-5">
      <section aria-label={t('where')} className="grid gap-3">
        <Field name="institution" label={t('institution')}>
          <Select
            placeholder={t('chooseInstitution')}
            defaultValue={query.institution ?? ''}
            options={institutions.map(({ slug, name }) => ({ value: slug, label: name }))}
          />
        </Field>
        {programs.length > 0 ? (
          <Field name="program" label={t('program')} optionalWord={t('optional')}>
            <Select
              key={query.institution}
              placeholder={t('anyProgram')}
              defaultValue={query.program ?? ''}
              options={programs.map(({ code, title }) => ({ value: code, label: title }))}
            />
          </Field>
        ) : (
          <p className="text-sm text-soft">{t('programLater')}</p>
        )}
      </section>
      <section aria-label={t('held')} className="grid gap-3">
        {holdings.length >= most.holdings ? (
          <p className="text-soft">{t('full')}</p>
        ) : (
          <div className="grid gap-3">
            <div className="grid gap-1">
              <label htmlFor={id} className="font-medium">
                {t('add')}
              </label>
              <div className="flex gap-2">
                <SuggestingInput
                  id={id}
                  name="q"
                  adds="add"
                  maxLength={maxText}
                  placeholder={t('addHint')}
                  defaultValue={query.words}
                  className={controlClass}
                />
                <Button type="submit">{t('search')}</Button>
              </div>
            </div>
            <Matches query={query} matches={matches} />
          </div>
        )}
        <div>
          {rows.map(({ holding, index }) => (
            <HoldingFields
              key={`${holding.stated.slug}-${index}`}
              n={index + 1}
              holding={holding}
              isAgain={
                holding.entry !== null &&
                holdings.slice(0, index).some(({ entry }) => entry?.id === holding.entry?.id)
              }
              homeUnit={homeUnit}
              notes={notes}
              removeHref={without(index)}
            />
          ))}
        </div>
      </section>
      <section className="grid gap-4">
        {assessments.map((name, index) => (
          <Entry
            key={name}
            name={`examscore${index + 1}`}
            label={t('exam', { name })}
            hint={t('examHint')}
            optionalWord={t('optional')}
            notes={notes}
          >
            <TextInput
              inputMode="decimal"
              maxLength={20}
              width="tiny"
              defaultValue={query.assessments.find(({ id }) => id === name)?.score ?? ''}
            />
          </Entry>
        ))}
        {assessments.map((name, index) => (
          <input key={name} type="hidden" name={`exam${index + 1}`} value={name} />
        ))}
        <Disclosure summary={t('further')} open={isFurtherSaid}>
          <div className="grid gap-4">
            <Field name="course" label={t('courses')} hint={t('coursesHint')}>
              <TextInput maxLength={1000} defaultValue={query.earned.join(', ')} />
            </Field>
            <div className="grid gap-4 sm:grid-cols-2">
              <Entry name="claim" label={t('claimDate')} notes={notes}>
                <DateInput defaultValue={query.claimDate ?? ''} />
              </Entry>
              <Entry name="term" label={t('termStart')} notes={notes}>
                <DateInput defaultValue={query.termStart ?? ''} />
              </Entry>
            </div>
          </div>
        </Disclosure>
      </section>
      <div>
        <Button type="submit" tone="primary">
          {t(hasResult ? 'update' : 'submit')}
        </Button>
      </div>
      <div role="alert" data-unanswered="" hidden>
        <p>{t('unanswered')}</p>
      </div>
      {children}
    </form>
  );
}
