'use client';

/**
 * MarkRow: index, outcome ({id, text}), number, places ({id, text}: outcomes of the certificates), mark? (saved), suggestion?. One outcome of a
 * course in the form of a judgement: how far it is covered, and where. Choosing a place marks as full; choosing it again, as partly.
 */
import { useTranslations } from 'next-intl';
import { useId, useRef } from 'react';
import { Field } from '@/components/ui/field';
import { useFormState } from '@/components/ui/form-state';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import { CoverageLevel } from '@/lib/review/coverage';
import type { MarkSuggestion } from '@/lib/suggest/likely-mark';
import { CoverageShape } from './coverage-shape';
import type { FormMark } from './judged-form';

/** As many places are shown as cells; more are chosen from a list. */
const mostCells = 12;

export function MarkRow({
  index,
  number,
  outcome,
  places,
  mark,
  suggestion,
}: {
  index: number;
  number: number;
  outcome: { id: string; text: string };
  places: readonly { id: string; text: string }[];
  mark?: FormMark | undefined;
  suggestion?: MarkSuggestion | undefined;
}) {
  const t = useTranslations('faculty.coverage');
  const row = useRef<HTMLLIElement>(null);
  const values = useFormState()?.state.values;
  const name = (field: string) => `marks.${index}.${field}`;
  const given = (field: string, saved: string | undefined) => {
    const entered = values?.[name(field)];
    return typeof entered === 'string' ? entered : saved;
  };
  const level = given('coverage', mark?.coverage);
  const hasWords = mark !== undefined && mark.note !== '';
  const chosen = given('learningOutcomeId', mark?.learningOutcomeId ?? (hasWords ? '' : undefined));
  const last = useRef(chosen);
  const levelOf = (wanted: CoverageLevel) =>
    row.current?.querySelector<HTMLInputElement>(`input[data-level='${wanted}']`);
  const isMarked = (wanted: CoverageLevel) => levelOf(wanted)?.checked === true;
  const takePlace = (value: string) => {
    if (last.current !== value) {
      last.current = value;
      if (!isMarked('partial')) levelOf('full')?.click();
    } else levelOf(isMarked('full') ? 'partial' : 'full')?.click();
  };
  const suggestedAt = suggestion ? places.findIndex(({ id }) => id === suggestion.learningOutcomeId) : -1;
  return (
    <li ref={row} data-mark className="mark-row group/mark">
      <p className="grid grid-cols-[1.75rem_1fr]">
        <span className="tabular text-soft">{number}</span> {outcome.text}
      </p>
      <input type="hidden" name={name('courseOutcomeId')} value={outcome.id} />
      <div className="mark-cells flex flex-wrap items-center gap-x-4 gap-y-1 pl-7">
        <Cells legend={`${t('legend')}: ${outcome.text}`}>
          {CoverageLevel.options.map((option) => (
            <Cell key={option}>
              <input
                type="radio"
                name={name('coverage')}
                value={option}
                data-level={option}
                defaultChecked={level === option}
              />
              <span className="gap-1.5">
                <CoverageShape level={option} /> {t(`level.${option}`)}
              </span>
            </Cell>
          ))}
        </Cells>
        {places.length > 0 && places.length <= mostCells && (
          <Cells legend={`${t('where')}: ${outcome.text}`}>
            {[...places, { id: '', text: t('elsewhere') }].map((place, at) => (
              <Cell key={place.id} title={place.text}>
                <input
                  type="radio"
                  name={name('learningOutcomeId')}
                  value={place.id}
                  data-place={place.id === '' ? 'elsewhere' : at + 1}
                  aria-label={
                    place.id === '' ? place.text : t('placeName', { number: at + 1, text: place.text })
                  }
                  defaultChecked={chosen === place.id}
                  onClick={() => takePlace(place.id)}
                />
                <span className="tabular">
                  {place.id === '' ? place.text : t('short', { number: at + 1 })}
                </span>
              </Cell>
            ))}
          </Cells>
        )}
        {places.length > mostCells && (
          <Field name={name('learningOutcomeId')} label={`${t('where')}: ${outcome.text}`} hideLabel>
            <Select
              options={places.map(({ id, text }, at) => ({
                value: id,
                label: `${t('short', { number: at + 1 })} ${text}`,
              }))}
              placeholder={t('elsewhere')}
              defaultValue={mark?.learningOutcomeId ?? ''}
            />
          </Field>
        )}
      </div>
      <div
        className="mark-words"
        data-open={hasWords || places.length === 0 || places.length > mostCells || undefined}
      >
        <Field name={name('note')} label={`${t('note')}: ${outcome.text}`} hideLabel>
          <TextInput placeholder={t('noteHint')} maxLength={1000} defaultValue={mark?.note ?? ''} />
        </Field>
      </div>
      {suggestion !== undefined && suggestedAt >= 0 && (
        <p className="mark-hint with-script">
          <span className="inline-flex items-center gap-1.5">
            <span className="hint-shape">
              <CoverageShape level={suggestion.coverage} />
            </span>
            {t('suggested', {
              number: suggestedAt + 1,
              level: t(`level.${suggestion.coverage}`).toLowerCase(),
            })}
          </span>{' '}
          {suggestion.words.map((word) => (
            <mark key={word}>{word}</mark>
          ))}{' '}
          <button
            type="button"
            className="link"
            data-take
            onClick={() => {
              levelOf(suggestion.coverage)?.click();
              last.current = suggestion.learningOutcomeId;
              const place = row.current?.querySelector<HTMLInputElement>(
                `input[data-place='${suggestedAt + 1}']`,
              );
              if (place) {
                place.checked = true;
                place.dispatchEvent(new Event('input', { bubbles: true }));
              }
            }}
          >
            {t('take')}
          </button>
        </p>
      )}
    </li>
  );
}

function Cells({
  legend,
  className = '',
  children,
}: {
  legend: string;
  className?: string;
  children: React.ReactNode;
}) {
  const id = useId();
  return (
    <fieldset aria-labelledby={id} className={`cells ${className}`}>
      <legend id={id} className="sr-only">
        {legend}
      </legend>
      {children}
    </fieldset>
  );
}

function Cell({ title, children }: { title?: string; children: React.ReactNode }) {
  return (
    <label className="cell" title={title}>
      {children}
    </label>
  );
}
