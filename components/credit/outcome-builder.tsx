'use client';

/** OutcomeBuilder: name, outcomes, onChange, homeUnit, courses, courseListId (a datalist of their codes, until the script runs), isFirst? (the first place gets the focus). What a mapping earns: alternatives, each with its lines. */
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { changed, leaveRow, without } from '@/components/rule/list-edit';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import { Unit } from '@/lib/amount/unit';
import { noLine } from '@/lib/rule/blank-form';
import type { DefinitionForm, LineForm } from '@/lib/rule/form-fields';
import { Amount } from './amount';
import { type CourseChoice, CoursePicker } from './course-picker';
import { useLevelWords } from './level-words';

type Outcomes = DefinitionForm['outcomes'];
type Props = {
  name: string;
  outcomes: Outcomes;
  onChange: (outcomes: Outcomes) => void;
  homeUnit: Unit;
  courses: readonly CourseChoice[];
  courseListId: string;
  isFirst?: boolean;
};

const kinds = ['course', 'block', 'elective', 'genEd', 'levelOnly', 'waiver', 'noncredit'] as const;
const ignore = () => undefined;
const levels = ['LD', 'UD', 'GR'] as const;
/** The level of a line that says none. */
const defaultLevel = 'LD';

/** What a course gives, put in where nothing was; as long as nobody has written over it, it goes with the course. */
function useProposedAmount(
  line: LineForm,
  onChange: (change: Partial<LineForm>) => void,
): {
  proposed: string | null;
  name: (target: string, course: CourseChoice | undefined) => void;
  write: (amount: string) => void;
} {
  const [proposed, setProposed] = useState<string | null>(null);
  const isPlain = line.credit === 'fixed' && line.unit === '';
  return {
    proposed: proposed === line.amount && isPlain ? proposed : null,
    name(target, course) {
      const isOpen = isPlain && (line.amount === '' || line.amount === proposed);
      const given = course?.credits ?? null;
      const next = given === null || given.includes('/') ? null : given;
      if (isOpen) setProposed(next);
      onChange({ target, ...(isOpen && { amount: next ?? '' }) });
    },
    write(amount) {
      setProposed(null);
      onChange({ amount });
    },
  };
}

function LineFields({
  name,
  line,
  onChange,
  homeUnit,
  courses,
  courseListId,
  isFirst = false,
}: Pick<Props, 'homeUnit' | 'courses' | 'courseListId' | 'isFirst'> & {
  name: string;
  line: LineForm;
  onChange: (change: Partial<LineForm>) => void;
}) {
  const t = useTranslations('registrar.editor');
  const unitWords = useTranslations('credit.unit');
  const levelWords = useLevelWords();
  const isCredit = line.kind !== 'waiver' && line.kind !== 'noncredit';
  const { proposed, name: nameTarget, write } = useProposedAmount(line, onChange);
  const known = line.level === '' || levels.some((level) => level === line.level);
  return (
    <div className="grid gap-3">
      <div className="grid grid-cols-[8rem_minmax(0,1fr)] items-end gap-3 sm:grid-cols-[10rem_minmax(0,1fr)]">
        <Field name={`${name}.kind`} label={t('kind')}>
          <Select
            value={line.kind}
            onChange={(event) => onChange({ kind: event.target.value as LineForm['kind'] })}
            options={kinds.map((kind) => ({ value: kind, label: t(`kindOf.${kind}`) }))}
          />
        </Field>
        <Field name={`${name}.target`} label={t('target')}>
          {line.kind === 'course' ? (
            <CoursePicker
              name={`${name}.target`}
              value={line.target}
              onName={nameTarget}
              courses={courses}
              homeUnit={homeUnit}
              fallback={courseListId}
              placeholder={t('courseHint')}
              autoFocus={isFirst || undefined}
            />
          ) : (
            <TextInput
              value={line.target}
              placeholder={t('targetHint')}
              onChange={(event) => onChange({ target: event.target.value })}
            />
          )}
        </Field>
      </div>
      {isCredit && (
        <div className="grid grid-cols-2 items-end gap-3 sm:grid-cols-[5rem_minmax(0,1.15fr)_minmax(0,0.85fr)_minmax(0,1.1fr)]">
          {line.credit !== 'catalog' && (
            <>
              <Field name={`${name}.amount`} label={t('amount')}>
                <TextInput
                  inputMode="decimal"
                  className="tabular"
                  value={line.amount}
                  onChange={(event) => write(event.target.value)}
                />
              </Field>
              <Field name={`${name}.unit`} label={t('unit')}>
                <Select
                  value={line.unit}
                  onChange={(event) => onChange({ unit: event.target.value })}
                  options={[
                    { value: '', label: unitWords(homeUnit, { count: 2 }) },
                    ...Unit.options
                      .filter((unit) => unit !== homeUnit)
                      .map((unit) => ({ value: unit, label: unitWords(unit, { count: 2 }) })),
                  ]}
                />
              </Field>
            </>
          )}
          <Field name={`${name}.credit`} label={t('credit')}>
            <Select
              value={line.credit}
              onChange={(event) => onChange({ credit: event.target.value as LineForm['credit'] })}
              options={[
                { value: 'fixed', label: t('creditFixed') },
                { value: 'source', label: t('creditSource') },
                ...(line.kind === 'course' ? [{ value: 'catalog', label: t('creditCatalog') }] : []),
              ]}
            />
          </Field>
          <Field name={`${name}.level`} label={t('level')}>
            <Select
              value={line.level}
              {...(line.level !== defaultLevel && { placeholder: t('levelDefault') })}
              onChange={(event) => onChange({ level: event.target.value })}
              options={[
                ...levels
                  .filter((level) => level !== defaultLevel || line.level === defaultLevel)
                  .map((level) => ({ value: level, label: levelWords(level) })),
                ...(known ? [] : [{ value: line.level, label: line.level }]),
              ]}
            />
          </Field>
        </div>
      )}
      <p role="status" className={proposed === null ? 'sr-only' : 'text-sm text-soft'}>
        {proposed !== null &&
          t.rich('amountProposed', {
            course: line.target,
            amount: () => <Amount value={proposed} unit={homeUnit} />,
          })}
      </p>
    </div>
  );
}

export function OutcomeBuilder({
  name,
  outcomes,
  onChange,
  homeUnit,
  courses,
  courseListId,
  isFirst = false,
}: Props) {
  const t = useTranslations('registrar.editor');
  return (
    <div data-rows className="flex flex-wrap gap-x-2 gap-y-4">
      {outcomes.length > 1 && <p className="basis-full text-sm text-soft">{t('alternativesHint')}</p>}
      {outcomes.map(({ lines }, index) => {
        const setLines = (next: LineForm[]) => onChange(changed(outcomes, index, { lines: next }));
        return (
          <div
            key={index}
            data-row
            data-rows
            className={outcomes.length > 1 ? 'grid basis-full gap-3 border-l-2 border-edge pl-4' : 'contents'}
          >
            {outcomes.length > 1 && (
              <div className="flex flex-wrap items-baseline justify-between gap-3">
                <span className="text-sm text-soft">{t('alternative', { number: index + 1 })}</span>
                <Button
                  tone="quiet"
                  size="small"
                  onClick={(event) => {
                    leaveRow(event);
                    onChange(without(outcomes, index));
                  }}
                >
                  {t('remove')}
                </Button>
              </div>
            )}
            <ol className="grid basis-full gap-4">
              {lines.map((line, at) => (
                <li key={at} data-row className="grid gap-2">
                  <LineFields
                    name={`${name}.${index}.lines.${at}`}
                    line={line}
                    onChange={(change) => setLines(changed(lines, at, change))}
                    homeUnit={homeUnit}
                    courses={courses}
                    courseListId={courseListId}
                    isFirst={isFirst && index === 0 && at === 0}
                  />
                  {lines.length > 1 && (
                    <Button
                      tone="quiet"
                      size="small"
                      className="justify-self-start"
                      aria-label={`${t('remove')}: ${t('line', { number: at + 1 })}`}
                      onClick={(event) => {
                        leaveRow(event);
                        setLines(without(lines, at));
                      }}
                    >
                      {t('remove')}
                    </Button>
                  )}
                </li>
              ))}
            </ol>
            <noscript>
              <LineFields
                name={`${name}.${index}.lines.${lines.length}`}
                line={noLine}
                onChange={ignore}
                homeUnit={homeUnit}
                courses={courses}
                courseListId={courseListId}
              />
            </noscript>
            <Button
              size="small"
              data-adds
              className="justify-self-start"
              onClick={() => setLines([...lines, noLine])}
            >
              {t('addLine')}
            </Button>
          </div>
        );
      })}
      <noscript>
        <p className="text-sm text-soft">{t('alternative', { number: outcomes.length + 1 })}</p>
        <LineFields
          name={`${name}.${outcomes.length}.lines.0`}
          line={noLine}
          onChange={ignore}
          homeUnit={homeUnit}
          courses={courses}
          courseListId={courseListId}
        />
      </noscript>
      <Button
        size="small"
        data-adds
        className="justify-self-start"
        onClick={() => onChange([...outcomes, { lines: [noLine] }])}
      >
        {t('addAlternative')}
      </Button>
    </div>
  );
}
