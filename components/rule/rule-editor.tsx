'use client';

/**
 * RuleEditor: saved (what is stored), suggestions, chosen? (a suggested target that the address puts into the form), choices (certificates, courses, programs, departments, recommendations), homeUnit, names, findings, examples, tryHref, findHref.
 * Stands inside an ActionForm. Shows the mapping as a sentence while it grows, with the checks and examples of what is entered, not saved.
 */
import { useTranslations } from 'next-intl';
import { useEffect, useLayoutEffect, useMemo, useState } from 'react';
import { OutcomeBuilder } from '@/components/credit/outcome-builder';
import { PremiseBuilder, type CertificateChoice } from '@/components/credit/premise-builder';
import { type DepartmentChoice, departmentOptions } from '@/lib/institution/department-options';
import type { RuleNames } from '@/lib/rule/rule-names';
import { RuleSentence } from '@/components/credit/rule-sentence';
import { enteredIn, useIsWaking } from '@/components/ui/early-entry';
import { isStale, StoredValuesContext, useFormState } from '@/components/ui/form-state';
import { Field } from '@/components/ui/field';
import { RadioGroup } from '@/components/ui/radio-group';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import { canonicalJson } from '@/lib/kernel/canonical-json';
import { fieldsOfForm, formOfFields, noBranch, noLine, withFields } from '@/lib/rule/blank-form';
import type { Finding } from '@/lib/rule/lint/finding';
import type { DefinitionForm } from '@/lib/rule/rule-form';
import type { RuleBasis, RuleDefinition } from '@/lib/rule/rule-version';
import { stands, type SuggestedTarget, withSuggested } from '@/lib/rule/suggested-target';
import type { Suggestions } from '@/lib/usecases/suggestion/view-suggestions';
import { BasisFields } from './basis-fields';
import { ConflictNotice } from './conflict-notice';
import { ExampleList, type Example } from './example-list';
import { FindingList } from './finding-list';
import { MoreFields } from './more-fields';
import { FindCertificate } from './find-certificate';
import type { Advice } from './recommendation-facts';
import { SuggestionPanel } from './suggestion-panel';
import { TitleField } from './title-field';
import { WhenFields } from './when-fields';

export interface Saved {
  id: string;
  title: string;
  isTitlePublic: boolean;
  departmentId: string | null;
  definition: RuleDefinition;
  form: DefinitionForm;
  basis: RuleBasis;
  publicNote: string;
  internalNote: string;
}
export interface EditorChoices {
  certificates: readonly CertificateChoice[];
  courses: readonly { code: string; title: string }[];
  programs: readonly { code: string; title: string }[];
  departments: readonly DepartmentChoice[];
  recommendations: readonly Advice[];
}
export interface EditorTrial {
  definition: RuleDefinition;
  names: RuleNames;
  findings: readonly Finding[];
  examples: readonly Example[];
}

type Props = {
  saved: Saved;
  choices: EditorChoices;
  trial: EditorTrial;
  tryHref: string;
  findHref: string;
  suggestions: Suggestions;
  chosen?: SuggestedTarget | undefined;
  today: string;
};

/** Rows to write in: a blank one where there is none. */
function withRows(form: DefinitionForm): DefinitionForm {
  const outcomes = form.outcomes.map(({ lines }) => ({ lines: lines.length > 0 ? lines : [noLine] }));
  return {
    ...form,
    outcomes: outcomes.length > 0 ? outcomes : [{ lines: [noLine] }],
    premise: {
      ...form.premise,
      branches: form.premise.branches.length > 0 ? form.premise.branches : [noBranch],
    },
  };
}

/** The form as the page opens: with what is stored, and with what was chosen for it, which is not stored. */
function asOpened(form: DefinitionForm, chosen: SuggestedTarget | undefined): DefinitionForm {
  return withRows(chosen === undefined ? form : withSuggested(withRows(form), chosen));
}

/** What is entered, sent to the checks a moment after the last change. */
function useTrial(
  first: EditorTrial,
  tryHref: string,
  changes: unknown,
  stored: unknown,
): { trial: EditorTrial; state: 'fresh' | 'checking' | 'incomplete' | 'unreachable' } {
  const [trial, setTrial] = useState(first);
  const [state, setState] = useState<'fresh' | 'checking' | 'incomplete' | 'unreachable'>('fresh');
  const [start] = useState(stored);
  useEffect(() => {
    if (changes === start) return undefined;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      const form = document.getElementById('rule-editor')?.closest('form');
      if (!form) return;
      setState('checking');
      const body = new URLSearchParams(
        [...new FormData(form)].flatMap(([key, value]) =>
          typeof value === 'string' && !key.startsWith('$') ? [[key, value]] : [],
        ),
      );
      fetch(tryHref, { method: 'POST', body, signal: stop.signal })
        .then(async (response) => {
          if (response.status === 204) return setState('incomplete');
          if (!response.ok) return setState('unreachable');
          setTrial((await response.json()) as EditorTrial);
          return setState('fresh');
        })
        .catch(() => stop.signal.aborted || setState('unreachable'));
    }, 400);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [changes, start, tryHref]);
  return { trial, state };
}

export function RuleEditor(props: Props) {
  const { saved, choices, trial: first, tryHref, findHref, suggestions, chosen, today } = props;
  const t = useTranslations('registrar.editor');
  const rule = useTranslations('registrar.rule');
  const sending = useFormState();
  const sent = sending?.state;
  // Without script the page is made anew after a refusal, from what was sent.
  const [form, setForm] = useState(() =>
    sent?.values ? withRows(formOfFields(sent.values, 'definition')) : asOpened(saved.form, chosen),
  );
  const isWaking = useIsWaking();
  // What was filled in before the script ran is read before anything is rendered again, which would put back what was served.
  useLayoutEffect(() => {
    if (!isWaking) return;
    const own = document.getElementById('rule-editor')?.closest('form');
    const entered = own ? enteredIn(own, 'definition.') : {};
    queueMicrotask(() =>
      setForm((now) => {
        const next = withFields(now, entered, 'definition');
        return canonicalJson(next) === canonicalJson(now) ? now : next;
      }),
    );
  }, [isWaking]);
  const [found, setFound] = useState<CertificateChoice[]>([]);
  const [others, setOthers] = useState(0);
  const { trial, state } = useTrial(
    first,
    tryHref,
    `${JSON.stringify(form)}${others}`,
    `${JSON.stringify(sent?.values ? form : withRows(saved.form))}0`,
  );
  // Checks of what was entered before say nothing about what stands there now.
  const isRead = state !== 'incomplete';
  const stored = useMemo(
    () => new Map([...fieldsOfForm(saved.form)].map(([name, value]) => [`definition.${name}`, value])),
    [saved.form],
  );
  // Without script, what was stored before is not known: what is stored now is then shown wherever it says something else.
  const [before, setBefore] = useState({
    base: sending?.base,
    definition: isStale(sent) ? null : saved.definition,
  });
  if (before.base !== sending?.base) setBefore({ base: sending?.base, definition: saved.definition });
  const says = (definition: RuleDefinition | null) => canonicalJson(definition);
  const hasChanged = says(saved.definition) !== says(before.definition);
  const theySay =
    isStale(sent) && hasChanged && says(saved.definition) !== says(trial.definition)
      ? saved.definition
      : null;
  const edit = (change: Partial<DefinitionForm>) => setForm((now) => ({ ...now, ...change }));
  const choose = (suggested: SuggestedTarget) => {
    setForm((now) => withSuggested(now, suggested));
    // The browser keeps which of the two is ticked.
    const decision = suggested === null ? 'deny' : 'credit';
    document
      .querySelector<HTMLInputElement>(`#rule-editor input[name="definition.decision"][value="${decision}"]`)
      ?.click();
  };
  const certificates = [
    ...choices.certificates,
    ...found.filter(({ id }) => choices.certificates.every((one) => one.id !== id)),
  ];
  const head = 'border-b border-edge pb-2 text-lg font-semibold';
  return (
    <StoredValuesContext value={stored}>
      <div
        id="rule-editor"
        className="grid grid-cols-1 gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_20rem]"
        onChange={() => setOthers((n) => n + 1)}
      >
        <input type="hidden" name="ruleVersionId" value={saved.id} />
        <datalist id="course-codes">
          {choices.courses.map(({ code, title }) => (
            <option key={code} value={code}>
              {title}
            </option>
          ))}
        </datalist>
        <section aria-live="polite" className="grid content-start gap-2 lg:col-span-2">
          {theySay !== null && <ConflictNotice definition={theySay} names={first.names} />}
          <h2 className="kicker">{t('sentence')}</h2>
          <div className="text-lg">
            <RuleSentence definition={trial.definition} names={trial.names} />
          </div>
          <p className="min-h-6 text-sm text-soft">
            {state === 'fresh'
              ? ''
              : t(state === 'checking' ? 'checking' : state === 'incomplete' ? 'incomplete' : 'unchecked')}
          </p>
        </section>
        <div className="grid grid-cols-1 content-start gap-10">
          <section className="grid gap-4">
            <h2 className={head}>{t('held')}</h2>
            <p className="text-sm text-soft">{t('heldHint')}</p>
            <PremiseBuilder
              name="definition.premise"
              group={form.premise}
              onChange={(change) => edit({ premise: { ...form.premise, ...change } })}
              certificates={certificates}
            />
            <FindCertificate
              href={findHref}
              onFound={(more) =>
                setFound((now) => [...now, ...more.filter(({ id }) => now.every((one) => one.id !== id))])
              }
            />
          </section>
          <section className="grid gap-4">
            <h2 id="earns" className={head}>
              {t('earns')}
            </h2>
            <SuggestionPanel
              suggestions={suggestions}
              isIn={(suggested) => stands(form, suggested)}
              hrefOf={(text) =>
                text === null ? '?' : `?${new URLSearchParams({ suggested: text }).toString()}#earns`
              }
              onChoose={choose}
              homeUnit={trial.names.homeUnit}
            />
            <RadioGroup
              name="definition.decision"
              legend={t('decision')}
              inline
              defaultValue={form.decision}
              onValue={(value) => edit({ decision: value === 'deny' ? 'deny' : 'credit' })}
              options={[
                { value: 'credit', label: t('decisionCredit') },
                { value: 'deny', label: t('decisionDeny') },
              ]}
            />
            {form.decision === 'deny' ? (
              <p className="measure text-soft">{t('decisionDenyHint')}</p>
            ) : (
              <OutcomeBuilder
                name="definition.outcomes"
                outcomes={form.outcomes}
                onChange={(outcomes) => edit({ outcomes })}
                homeUnit={trial.names.homeUnit}
                courseListId="course-codes"
              />
            )}
          </section>
          <section className="grid gap-4">
            <h2 className={head}>{t('forWhom')}</h2>
            <WhenFields form={form} edit={edit} programs={choices.programs} />
          </section>
          <section className="grid gap-4">
            <h2 className={head}>{t('rests')}</h2>
            <BasisFields basis={saved.basis} recommendations={choices.recommendations} today={today} />
          </section>
          <section className="grid gap-4">
            <h2 className={head}>{t('notes')}</h2>
            <Field name="publicNote" label={t('publicNote')} hint={t('publicNoteHint')}>
              <Textarea rows={3} defaultValue={saved.publicNote} />
            </Field>
            <Field name="internalNote" label={t('internalNote')} hint={t('internalNoteHint')}>
              <Textarea rows={2} defaultValue={saved.internalNote} />
            </Field>
            <TitleField title={saved.title} isPublic={saved.isTitlePublic} />
            <Field name="departmentId" label={t('department')} hint={t('departmentHint')}>
              <Select
                placeholder={t('noDepartment')}
                defaultValue={saved.departmentId ?? ''}
                options={departmentOptions(choices.departments)}
              />
            </Field>
            <MoreFields form={form} edit={edit} />
          </section>
        </div>
        <aside className="grid content-start gap-8 lg:sticky lg:top-6 lg:max-h-[calc(100dvh-3rem)] lg:self-start lg:overflow-y-auto">
          <section className="grid gap-3" aria-live="polite">
            <h2 className={head}>{rule('checks')}</h2>
            {isRead ? <FindingList findings={trial.findings} /> : <p className="text-soft">{t('notRead')}</p>}
          </section>
          <section className="grid gap-2">
            <h2 className={head}>{rule('examples')}</h2>
            <p className="text-sm text-soft">{rule('examplesLede')}</p>
            {isRead ? (
              <ExampleList examples={trial.examples} unit={trial.names.homeUnit} />
            ) : (
              <p className="text-soft">{t('notRead')}</p>
            )}
          </section>
        </aside>
      </div>
    </StoredValuesContext>
  );
}
