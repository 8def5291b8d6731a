'use client';

/** OutcomeBuilder: name, outcomes, onChange, homeUnit, courseListId (a datalist of course codes). What a mapping earns: alternatives, each with its lines. */
import { useTranslations } from 'next-intl';
import { changed, leaveRow, without } from '@/components/rule/list-edit';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import { Unit } from '@/lib/amount/unit';
import { noLine } from '@/lib/rule/blank-form';
import type { DefinitionForm, LineForm } from '@/lib/rule/rule-form';
import { useLevelWords } from './level-words';

type Outcomes = DefinitionForm['outcomes'];
type Props = {
  name: string;
  outcomes: Outcomes;
  onChange: (outcomes: Outcomes) => void;
  homeUnit: Unit;
  courseListId: string;
};

const kinds = ['course', 'block', 'elective', 'genEd', 'levelOnly', 'waiver', 'noncredit'] as const;
const ignore = () => undefined;
const levels = ['LD', 'UD', 'GR'] as const;

function LineFields({
  name,
  line,
  onChange,
  homeUnit,
  courseListId,
}: {
  name: string;
  line: LineForm;
  onChange: (change: Partial<LineForm>) => void;
  homeUnit: Unit;
  courseListId: string;
}) {
  const t = useTranslations('registrar.editor');
  const unitWords = useTranslations('credit.unit');
  const levelWords = useLevelWords();
  const isCredit = line.kind !== 'waiver' && line.kind !== 'noncredit';
  const known = line.level === '' || levels.some((level) => level === line.level);
  return (
    <div className="flex flex-wrap items-end gap-3">
      <Field name={`${name}.kind`} label={t('kind')}>
        <Select
          value={line.kind}
          onChange={(event) => onChange({ kind: event.target.value as LineForm['kind'] })}
          options={kinds.map((kind) => ({ value: kind, label: t(`kindOf.${kind}`) }))}
        />
      </Field>
      <Field name={`${name}.target`} label={t('target')} className="grow basis-40">
        <TextInput
          value={line.target}
          list={line.kind === 'course' ? courseListId : undefined}
          placeholder={t('targetHint')}
          onChange={(event) => onChange({ target: event.target.value })}
        />
      </Field>
      {isCredit && (
        <>
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
          {line.credit !== 'catalog' && (
            <>
              <Field name={`${name}.amount`} label={t('amount')}>
                <TextInput
                  width="tiny"
                  inputMode="decimal"
                  value={line.amount}
                  onChange={(event) => onChange({ amount: event.target.value })}
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
          <Field name={`${name}.level`} label={t('level')}>
            <Select
              value={line.level}
              placeholder={t('levelDefault')}
              onChange={(event) => onChange({ level: event.target.value })}
              options={[
                ...levels.map((level) => ({ value: level, label: levelWords(level) })),
                ...(known ? [] : [{ value: line.level, label: line.level }]),
              ]}
            />
          </Field>
        </>
      )}
    </div>
  );
}

export function OutcomeBuilder({ name, outcomes, onChange, homeUnit, courseListId }: Props) {
  const t = useTranslations('registrar.editor');
  return (
    <div data-rows className="grid gap-5">
      {outcomes.length > 1 && <p className="text-sm text-soft">{t('alternativesHint')}</p>}
      {outcomes.map(({ lines }, index) => {
        const setLines = (next: LineForm[]) => onChange(changed(outcomes, index, { lines: next }));
        return (
          <div key={index} data-row data-rows className="grid gap-3 border-l-2 border-edge pl-4">
            <div className="flex flex-wrap items-baseline justify-between gap-3">
              <span className="text-sm text-soft">{t('alternative', { number: index + 1 })}</span>
              {outcomes.length > 1 && (
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
              )}
            </div>
            <ol className="grid gap-4">
              {lines.map((line, at) => (
                <li key={at} data-row className="grid gap-2">
                  <LineFields
                    name={`${name}.${index}.lines.${at}`}
                    line={line}
                    onChange={(change) => setLines(changed(lines, at, change))}
                    homeUnit={homeUnit}
                    courseListId={courseListId}
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
